import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import {
  COLORS,
  COMMANDS,
  CONTEXT_KEYS,
  EXTENSION_ID,
  LANGUAGE_ID,
  SETTINGS,
  TRACE_TYPE,
} from '../../src/extension/manifest.ts';
import { FORMAT_WORDS } from '../../src/extension/taking/formats.ts';

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly languages: readonly {
      readonly id: string;
      readonly icon: Record<string, string>;
      readonly configuration: string;
    }[];
    readonly customEditors: unknown;
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Record<string, readonly { readonly command: string; readonly when?: string }[]>;
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Record<string, { readonly default: unknown }> };
    readonly colors: readonly { readonly id: string; readonly defaults: Record<string, string> }[];
  };
}

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest;
const { contributes } = manifest;

describe('the manifest', () => {
  it('has the names the code uses', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, EXTENSION_ID);
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      [LANGUAGE_ID],
    );
    assert.deepEqual(contributes.customEditors, [
      {
        viewType: TRACE_TYPE,
        displayName: 'Lightcone Trace',
        selector: [{ filenamePattern: `*.${FORMAT_WORDS.json.ending}` }],
        priority: 'default',
      },
    ]);
    assert.deepEqual(
      contributes.commands.map(({ command }) => command),
      COMMANDS.map(name => `lightcone.${name}`),
    );
    assert.deepEqual(
      Object.entries(contributes.configuration.properties).map(([key, value]) => [key, value.default]),
      Object.entries(SETTINGS).map(([key, value]) => [`lightcone.${key}`, value]),
    );
    assert.deepEqual(
      contributes.colors.map(({ id }) => id),
      COLORS.map(name => `lightcone.${name}`),
    );
  });

  it('starts the extension for its files, previews and links only', () => {
    assert.deepEqual(manifest.activationEvents, ['onWebviewPanel:lightcone.preview', 'onUri']);
  });

  it('gives every command one category, and hides in the palette what makes no sense at the moment', () => {
    for (const { category } of contributes.commands) assert.equal(category, 'Lightcone');
    const hidden = contributes.menus['commandPalette']?.map(({ command }) => command) ?? [];
    const always = contributes.commands.map(({ command }) => command).filter(command => !hidden.includes(command));
    assert.deepEqual(always, [
      'lightcone.newProtocol',
      'lightcone.openWalkthrough',
      'lightcone.openLesson',
      'lightcone.compareMachines',
      'lightcone.openExample',
      'lightcone.showReference',
      'lightcone.showLog',
    ]);
  });

  it('takes no key and adds no menu entry outside its own files and panels', () => {
    const entries = [...contributes.keybindings, ...Object.values(contributes.menus).flat()];
    const ours = [
      ...Object.values(CONTEXT_KEYS),
      'editorLangId == lightcone',
      'resourceLangId == lightcone',
      'lightcone.preview',
      'lightcone.trace',
    ];
    for (const { command, when } of entries) {
      // Only links run it.
      if (when === 'false') continue;
      assert.ok(
        ours.some(word => when?.includes(word)),
        `${command} has no condition of ours`,
      );
    }
    for (const { command } of entries) assert.ok(COMMANDS.some(name => `lightcone.${name}` === command));
  });

  it('gives every colour a default for every kind of theme', () => {
    for (const { id, defaults } of contributes.colors) {
      assert.deepEqual(Object.keys(defaults), ['light', 'dark', 'highContrast', 'highContrastLight'], id);
    }
  });

  it('names only files that are there', () => {
    const [language] = contributes.languages;
    for (const path of [...Object.values(language?.icon ?? {}), language?.configuration ?? '']) {
      assert.ok(existsSync(new URL(path, root)), path);
    }
  });
});
