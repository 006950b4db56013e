import { digits } from '../../base/digits.ts';
import type { DepthGrowth, StateCount } from '../../contract/explosion.ts';
import { factorText } from './words.ts';

/** How the number of states grows with the distance from the start. */
export function depthGrowth(frontier: readonly number[], { isExact }: StateCount): DepthGrowth {
  const factors = frontier.slice(1).map((states, depth) => states / (frontier[depth] ?? 1));
  return { frontier, factors, sentence: sentenceOf(frontier, factors, isExact) };
}

function sentenceOf(frontier: readonly number[], factors: readonly number[], isExact: boolean): string {
  if (factors.length === 0) return 'Nothing happens: there is nothing but the start.';
  const widest = frontier.indexOf(Math.max(...frontier));
  const most = `most are ${stepsAway(widest)} from the start, ${digits(frontier[widest] ?? 0)} of them`;
  const rise = factors.slice(0, widest);
  const mean = rise.length === 0 ? 1 : ((frontier[widest] ?? 1) / (frontier[0] ?? 1)) ** (1 / rise.length);
  const growing = widest === 0 ? '' : `Each step multiplies the states by about ${factorText(mean)} until `;
  const ends = isExact ? `none is farther than ${stepsAway(frontier.length - 1)}` : 'farther ones were not looked for';
  return widest === 0 ? `Most states are there at the start; ${ends}.` : `${growing}${most}; ${ends}.`;
}

function stepsAway(count: number): string {
  return count === 1 ? '1 step' : `${digits(count)} steps`;
}
