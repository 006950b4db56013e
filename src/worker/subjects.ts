import type { Answer, Outline, Refusal, Subject } from '../contract/engine.ts';
import type { VariantOutline } from '../contract/matrix.ts';
import type { CheckReport } from '../contract/report.ts';
import { parse } from '../language/parse.ts';
import type { Protocol } from '../model/protocol.ts';
import type { System } from '../model/system.ts';
import { DECLARED, variantOf } from '../model/variants.ts';
import { instantiate } from '../semantics/instantiate.ts';
import { createSystem } from '../semantics/system.ts';
import { meaningOf } from './meaning.ts';
import { Recent } from './recent.ts';
import { loadVariant, loadVariants } from './variants.ts';

/** A scenario of a text, or a variant of it, ready to be explored and run. */
export interface LoadedSubject {
  /** Equal for scenarios that mean the same. */
  readonly meaning: string;
  readonly system: System;
  /** What may go wrong, where it is not what the scenario declares: `with one lost message`. */
  readonly phrase: string | undefined;
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

  load({ text, scenario, variant = DECLARED }: Subject): LoadedSubject | RefusedSubject {
    const read = this.#read(text);
    if (read === undefined) {
      const message = 'The text has problems: nothing can be explored until they are fixed.';
      return { refusal: { code: 'does-not-parse', message }, protocol: '', failure: undefined };
    }
    const declared = remembered(read, [scenario], () => prepare(read, scenario));
    if (variant === DECLARED || 'refusal' in declared) return declared;
    return remembered(read, [scenario, variant], () => prepareVariant(read, declared, variant));
  }

  /**
   * The rows of a scenario's matrix, and the variant that is named if it is none of them; those that are applicable are
   * instantiated to see that they really are.
   */
  variants({ text, scenario, variant = DECLARED }: Subject): Answer<readonly VariantOutline[]> {
    const declared = this.load({ text, scenario });
    if ('refusal' in declared) return { ok: false, refusal: declared.refusal };
    const { instance } = declared.system;
    const rows = loadVariants(instance).map(({ outline }) => outline);
    const named = rows.some(({ id }) => id === variant) ? undefined : variantOf(instance, variant);
    const value = named === undefined ? rows : [...rows, loadVariant(instance, named).outline];
    return { ok: true, value };
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

/** What was made before under the same names, or now. */
function remembered(
  { systems }: ReadText,
  names: readonly string[],
  make: () => LoadedSubject | RefusedSubject,
): LoadedSubject | RefusedSubject {
  const key = JSON.stringify(names);
  const loaded = systems.get(key) ?? make();
  systems.set(key, loaded);
  return loaded;
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
  return { meaning: JSON.stringify([meaning, name]), system: createSystem(instance.value), phrase: undefined };
}

function prepareVariant(
  { protocol, meaning }: ReadText,
  { system }: LoadedSubject,
  id: string,
): LoadedSubject | RefusedSubject {
  const { scenario: declared } = system.instance;
  const refused = (message: string): RefusedSubject => {
    return { refusal: { code: 'no-such-variant', message }, protocol: protocol.name, failure: undefined };
  };
  const variant = variantOf(system.instance, id);
  if (variant === undefined) return refused(`Nothing is known to go wrong by the name “${id}”.`);
  const { outline, instance } = loadVariant(system.instance, variant);
  if (instance === undefined) return refused(outline.reason ?? '');
  const meant = JSON.stringify([meaning, declared.name, id]);
  return { meaning: meant, system: createSystem(instance), phrase: outline.phrase };
}

function asksForDeadlocks(scenario: Protocol['scenarios'][number]): boolean {
  return scenario.expectations.some(({ kind }) => kind === 'noDeadlock');
}
