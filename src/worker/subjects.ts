import type { Outline, Refusal, Subject } from '../contract/engine.ts';
import type { CheckReport } from '../contract/report.ts';
import { parse } from '../language/parse.ts';
import type { Protocol } from '../model/protocol.ts';
import type { System } from '../model/system.ts';
import { instantiate } from '../semantics/instantiate.ts';
import { createSystem } from '../semantics/system.ts';
import { meaningOf } from './meaning.ts';
import { Recent } from './recent.ts';

/** A scenario of a text, ready to be explored and run. */
export interface LoadedSubject {
  /** Equal for scenarios that mean the same. */
  readonly meaning: string;
  readonly system: System;
}

/** Why a subject cannot be explored; `failure` where the scenario itself is at fault, at its place. */
export interface RefusedSubject {
  readonly refusal: Refusal;
  readonly protocol: string;
  readonly failure: CheckReport['failure'];
}

interface ReadText {
  readonly protocol: Protocol;
  readonly meaning: string;
  readonly systems: Map<string, LoadedSubject | RefusedSubject>;
}

/** How many texts are remembered: the few that a user goes back and forth between. */
const TEXTS_MAX = 8;

/** Reads texts, each once. */
export class Subjects {
  readonly #texts = new Recent<ReadText | 'unreadable'>(TEXTS_MAX);

  outline(text: string): Outline | undefined {
    const read = this.#read(text);
    if (read === undefined) return undefined;
    const { name, scenarios, properties } = read.protocol;
    return {
      protocol: name,
      scenarios: scenarios.map(scenario => scenario.name),
      properties: [
        ...properties.map(property => ({ name: property.name, kind: property.kind })),
        { name: 'error', kind: 'error' },
        ...(scenarios.some(asksForDeadlocks) ? [{ name: 'deadlock', kind: 'deadlock' }] : []),
      ],
      meaning: read.meaning,
    };
  }

  load({ text, scenario }: Subject): LoadedSubject | RefusedSubject {
    const read = this.#read(text);
    if (read === undefined) {
      const message = 'The text has problems: nothing can be explored until they are fixed.';
      return { refusal: { code: 'does-not-parse', message }, protocol: '', failure: undefined };
    }
    const known = read.systems.get(scenario);
    if (known !== undefined) return known;
    const loaded = prepare(read, scenario);
    read.systems.set(scenario, loaded);
    return loaded;
  }

  #read(text: string): ReadText | undefined {
    const known = this.#texts.get(text);
    if (known !== undefined) return known === 'unreadable' ? undefined : known;
    const { protocol } = parse(text);
    const read: ReadText | 'unreadable' =
      protocol === undefined ? 'unreadable' : { protocol, meaning: meaningOf(protocol), systems: new Map() };
    this.#texts.set(text, read);
    return read === 'unreadable' ? undefined : read;
  }
}

function prepare({ protocol, meaning }: ReadText, name: string): LoadedSubject | RefusedSubject {
  const scenario = protocol.scenarios.find(candidate => candidate.name === name);
  if (scenario === undefined) {
    const message = `${protocol.name} has no scenario “${name}”.`;
    return { refusal: { code: 'no-such-scenario', message }, protocol: protocol.name, failure: undefined };
  }
  const instance = instantiate(protocol, scenario);
  if (!instance.ok) {
    const { message, at } = instance.failure;
    return { refusal: { code: 'failed', message }, protocol: protocol.name, failure: { message, at } };
  }
  return { meaning: `${meaning}/${name}`, system: createSystem(instance.value) };
}

function asksForDeadlocks(scenario: Protocol['scenarios'][number]): boolean {
  return scenario.expectations.some(({ kind }) => kind === 'noDeadlock');
}
