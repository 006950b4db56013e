import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from '../../src/language/parse.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Protocol } from '../../src/model/protocol.ts';
import type { System } from '../../src/model/system.ts';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { createSystem } from '../../src/semantics/system.ts';

/** The protocol that a text says; fails with its problems where it has errors. */
export function protocolOf(text: string): Protocol {
  const { protocol, problems } = parse(text);
  if (protocol !== undefined) return protocol;
  const errors = problems.filter(({ severity }) => severity === 'error');
  assert.fail(errors.map(({ at, message }) => `${text.slice(0, at.start).split('\n').length}: ${message}`).join('\n'));
}

/** A protocol in one of its scenarios, the first one where none is named. */
export function instanceOf(text: string, scenarioName?: string): Instance {
  const protocol = protocolOf(text);
  const scenario = protocol.scenarios.find(({ name }) => scenarioName === undefined || name === scenarioName);
  assert(scenario, `there is a scenario ${scenarioName ?? ''}`);
  const instance = instantiate(protocol, scenario);
  if (!instance.ok) assert.fail(instance.failure.message);
  return instance.value;
}

export function systemOf(text: string, scenarioName?: string): System {
  return createSystem(instanceOf(text, scenarioName));
}

/** The text of `test/fixtures/oracles/<name>.cone`: a model whose counts other checkers have published. */
export function oracleText(name: string): string {
  return readFileSync(join(import.meta.dirname, '..', 'fixtures', 'oracles', `${name}.cone`), 'utf8');
}

/** The text of `test/fixtures/blocking-commit.cone`: two-phase commit that says with `finally` that nobody is left waiting. */
export function blockingCommitText(): string {
  return readFileSync(join(import.meta.dirname, '..', 'fixtures', 'blocking-commit.cone'), 'utf8');
}

/** A protocol that ships with the product. */
export interface ShippedExample {
  /** Without its ending; no two have the same. */
  readonly name: string;
  /** Where it is, from the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** Every example that ships, ordered by its file. */
export function shippedExamples(): readonly ShippedExample[] {
  const root = join(import.meta.dirname, '..', '..');
  return readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.cone'))
    .map(path => `examples/${path.replaceAll('\\', '/')}`)
    .sort()
    .map(file => ({ name: basename(file, '.cone'), file, text: readFileSync(join(root, file), 'utf8') }));
}

/** The text of the example with this name, whichever folder it is in. */
export function exampleText(name: string): string {
  const example = shippedExamples().find(each => each.name === name);
  assert(example, `there is an example ${name}`);
  return example.text;
}
