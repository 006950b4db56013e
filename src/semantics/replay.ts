import { failure, success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
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
    if (outcome === undefined) return failure({ step, message: notPossible(system, possible, text) });
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

function notPossible(system: System, possible: readonly Outcome[], text: string | undefined): string {
  if (text === undefined) return 'There is no initial state: a start handler finds nothing to choose from.';
  const listed = possible.slice(0, LISTED_MAX).map(outcome => `«${stepText(system.instance, outcome.step)}»`);
  if (listed.length === 0) return `«${text}» is not possible here: nothing is.`;
  const more = possible.length > LISTED_MAX ? `, and ${possible.length - LISTED_MAX} more` : '';
  return `«${text}» is not possible here. Possible: ${listed.join(', ')}${more}.`;
}
