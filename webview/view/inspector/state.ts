import type { ArrowView, Band, ExecutionView, VariableChange, VariableView } from '../../../src/contract/execution.ts';
import { eventsByLane, type Cut } from '../../../src/scene/cuts.ts';
import { labelAfter } from '../../../src/scene/flightLabel.ts';
import { waitingTexts } from '../../../src/scene/waitingText.ts';

/** What the inspector says: everything as it is after one step. */
export interface Moment {
  readonly step: number;
  readonly sentence: string;
  /** By lane; nodes where the step changed something first, then in the order of the lanes. */
  readonly nodes: readonly NodeMoment[];
  /** Ghosts and what is left of budgets. */
  readonly environment: readonly VariableMoment[];
  readonly inFlight: readonly ArrowView[];
}

export interface NodeMoment {
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

/** Everything as it is after the first `step` steps of an execution. */
export function momentAfter(execution: ExecutionView, step: number): Moment {
  const values = valuesAfter(execution, step);
  const changes = execution.steps[step]?.changes ?? [];
  const last = execution.steps.length - 1;
  const nodes = execution.lanes.map(({ name }, lane): NodeMoment => {
    const variables = ofLane(values, changes, lane);
    const waiting = step === last ? (waitingTexts(execution)[lane] ?? '') : '';
    return { lane, name, conditions: conditionsAfter(execution, lane, step), variables, waiting };
  });
  const touched = new Set(execution.steps[step]?.events.map(event => execution.events[event]?.lane));
  const isTouched = (node: NodeMoment): boolean =>
    touched.has(node.lane) || node.variables.some(({ before }) => before !== undefined);
  const order = step === 0 ? nodes : [...nodes.filter(isTouched), ...nodes.filter(node => !isTouched(node))];
  return {
    step,
    sentence: execution.steps[step]?.sentence ?? '',
    nodes: order,
    environment: ofLane(values, changes, -1),
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
 * What of a changed value is new: where most of a value stayed, the common ends are left out, so that only the
 * difference is marked; a value that is another one is new as a whole.
 */
export function difference(before: string, after: string): { readonly from: number; readonly to: number } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < shorter - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const isMostlyKept = 2 * (from + end) >= after.length && from + end < after.length && after.length > 8;
  return isMostlyKept ? { from, to: after.length - end } : { from: 0, to: after.length };
}

/**
 * Every node on a cut, in the order of the lanes: as it is after its last event before the cut. What happens at no node, such
 * as a tick, counts as far as it came before that.
 */
export function momentOnCut(execution: ExecutionView, cut: Cut): readonly NodeMoment[] {
  const byLane = eventsByLane(execution);
  return execution.lanes.map(({ name }, lane): NodeMoment => {
    const last = byLane[lane]?.[(cut[lane] ?? 0) - 1];
    const step = last === undefined ? 0 : (execution.events[last]?.step ?? 0);
    const variables = ofLane(valuesAfter(execution, step), [], lane);
    return { lane, name, conditions: conditionsAfter(execution, lane, step), variables, waiting: '' };
  });
}

function valuesAfter(execution: ExecutionView, step: number): readonly VariableView[] {
  const values = new Map(execution.initial.map(variable => [keyOf(variable), variable] as const));
  // The changes of step 0 are already in the initial values.
  for (const { changes } of execution.steps.slice(1, step + 1)) {
    for (const change of changes) values.set(keyOf(change), change);
  }
  return [...values.values()];
}

function keyOf({ lane, name }: VariableView): string {
  return `${lane} ${name}`;
}

function ofLane(
  values: readonly VariableView[],
  changes: readonly VariableChange[],
  lane: number,
): readonly VariableMoment[] {
  return values
    .filter(variable => variable.lane === lane)
    .map(({ name, value }) => {
      const change = changes.find(candidate => candidate.lane === lane && candidate.name === name);
      return { name, value, before: change === undefined || change.before === value ? undefined : change.before };
    });
}

function conditionsAfter(execution: ExecutionView, lane: number, step: number): readonly NodeCondition[] {
  return execution.bands.flatMap(({ kind, lanes, fromStep, toStep }) => {
    const isNow = fromStep <= step && (toStep === undefined || toStep > step);
    return kind !== 'partition' && kind !== 'cut' && isNow && lanes.includes(lane) ? [kind] : [];
  });
}
