import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Prng } from '../../src/base/prng.ts';
import { boundsOf, type SearchBounds } from '../../src/engine/bounds.ts';
import { createSearch, type Search } from '../../src/engine/search.ts';
import { parse } from '../../src/language/parse.ts';
import type { Instance } from '../../src/model/instance.ts';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { exampleText, oracleText, shippedExamples } from '../support/protocols.ts';

/** Something to check, and what an undisturbed search says of it. */
export interface StressSubject {
  readonly title: string;
  readonly text: string;
  readonly scenario: string;
  readonly instance: Instance;
  readonly bounds: SearchBounds;
  readonly whole: Search;
}

/** Larger state spaces would only take longer. */
const STATES_MAX = 60_000;
/** Large enough for tables to grow and chunks to be filled; the last two are judged for ever, and by their histories. */
const LARGE = [
  { title: 'two-phase-commit', text: oracleText('two-phase-commit'), scenario: '6' },
  { title: 'paxos-register', text: oracleText('paxos-register'), scenario: 'two clients, three servers' },
  { title: 'two-phase-commit', text: exampleText('two-phase-commit'), scenario: 'everything at once' },
  { title: 'abd', text: exampleText('abd'), scenario: 'a replica dies' },
];

/** Scenarios of examples and oracles, and random protocols. */
export class StressSubjects {
  readonly #known = new Map<string, StressSubject>();
  readonly #shipped = shippedExamples().flatMap(({ name, text }) => {
    const { protocol } = parse(text);
    return (protocol?.scenarios ?? []).map(scenario => ({ title: name, text, scenario: scenario.name }));
  });

  pick(prng: Prng): StressSubject {
    const kind = prng.below(4);
    if (kind === 0) return this.#random(prng.below(2 ** 31));
    const among = kind === 1 ? LARGE : this.#shipped;
    const picked = among[prng.below(among.length)];
    assert.ok(picked !== undefined, 'there is something to check');
    const key = `${picked.title}, ${picked.scenario}`;
    const known = this.#known.get(key) ?? subjectOf(picked);
    assert.ok(known !== undefined, `${key} can be explored`);
    this.#known.set(key, known);
    return known;
  }

  #random(seed: number): StressSubject {
    for (let next = seed; ; next += 1) {
      const [text] = fc.sample(arbitraryProtocol, { seed: next, numRuns: 1 });
      const scenario = parse(text ?? '').protocol?.scenarios[0]?.name;
      if (text === undefined || scenario === undefined) continue;
      const subject = subjectOf({ title: `random protocol ${next}`, text, scenario });
      if (subject !== undefined) return subject;
    }
  }
}

/** Undefined for a scenario that cannot be explored. */
function subjectOf(named: Pick<StressSubject, 'title' | 'text' | 'scenario'>): StressSubject | undefined {
  const { protocol } = parse(named.text);
  const scenario = protocol?.scenarios.find(({ name }) => name === named.scenario);
  if (protocol === undefined || scenario === undefined) return undefined;
  const instance = instantiate(protocol, scenario);
  if (!instance.ok) return undefined;
  const bounds = { ...boundsOf(instance.value, { copiesMax: 8 }), statesMax: STATES_MAX };
  const whole = createSearch(instance.value, { bounds });
  whole.run(() => false);
  return { ...named, instance: instance.value, bounds, whole };
}
