import type { ArrowView, Band, ExecutionView } from '../../../src/contract/execution.ts';
import { arrowsAcross, eventsByLane, type Cut } from '../../../src/scene/cuts.ts';
import { labelAfter } from '../../../src/scene/flightLabel.ts';
import { historiesOf, segmentAt } from '../../../src/scene/histories.ts';
import { waitingTexts } from '../../../src/scene/waitingText.ts';

/** What the inspector says: everything as it is after one step. */
export interface Moment {
  readonly step: number;
  readonly sentence: string;
  /** Nodes where the step changed something first, then the others, and last what is nobody's own, if there is any. */
  readonly nodes: readonly NodeMoment[];
  readonly inFlight: readonly ArrowView[];
}

export interface NodeMoment {
  /** −1 for what is nobody's own: ghosts, time, what is left of budgets. */
  readonly lane: number;
  readonly name: string;
  /** What lasts at the node: `down`, `paused` … */
  readonly conditions: readonly NodeCondition[];
  readonly variables: readonly VariableMoment[];
  /** `waits for Decide`, at the end; else empty. */
  readonly waiting: string;
}

/** A condition of a node that lasts. */
export type NodeCondition = Exclude<Band['kind'], 'partition' | 'cut'>;

export interface VariableMoment {
  readonly name: string;
  readonly value: string;
  /** Its value before the step, where the step changed it. */
  readonly before: string | undefined;
}

/** Everything as it is after the first `step` steps of an execution; nodes in the order of `lanes`. */
export function momentAfter(execution: ExecutionView, step: number, lanes = allLanes(execution)): Moment {
  const last = execution.steps.length - 1;
  const nodes = lanes.map((lane): NodeMoment => {
    const waiting = step === last ? (waitingTexts(execution)[lane] ?? '') : '';
    const variables = variablesAfter(execution, lane, step, true);
    return {
      lane,
      name: nameOf(execution, lane),
      conditions: conditionsAfter(execution, lane, step),
      variables,
      waiting,
    };
  });
  const touched = new Set(execution.steps[step]?.events.map(event => execution.events[event]?.lane));
  const isTouched = (node: NodeMoment): boolean =>
    touched.has(node.lane) || node.variables.some(({ before }) => before !== undefined);
  const order = step === 0 ? nodes : [...nodes.filter(isTouched), ...nodes.filter(node => !isTouched(node))];
  const environment = variablesAfter(execution, -1, step, true);
  const others = { lane: -1, name: 'environment', conditions: [], variables: environment, waiting: '' };
  return {
    step,
    sentence: execution.steps[step]?.sentence ?? '',
    nodes: environment.length === 0 ? order : [...order, others],
    inFlight: inFlightAfter(execution, step),
  };
}

/** The messages on their way after `step` steps, oldest first. */
export function inFlightAfter(execution: ExecutionView, step: number): readonly ArrowView[] {
  return execution.arrows
    .filter(({ sentStep, endStep }) => sentStep <= step && (endStep === undefined || endStep > step))
    .map(arrow => ({ ...arrow, label: labelAfter(arrow, step) }));
}

/**
 * Every node on a cut, in the order of `lanes`: as it is after its last event before the cut. What happens at no node, such
 * as a tick, counts as far as it came before that.
 */
export function momentOnCut(execution: ExecutionView, cut: Cut, lanes = allLanes(execution)): readonly NodeMoment[] {
  const byLane = eventsByLane(execution);
  return lanes.map((lane): NodeMoment => {
    const last = byLane[lane]?.[(cut[lane] ?? 0) - 1];
    const step = last === undefined ? 0 : (execution.events[last]?.step ?? 0);
    const variables = variablesAfter(execution, lane, step, false);
    const conditions = conditionsAfter(execution, lane, step);
    return { lane, name: nameOf(execution, lane), conditions, variables, waiting: '' };
  });
}

/** The messages sent before a cut and not received there; without those that were lost before its last event. */
export function inFlightOnCut(execution: ExecutionView, cut: Cut): readonly ArrowView[] {
  const byLane = eventsByLane(execution);
  const lasts = cut.map((count, lane) => execution.events[byLane[lane]?.[count - 1] ?? -1]?.step ?? 0);
  const reached = Math.max(...lasts);
  return arrowsAcross(execution, cut)
    .map(index => execution.arrows[index]!)
    .filter(({ to, endStep }) => to !== undefined || endStep === undefined || endStep > reached);
}

function allLanes({ lanes }: ExecutionView): readonly number[] {
  return lanes.map((_, lane) => lane);
}

function nameOf({ lanes }: ExecutionView, lane: number): string {
  return lanes[lane]?.name ?? '';
}

function variablesAfter(
  execution: ExecutionView,
  lane: number,
  step: number,
  marksChanges: boolean,
): readonly VariableMoment[] {
  return historiesOf(execution)
    .filter(history => history.lane === lane)
    .flatMap(({ name, segments }) => {
      const at = segmentAt(segments, step);
      const segment = segments[at];
      if (segment === undefined) return [];
      const before = marksChanges && segment.from === step ? segments[at - 1]?.value : undefined;
      return [{ name, value: segment.value, before }];
    });
}

function conditionsAfter(execution: ExecutionView, lane: number, step: number): readonly NodeCondition[] {
  return execution.bands.flatMap(({ kind, lanes, fromStep, toStep }) => {
    const isNow = fromStep <= step && (toStep === undefined || toStep > step);
    return kind !== 'partition' && kind !== 'cut' && isNow && lanes.includes(lane) ? [kind] : [];
  });
}
