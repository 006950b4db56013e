import { counted, digits } from '../base/digits.ts';
import type { SampledFinding, SampledStates, SampleRequest } from '../contract/sample.ts';
import type { Guarantee } from '../engine/walks/guarantee.ts';
import type { WalksResult, WalkVerdict } from '../engine/walks/walksResult.ts';
import type { Property } from '../model/protocol.ts';
import { breaksSentence, comesTrueSentence, countedSteps } from './sentences.ts';

/** `10,000 random runs of up to 200 steps (seed 1)`: what was looked at. */
function runsText({ kind, depth, stepsMax, seed }: SampleRequest, runs: number): string {
  const length = `of up to ${countedSteps(stepsMax)} (seed ${String(seed)})`;
  return kind === 'random'
    ? `${counted(runs, 'random run')} ${length}`
    : `${counted(runs, 'PCT run')} of depth ${digits(depth)} ${length}`;
}

/** What was looked at, and that there is more. */
export function extentSentence(request: SampleRequest, { runs, limit }: Pick<WalksResult, 'runs' | 'limit'>): string {
  const cut =
    limit === undefined ? '' : limit === 'cancelled' ? ', cut short by you' : ', cut short for want of memory';
  return `${runsText(request, runs)}${cut}; not exhaustive`;
}

/** What is known of a property. `last` is the sentence of the last step of what was found. */
export function sampledSentence(
  property: Property,
  verdict: WalkVerdict,
  looked: { readonly extent: string; readonly quiescentRuns: number; readonly last: string | undefined },
): string {
  const { name, kind } = property;
  switch (verdict.kind) {
    case 'violated':
      return breaksSentence(property, verdict.finding.steps, looked.last);
    case 'holds':
      return comesTrueSentence(name, verdict.finding.steps, looked.last);
    case 'broken':
      return `${name} is not judged: ${verdict.reason}`;
    case 'notJudged':
      return `${name} is not judged by sampling: it is asked of runs that go on for ever`;
    case 'unknown':
      if (kind === 'reachable') return `${name} has not come true in ${looked.extent}`;
      if (kind === 'finally' && looked.quiescentRuns === 0) {
        return `${name} was never asked: none came to an end of ${looked.extent}`;
      }
      return `No violation of ${name} in ${looked.extent}`;
  }
}

/** `in 12 of 10,000 runs, first and shortest with seed 5`. */
export function foundText({ runs, seed }: Pick<SampledFinding, 'runs' | 'seed'>, all: number): string {
  return `found in ${digits(runs)} of ${counted(all, 'run')}; the shortest has seed ${String(seed)}`;
}

/** Whether it looks as if more runs would come across more. */
export function statesSentence({ distinct, atLeast, lately }: Omit<SampledStates, 'sentence'>): string {
  const seen = `${atLeast ? 'more than ' : ''}${counted(distinct, 'distinct state')} seen`;
  if (lately.runs === 0) return seen;
  const last = `the last ${counted(lately.runs, 'run')}`;
  if (atLeast) return `${seen}: how many were new in ${last} is not known`;
  if (lately.newStates === 0) return `${seen}, none of them new in ${last}`;
  return `${seen}, ${digits(lately.newStates)} of them new in ${last}: still growing`;
}

/** What probabilistic concurrency testing promises, with what it is made of. */
export function guaranteeSentence({ depth, chains, events, perRun, overall }: Guarantee, runs: number): string {
  const order =
    depth === 1
      ? 'one event that comes after all others'
      : `${digits(depth)} of the first ${counted(events, 'event')} in a certain order`;
  return (
    `What takes no more than ${order} shows in a run with a probability of at least 1 in ${digits(Math.round(1 / perRun))} ` +
    `(${counted(chains, 'chain')} of events at most), in ${counted(runs, 'run')} with ${percent(overall)}; ` +
    'less where it also takes certain failures or choices.'
  );
}

function percent(share: number): string {
  const value = share * 100;
  if (value > 99.9) return 'more than 99.9 %';
  return `${value.toPrecision(value < 1 ? 1 : 2)} %`;
}
