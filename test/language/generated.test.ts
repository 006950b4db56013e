import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const GENERATED = 'src/language/generated';

describe('the generated parser', () => {
  it('is what `npm run language` makes of the grammar', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lightcone-grammar-'));
    try {
      cpSync(join(ROOT, 'langium-config.json'), join(folder, 'langium-config.json'));
      cpSync(join(ROOT, 'src/language/grammar'), join(folder, 'src/language/grammar'), { recursive: true });
      cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      execFileSync(process.execPath, [join(ROOT, 'node_modules/langium-cli/bin/langium.js'), 'generate'], {
        cwd: folder,
      });
      const names = readdirSync(join(folder, GENERATED));
      assert.deepEqual(readdirSync(join(ROOT, GENERATED)), names);
      for (const name of names) {
        const fresh = readFileSync(join(folder, GENERATED, name), 'utf8');
        assert.ok(fresh === readFileSync(join(ROOT, GENERATED, name), 'utf8'), `${name} is stale: npm run language`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
