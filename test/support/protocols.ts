import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** The text of `examples/<name>.cone`. */
export function exampleText(name: string): string {
  return readFileSync(join(import.meta.dirname, '..', '..', 'examples', `${name}.cone`), 'utf8');
}
