import { crowdWords } from '../../../src/contract/copies.ts';
import { omissionSentence, reductionsInUse, reductionSentence } from '../../../src/contract/counting.ts';
import type { Counts } from '../../../src/contract/report.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';
import { formatBytes, formatDuration } from '../numbers.ts';

/** One line of a table of numbers. */
export interface CountRow {
  readonly name: string;
  readonly value: string;
  readonly remark: string;
}

export function sizeRows(counts: Counts): readonly CountRow[] {
  const { distinctStates, generatedStates, depth, complete } = counts;
  const times = distinctStates === 0 ? 0 : generatedStates / distinctStates;
  const reduced = reductionsInUse(counts);
  return [
    {
      name: reduced === undefined ? 'reachable, distinct' : 'explored',
      value: formatCount(distinctStates),
      remark:
        reduced === undefined
          ? complete
            ? 'all of them'
            : 'at least'
          : `with ${reduced}: ${complete ? 'they stand for all that can be reached' : 'more can be reached'}`,
    },
    {
      name: 'generated',
      value: formatCount(generatedStates),
      remark: times === 0 ? '' : `each state was met ${times.toFixed(1)} times`,
    },
    { name: 'depth', value: formatCount(depth), remark: complete ? 'steps to the farthest state' : 'steps so far' },
  ];
}

/** What became of the reductions that were asked for, and what fingerprints mean; nothing where nothing was asked for. */
export function methodSentences(counts: Counts): readonly string[] {
  return [...counts.reductions.map(reductionSentence), omissionSentence(counts)].flatMap(sentence => sentence ?? []);
}

export function costRows(counts: Counts): readonly CountRow[] {
  const { elapsedMs, statesPerSecond, memoryBytes, bytesPerState } = counts;
  return [
    { name: 'time', value: formatDuration(elapsedMs), remark: '' },
    { name: 'rate', value: formatCount(Math.round(statesPerSecond)), remark: 'states per second' },
    {
      name: 'memory',
      value: formatBytes(memoryBytes),
      remark: `${formatCount(Math.round(bytesPerState))} bytes per state`,
    },
  ];
}

/** What ended the search before everything was seen, and what that means. */
export function boundReached({ limit, distinctStates, bytesPerState }: Counts): string | undefined {
  switch (limit?.kind) {
    case undefined:
      return undefined;
    case 'states':
      return `The search stopped at its limit of ${formatUnits(limit.value, 'state')}: what lies beyond is not known.`;
    case 'depth':
      return `The search stopped ${formatUnits(limit.value, 'step')} from the start: what lies beyond is not known.`;
    case 'copies':
      return [`The search went no further where ${crowdWords(limit)}.`, limit.advice ?? ''].join(' ').trim();
    case 'memory':
      return (
        `The search stopped at its memory limit of ${formatBytes(limit.value)}, with ${formatUnits(distinctStates, 'state')} ` +
        `found and ${formatCount(Math.round(bytesPerState))} bytes for each: what lies beyond is not known.`
      );
    case 'cancelled':
      return 'The search was stopped: what it had not reached is not known.';
  }
}
