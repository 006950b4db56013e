import type { BranchViolation, ReplayBranch, RetakenBranch, RetakenBranches } from '../contract/branches.ts';
import { stepText } from '../model/labels.ts';
import type { Replay } from '../model/scenario.ts';
import type { Outcome, Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { replaySchedule } from '../semantics/replay.ts';
import { isViolatedBy } from './verdictAt.ts';

/** A state on the way of a branch, which branches with the same beginning share. */
interface Place {
  readonly outcome: Outcome;
  /** What the step to it violates first; undefined where that is nothing. */
  readonly violates: string | undefined;
  /** Worked out where a branch goes on from here. */
  next: { readonly outcomes: readonly Outcome[]; readonly places: (Place | undefined)[] } | undefined;
}

/**
 * Takes branches again by the words of their steps, each as far as it can be, and the replays of the scenario. What branches
 * have in common is taken once. Yields after each step.
 */
export function* retakingBranches(
  system: System,
  branches: readonly (readonly string[])[],
): Generator<undefined, RetakenBranches> {
  const beginning: Place['next'] = { outcomes: system.initial(), places: [] };
  const taken: RetakenBranch[] = [];
  for (const texts of branches) taken.push(yield* retaking(system, beginning, texts));
  const replays: ReplayBranch[] = [];
  for (const replay of system.instance.scenario.replays) {
    const texts = replayTexts(system, replay);
    yield undefined;
    replays.push({ name: replay.name, texts, ...(yield* retaking(system, beginning, texts)) });
  }
  return { taken, replays };
}

function* retaking(
  system: System,
  beginning: NonNullable<Place['next']>,
  texts: readonly string[],
): Generator<undefined, RetakenBranch> {
  const schedule: number[] = [];
  let violates: BranchViolation | undefined;
  let before: Place | undefined;
  let next: NonNullable<Place['next']> | undefined = beginning;
  for (const text of texts) {
    const position: number = next?.outcomes.findIndex(({ step }) => stepText(system.instance, step) === text) ?? -1;
    const outcome: Outcome | undefined = next?.outcomes[position];
    if (next === undefined || outcome === undefined) break;
    const place: Place = (next.places[position] ??= placeAfter(system, before, outcome));
    if (violates === undefined && place.violates !== undefined) {
      violates = { property: place.violates, step: schedule.length };
    }
    schedule.push(position);
    if (outcome.kind === 'state') place.next ??= { outcomes: system.successors(outcome.state), places: [] };
    [before, next] = [place, place.next];
    yield undefined;
  }
  return violates === undefined ? { schedule } : { schedule, violates };
}

function placeAfter(system: System, before: Place | undefined, outcome: Outcome): Place {
  if (outcome.kind === 'error') return { outcome, violates: 'error', next: undefined };
  const stateBefore = before?.outcome.kind === 'state' ? before.outcome.state : undefined;
  const violated = system.instance.protocol.properties.find(property =>
    isViolatedBy(system, property, stateBefore, outcome.state),
  );
  return { outcome, violates: violated?.name, next: undefined };
}

/** The steps of a replay in the words that branches are told by; as the file writes them where they cannot be taken. */
function replayTexts(system: System, replay: Replay): readonly string[] {
  const written = replay.steps.map(({ text }) => text);
  const schedule = replaySchedule(system, replay);
  if (schedule.ok) return textsOf(system, schedule.value);
  const begins = written[0]?.startsWith('start') === true ? [] : ['start'];
  return [...begins, ...written];
}

function textsOf(system: System, schedule: Schedule): readonly string[] {
  const texts: string[] = [];
  let outcomes = system.initial();
  for (const position of schedule) {
    const outcome = outcomes[position];
    if (outcome === undefined) break;
    texts.push(stepText(system.instance, outcome.step));
    outcomes = outcome.kind === 'state' && texts.length < schedule.length ? system.successors(outcome.state) : [];
  }
  return texts;
}
