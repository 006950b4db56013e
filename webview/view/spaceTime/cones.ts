import type { Band, ExecutionView } from '../../../src/contract/execution.ts';
import { relationsTo } from '../../../src/scene/cone.ts';

/** A stretch of one lifeline, in steps, that lies in a cone of the selected event. */
export interface ConeStretch {
  readonly lane: number;
  readonly cone: 'past' | 'future';
  /** Undefined where the lifeline begins. */
  readonly fromStep: number | undefined;
  /** Undefined where the lifeline ends. */
  readonly toStep: number | undefined;
}

/**
 * On each lifeline, what the selected event may know of and what may know of it: the past reaches from the start to the
 * last event in its past, the future from the first event in its future to the end. What lies between is concurrent.
 */
export function coneStretches(execution: ExecutionView, selected: number): readonly ConeStretch[] {
  const chosen = execution.events[selected];
  if (chosen === undefined) return [];
  const relations = relationsTo(execution.events, selected);
  return execution.lanes.flatMap((_, lane) => {
    const stepsOf = (cone: 'past' | 'future'): readonly number[] =>
      execution.events.flatMap((event, index) =>
        event.lane === lane && relations[index] === cone ? [event.step] : [],
      );
    const own = lane === chosen.lane ? [chosen.step] : [];
    const past = [...stepsOf('past'), ...own];
    const future = [...stepsOf('future'), ...own];
    const stretches: ConeStretch[] = [];
    if (past.length > 0) stretches.push({ lane, cone: 'past', fromStep: undefined, toStep: Math.max(...past) });
    if (future.length > 0) {
      const fromStep = Math.min(...future);
      // Nothing reaches a node that stays down.
      const downForGood = execution.bands.find(band => isOver(band) && band.lanes.includes(lane));
      stretches.push({ lane, cone: 'future', fromStep, toStep: downForGood?.fromStep });
    }
    return stretches;
  });
}

/** Whether a node takes no further part: it stopped, or nobody restarts it. */
function isOver({ kind, toStep }: Band): boolean {
  return (kind === 'down' || kind === 'stopped') && toStep === undefined;
}
