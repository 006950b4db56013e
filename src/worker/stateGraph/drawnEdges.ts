import { EDGE } from '../../contract/stateGraph.ts';
import type { StateGraph } from '../../engine/explosion/stateGraph.ts';
import { UNLABELLED } from '../../engine/liveness/labels.ts';
import { Pace } from '../../engine/liveness/pace.ts';
import type { Work } from '../explosion/exploring.ts';

export interface DrawnEdges {
  readonly firstEdges: Uint32Array;
  readonly targets: Int32Array;
  readonly edgeFlags: Uint8Array;
}

/** The states of each vertex, one behind the other: those of `v` from `firsts[v]` up to, and without, `firsts[v + 1]`. */
export interface Members {
  readonly firsts: Uint32Array;
  readonly states: Int32Array;
}

export function membersOf(vertexOf: Int32Array, vertexCount: number): Members {
  const firsts = new Uint32Array(vertexCount + 1);
  for (const vertex of vertexOf) if (vertex >= 0) firsts[vertex + 1] = firsts[vertex + 1]! + 1;
  for (let vertex = 0; vertex < vertexCount; vertex += 1) firsts[vertex + 1] = firsts[vertex + 1]! + firsts[vertex]!;
  const next = firsts.slice();
  const states = new Int32Array(firsts[vertexCount]!);
  for (let state = 0; state < vertexOf.length; state += 1) {
    const vertex = vertexOf[state]!;
    if (vertex < 0) continue;
    states[next[vertex]!] = state;
    next[vertex] = next[vertex]! + 1;
  }
  return { firsts, states };
}

/** One edge for all steps from states of one vertex to states of another; none from a vertex to itself. */
export function* edgesAmong(graph: StateGraph, vertexOf: Int32Array, { firsts, states }: Members): Work<DrawnEdges> {
  const { transitions } = graph;
  const vertexCount = firsts.length - 1;
  const firstEdges = new Uint32Array(vertexCount + 1);
  const targets: number[] = [];
  const flags: number[] = [];
  // By vertex where the edge to it stands, if it is one of the vertex looked at.
  const standsAt = new Int32Array(vertexCount).fill(-1);
  const pace = new Pace();
  for (let vertex = 0; vertex < vertexCount; vertex += 1) {
    const begin = targets.length;
    for (let i = firsts[vertex]!; i < firsts[vertex + 1]!; i += 1) {
      const state = states[i]!;
      if (!transitions.isExpanded(state)) continue;
      const [first, end] = [transitions.first(state), transitions.end(state)];
      for (let step = first; step < end; step += 1) {
        const to = transitions.target(step);
        const target = to < 0 ? -1 : vertexOf[to]!;
        if (target < 0 || target === vertex) continue;
        const flag = transitions.label(step) === UNLABELLED ? EDGE.fault : 0;
        const at = standsAt[target]!;
        if (at >= begin && at < targets.length) flags[at] = flags[at]! & flag;
        else {
          standsAt[target] = targets.length;
          targets.push(target);
          flags.push(flag);
        }
      }
      if (pace.isDue(1 + end - first)) yield;
    }
    firstEdges[vertex + 1] = targets.length;
  }
  return { firstEdges, targets: Int32Array.from(targets), edgeFlags: Uint8Array.from(flags) };
}
