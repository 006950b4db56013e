import type { SchedulePositions } from '../../contract/execution.ts';
import type { GraphNeighbour, VertexDetails } from '../../contract/stateGraph.ts';
import { UNLABELLED } from '../../engine/liveness/labels.ts';
import { pathTo, scheduleThrough } from '../../engine/path.ts';
import { stepText } from '../../model/labels.ts';
import type { State } from '../../model/state.ts';
import { stateKey } from '../../model/stateKey.ts';
import type { System } from '../../model/system.ts';
import type { Work } from '../explosion/exploring.ts';
import { discoveryOf, kindName, stepsFrom } from './drawnLabels.ts';
import type { DrawnGraph, Drawing } from './drawing.ts';
import type { ExploredStates } from './exploredStates.ts';
import { predecessorsOf, successorsOf } from './selections.ts';
import { textIn } from './stateTexts.ts';

/** As many neighbours as are listed. */
const NEIGHBOURS_MAX = 24;

/**
 * The stored states that a schedule comes through, as far as they are stored and its steps can be taken. Looks from state to
 * state, never for a state among all.
 */
export function* statesThrough(
  { graph, system }: ExploredStates,
  schedule: SchedulePositions,
): Work<readonly number[]> {
  const states: number[] = [];
  let state: State | undefined;
  for (const [i, position] of schedule.entries()) {
    const outcome: ReturnType<System['initial']>[number] | undefined = (
      i === 0 ? system.initial() : state && system.successors(state)
    )?.[position];
    if (outcome?.kind !== 'state') break;
    ({ state } = outcome);
    const key = stateKey(state);
    const last = states.at(-1);
    const candidates: Iterable<number> =
      last === undefined ? Array(graph.initialCount).keys() : [last, ...successorsOf(graph, last)];
    const found = [...candidates].find(id => stateKey(graph.stateOf(id)) === key);
    if (found === undefined) break;
    states.push(found);
    yield;
  }
  return states;
}

export function* detailsOf(drawing: Drawing, drawn: DrawnGraph, vertex: number): Work<VertexDetails | undefined> {
  const { explored, violations, mergedBy } = drawing;
  const { graph, system } = explored;
  const state = drawn.firsts[vertex];
  if (state === undefined) return undefined;
  const through = pathTo(state, graph.parentOf);
  const waypoints = through.map(id => ({ state: () => graph.stateOf(id) }));
  const schedule = yield* scheduleThrough(system, graph.initial(), waypoints);
  const { before, after } = yield* neighboursOf(drawing, drawn, vertex);
  const [begin, end] = [drawn.members.firsts[vertex]!, drawn.members.firsts[vertex + 1]!];
  const violated = new Set<string>();
  for (let i = begin; i < end && violated.size < violations.names.length; i += 1) {
    for (const name of violations.of(drawn.members.states[i]!)) violated.add(name);
  }
  const { step, changes } = discoveryOf(explored, state);
  const discovery = { step, changes: changes.map(({ name, value, before: was }) => ({ name, value, before: was })) };
  return {
    kind: 'vertex',
    vertex,
    schedule,
    states: end - begin,
    depth: graph.depthOf(state),
    violated: [...violated],
    ...discovery,
    agreed: (mergedBy ?? []).map(text => ({ name: text.label, value: textIn(graph, text, state) })),
    before: before.slice(0, NEIGHBOURS_MAX),
    after: after.slice(0, NEIGHBOURS_MAX),
    beforeCount: before.length,
    afterCount: after.length,
  };
}

interface Neighbours {
  readonly before: readonly GraphNeighbour[];
  readonly after: readonly GraphNeighbour[];
}

/** What leads to a vertex and on from it, each vertex that is drawn once, with the steps that lead there. */
function* neighboursOf(drawing: Drawing, drawn: DrawnGraph, vertex: number): Work<Neighbours> {
  const { explored, mergedBy } = drawing;
  const { graph } = explored;
  const [before, after] = [new Map<number, Set<string>>(), new Map<number, Set<string>>()];
  const note = (list: Map<number, Set<string>>, other: number | undefined, step: () => string): void => {
    if (other === undefined || other < 0 || other === vertex) return;
    const known = list.get(other) ?? new Set<string>();
    list.set(other, known);
    // Beyond a few they are counted, not named.
    if (known.size < 3 && list.size <= NEIGHBOURS_MAX) known.add(step());
  };
  const backwards = yield* predecessorsOf(graph);
  const isSingle = mergedBy === undefined;
  for (let i = drawn.members.firsts[vertex]!; i < drawn.members.firsts[vertex + 1]!; i += 1) {
    const state = drawn.members.states[i]!;
    if (isSingle) {
      for (const { step, to } of stepsFrom(explored, state)) {
        note(after, drawn.vertexOf[to], () => stepText(explored.system.instance, step));
      }
    } else
      for (const to of successorsOf(graph, state)) note(after, drawn.vertexOf[to], () => stepName(explored, state, to));
    for (const from of backwards(state)) {
      note(before, drawn.vertexOf[from], () =>
        isSingle ? exactStep(explored, from, state) : stepName(explored, from, state),
      );
    }
    yield;
  }
  return { before: listed(drawing, drawn, before), after: listed(drawing, drawn, after) };
}

function listed(
  { violations, mergedBy, explored }: Drawing,
  { members, firsts }: DrawnGraph,
  neighbours: ReadonlyMap<number, ReadonlySet<string>>,
): readonly GraphNeighbour[] {
  return [...neighbours].map(([vertex, steps]) => {
    const states = members.states.subarray(members.firsts[vertex], members.firsts[vertex + 1]);
    const said = { vertex, step: [...steps].join('; '), violates: states.some(state => violations.marks[state] === 1) };
    if (mergedBy === undefined) return said;
    return { ...said, name: mergedBy.map(text => textIn(explored.graph, text, firsts[vertex]!)).join(' · ') };
  });
}

function exactStep(explored: ExploredStates, from: number, to: number): string {
  for (const step of stepsFrom(explored, from)) {
    if (step.to === to) return stepText(explored.system.instance, step.step);
  }
  return 'a step';
}

function stepName(explored: ExploredStates, from: number, to: number): string {
  const { transitions } = explored.graph;
  for (let step = transitions.first(from); step < transitions.end(from); step += 1) {
    if (transitions.target(step) === to) return kindName(explored, transitions.label(step));
  }
  return kindName(explored, UNLABELLED);
}
