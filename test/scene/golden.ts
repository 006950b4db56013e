import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/scene');

/**
 * Compares `actual` with a file of the fixtures. A missing file is written and the test fails, so that a person looks at
 * it; a different one is written beside it as `new.…`; UPDATE=1 replaces it.
 */
export function assertGolden(name: string, actual: string): void {
  const path = join(FOLDER, name);
  if (process.env['UPDATE'] === '1') {
    writeFileSync(path, actual);
    return;
  }
  if (!existsSync(path)) {
    writeFileSync(path, actual);
    assert.fail(`${name} was missing; it has been written. Look at it, then run again.`);
  }
  if (readFileSync(path, 'utf8') === actual) return;
  writeFileSync(join(FOLDER, `new.${name}`), actual);
  assert.fail(`${name} has changed: see new.${name} beside it, or run with UPDATE=1.`);
}
