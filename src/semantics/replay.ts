import { failure, success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Instance } from '../model/instance.ts';
import { stepText } from '../model/labels.ts';
import type { Replay } from '../model/scenario.ts';
import type { Outcome, Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import type { ScheduleProblem } from './execute.ts';

/** How many possible steps a problem lists. */
const LISTED_MAX = 6;

/**
 * The schedule of a pinned execution. Its first line may be the `start` it begins with; without one it begins with the
 * first initial state. `step` of a problem is the position among the replay's lines, 0-based.
 */
export function replaySchedule(system: System, replay: Replay): Result<Schedule, ScheduleProblem> {
  const lines = replay.steps.map(({ text }) => text);
  const startsItself = lines[0] !== undefined && /^start\b/.test(lines[0].trim());
  const schedule: number[] = [];
  let possible = system.initial();
  const texts = startsItself ? lines : [undefined, ...lines];
  for (const [index, text] of texts.entries()) {
    const step = startsItself ? index : Math.max(0, index - 1);
    const position = text === undefined ? 0 : positionOf(system, possible, text);
    const outcome = possible[position];
    if (outcome === undefined) return failure({ step, message: notPossible(system, possible, text ?? 'start') });
    schedule.push(position);
    const more = index + 1 < texts.length;
    if (outcome.kind === 'error') {
      if (!more) break;
      return failure({ step: step + 1, message: `Nothing comes after an error: ${outcome.error.message}` });
    }
    possible = more ? system.successors(outcome.state) : [];
  }
  return success(schedule);
}

/** The position among outcomes of the step with exactly this text; −1 where there is none. */
export function positionOfText({ instance }: System, possible: readonly Outcome[], text: string): number {
  return possible.findIndex(({ step }) => stepText(instance, step) === text);
}

function positionOf(system: System, possible: readonly Outcome[], text: string): number {
  const wanted = folded(text);
  return possible.findIndex(outcome => folded(stepText(system.instance, outcome.step)) === wanted);
}

// Names and numbers never touch without a sign between them, but for words: blanks matter only there.
function folded(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?([^\w ]) ?/g, '$1');
}

/** What is unclear about a line that names a role of several nodes where it means one of them. */
function unnumberedRole({ protocol, roleNodes }: Instance, text: string): string | undefined {
  const role = protocol.roles.findIndex(
    ({ name }, i) =>
      (roleNodes[i]?.count ?? 0) > 1 &&
      new RegExp(`(\\b(to|from|at|crash|recover) |[{(,] ?)${name}\\b(?! ?\\d)`).test(text.replace(/\s+/g, ' ')),
  );
  const name = protocol.roles[role]?.name;
  return name === undefined ? undefined : `${name} has ${roleNodes[role]?.count ?? 0} nodes, write «${name} 1».`;
}

function notPossible(system: System, possible: readonly Outcome[], text: string): string {
  const unnumbered = unnumberedRole(system.instance, text);
  if (unnumbered !== undefined) return `«${text}» is not possible here: ${unnumbered}`;
  const listed = possible.slice(0, LISTED_MAX).map(outcome => `«${stepText(system.instance, outcome.step)}»`);
  if (listed.length === 0) return `«${text}» is not possible here: nothing is.`;
  const more = possible.length > LISTED_MAX ? `, and ${possible.length - LISTED_MAX} more` : '';
  return `«${text}» is not possible here. Possible: ${listed.join(', ')}${more}.`;
}
