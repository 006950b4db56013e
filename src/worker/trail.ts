import type { Span } from '../base/span.ts';
import type { PropertyReport } from '../contract/report.ts';
import { stepText } from '../model/labels.ts';
import { stepSentence } from '../model/sentences.ts';
import type { Outcome, Schedule, State } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { spanOf } from '../scene/words.ts';

/** An execution step by step in words, the start left out. */
export interface Trail {
  readonly entries: PropertyReport['trail'];
  /** The sentence of the last step; undefined when there is none but the start. */
  readonly last: string | undefined;
  /** Where in the text its last step goes wrong, if it does. */
  readonly wrongAt: Span | undefined;
}

/** Where nothing of the text runs, as in a crash, an entry points at the scenario that allows it. */
export function trailOf(system: System, schedule: Schedule): Trail {
  const { instance } = system;
  const outcomes = outcomesOf(system, schedule);
  const end = outcomes.at(-1);
  const steps = outcomes.slice(1);
  const entries = steps.map(({ step }) => ({
    text: stepText(instance, step),
    at: spanOf(instance, step) ?? instance.scenario.at,
  }));
  const final = steps.at(-1);
  return {
    entries,
    last: final === undefined ? undefined : stepSentence(instance, final.step),
    wrongAt: end?.kind === 'error' ? end.error.at : undefined,
  };
}

function outcomesOf(system: System, schedule: Schedule): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  let state: State | undefined;
  for (const [i, position] of schedule.entries()) {
    const outcome: Outcome | undefined = (i === 0 ? system.initial() : state && system.successors(state))?.[position];
    if (outcome === undefined) break;
    outcomes.push(outcome);
    state = outcome.kind === 'state' ? outcome.state : undefined;
  }
  return outcomes;
}
