import type { Span } from '../base/span.ts';
import type { PropertyReport } from '../contract/report.ts';
import type { Instance } from '../model/instance.ts';
import { stepText } from '../model/labels.ts';
import { stepSentence } from '../model/sentences.ts';
import type { Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { spanOf } from '../scene/words.ts';
import { replayedOf, type Replayed } from './replayed.ts';

/** An execution step by step in words, the start left out. */
export interface Trail {
  readonly entries: PropertyReport['trail'];
  /** The sentence of the last step; undefined when there is none but the start. */
  readonly last: string | undefined;
  /** Where in the text its last step goes wrong, if it does. */
  readonly wrongAt: Span | undefined;
}

const trails = new WeakMap<Replayed, Trail>();

/** Where nothing of the text runs, as in a crash, an entry points at the scenario that allows it. */
export function trailOf(system: System, schedule: Schedule): Trail {
  const replayed = replayedOf(system, schedule);
  const trail = trails.get(replayed) ?? trailThrough(system.instance, replayed);
  trails.set(replayed, trail);
  return trail;
}

function trailThrough(instance: Instance, { outcomes }: Replayed): Trail {
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
