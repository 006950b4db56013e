import type { ArrowView, ExecutionView, VariableView } from '../contract/execution.ts';
import type { ComparedRow, ExecutionComparison } from './comparison.ts';
import { labelAfter } from './flightLabel.ts';

/** A variable that differs; undefined on the side that has no such variable. */
export interface VariableDifference {
  readonly name: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** What differs at one node, or in the environment, whose name is empty. */
export interface NodeDifference {
  readonly node: string;
  readonly variables: readonly VariableDifference[];
}

/** A message that is on its way on one side only, or more often. */
export interface FlightDifference {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** In what the states of two executions differ after a row. */
export interface StateDifferences {
  readonly nodes: readonly NodeDifference[];
  readonly inFlight: readonly FlightDifference[];
}

export function stateDifferences(
  { left, right }: Pick<ExecutionComparison, 'left' | 'right'>,
  { leftAt, rightAt }: Pick<ComparedRow, 'leftAt' | 'rightAt'>,
): StateDifferences {
  const [ours, theirs] = [variablesAfter(left, leftAt), variablesAfter(right, rightAt)];
  const nodes = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap(node => {
    const variables = differing(ours.get(node) ?? NOTHING, theirs.get(node) ?? NOTHING);
    return variables.length === 0 ? [] : [{ node, variables }];
  });
  return { nodes, inFlight: flightDifferences(flightsAfter(left, leftAt), flightsAfter(right, rightAt)) };
}

type Values = ReadonlyMap<string, string>;

const NOTHING: Values = new Map();

function differing(ours: Values, theirs: Values): readonly VariableDifference[] {
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  return names
    .map(name => ({ name, left: ours.get(name), right: theirs.get(name) }))
    .filter(({ left, right }) => left !== right);
}

/** Every variable after some steps by the name of its node; nodes in the order of their lanes, then the environment. */
function variablesAfter(view: ExecutionView, step: number): ReadonlyMap<string, Values> {
  const nodes = new Map(view.lanes.map(({ name }) => [name, new Map<string, string>()] as const));
  const note = ({ lane, name, value }: VariableView): void => {
    const node = view.lanes[lane]?.name ?? '';
    const values = nodes.get(node) ?? new Map<string, string>();
    nodes.set(node, values.set(name, value));
  };
  view.initial.forEach(note);
  // The changes of the start are in the initial values already.
  for (const { changes } of view.steps.slice(1, step + 1)) changes.forEach(note);
  return nodes;
}

function flightsAfter({ arrows, lanes }: ExecutionView, step: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const arrow of arrows) {
    if (!isInFlight(arrow, step)) continue;
    const [from, to] = [lanes[arrow.fromLane]?.name ?? '', lanes[arrow.toLane]?.name ?? ''];
    const text = `${labelAfter(arrow, step)} from ${from} to ${to}`;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

function isInFlight({ sentStep, endStep }: ArrowView, step: number): boolean {
  return sentStep <= step && (endStep === undefined || endStep > step);
}

function flightDifferences(
  ours: ReadonlyMap<string, number>,
  theirs: ReadonlyMap<string, number>,
): readonly FlightDifference[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map(text => ({ text, left: ours.get(text) ?? 0, right: theirs.get(text) ?? 0 }))
    .filter(({ left, right }) => left !== right);
}
