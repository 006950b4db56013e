import { assert, present } from '../../base/assert.ts';
import type { EffectTable } from '../effectTable.ts';
import type { NodeSteps } from '../nodeSteps.ts';
import type { StepTable } from '../stepTable.ts';
import { AFTER_RESET, EFFECT, GHOSTS_AFTER, NEXT_ROUND, PAIR_AFTER, STEPS, TICKED } from './facts.ts';

/** The tables of steps of an `Expander`. */
export interface Tables {
  readonly effects: EffectTable;
  readonly table: StepTable;
  readonly nodes: readonly NodeSteps[];
}

/** Puts facts where the search that worked them out has them. */
export function learnFacts(facts: Int32Array, { effects, table, nodes }: Tables): void {
  let at = 0;
  const next = (): number => present(facts[at++], 'a fact is whole');
  const nodeSteps = (): NodeSteps => present(nodes[next()], 'a fact is of some node');
  const words = (): Int32Array => {
    const count = next();
    at += count;
    return facts.subarray(at - count, at);
  };
  while (at < facts.length) {
    const kind = next();
    if (kind === STEPS) table.add(next(), next(), words());
    else if (kind === EFFECT) {
      assert(next() === effects.data.length, 'an effect stands where the search has it');
      for (const word of words()) effects.data.push(word);
    } else if (kind === PAIR_AFTER) effects.knowPairAfter(next(), next(), next(), next());
    else if (kind === GHOSTS_AFTER) effects.knowGhostsAfter(next(), next(), next());
    else if (kind === TICKED) nodeSteps().knowTicked(next(), next());
    else if (kind === NEXT_ROUND) nodeSteps().knowInNextRound(next(), next());
    else {
      assert(kind === AFTER_RESET, 'a fact is of a known kind');
      nodeSteps().knowAfterReset(next(), next(), next());
    }
  }
}
