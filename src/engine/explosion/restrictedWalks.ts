import { present } from '../../base/assert.ts';
import { allocateIntegers } from '../../base/allocation.ts';
import type { Envelope } from '../../model/state.ts';
import { compareEnvelopes } from '../../semantics/inbox.ts';
import { UNLABELLED } from '../liveness/labels.ts';
import { Pace } from '../liveness/pace.ts';
import type { StateGraph } from './stateGraph.ts';

/** The states that some walk through a graph comes to. */
export interface Walked {
  /** By state: 1 where it is. */
  readonly marks: Uint8Array;
  /** Whether the walk ended by itself: no state that it came to was left unexpanded. */
  readonly isWhole: boolean;
}

/**
 * Without asynchrony: a message arrives before anything else happens. Where messages can arrive only the first of them
 * does, by receiver, then sender, then what it says; where none can, everybody does what they like. What a handler chooses
 * stays open. What goes wrong, or gets well again, is not taken.
 */
export function* withoutAsynchrony(graph: StateGraph): Generator<undefined, Walked> {
  return yield* walk(graph, false);
}

/**
 * In lock-step: as without asynchrony, and nodes take turns. Whose turn it is takes one of its steps, whichever it likes;
 * then it is the next node's turn that can take one, and after the last node's that of the steps which everybody takes at
 * once.
 */
export function* inLockStep(graph: StateGraph): Generator<undefined, Walked> {
  return yield* walk(graph, true);
}

function* walk(graph: StateGraph, takesTurns: boolean): Generator<undefined, Walked> {
  const { transitions, stateCount, initialCount } = graph;
  const labels = new LabelOrder(graph);
  const turns = takesTurns ? graph.components.instance.nodes.length + 1 : 1;
  const visited = new Visited(stateCount, turns);
  const marks = new Uint8Array(stateCount);
  let isWhole = true;
  const pace = new Pace();
  for (let state = 0; state < initialCount; state += 1) visited.enter(state, 0);
  for (let next = visited.next(); next !== undefined; next = visited.next()) {
    const [state, turn] = next;
    marks[state] = 1;
    if (!transitions.isExpanded(state)) {
      isWhole = false;
      continue;
    }
    const steps = possibleSteps(graph, state);
    const arrival = labels.firstArrival(steps.map(step => transitions.label(step)));
    const actor =
      arrival === undefined && takesTurns
        ? labels.firstActor(
            steps.map(step => transitions.label(step)),
            turn,
          )
        : undefined;
    for (const step of steps) {
      const label = transitions.label(step);
      if (arrival !== undefined ? label === arrival : actor === undefined || labels.actorOf(label) === actor)
        visited.enter(transitions.target(step), actor === undefined ? turn : (actor + 1) % turns);
    }
    if (pace.isDue(4 * (1 + steps.length))) yield;
  }
  return { marks, isWhole };
}

/** The steps of a state that lead elsewhere and are no faults. */
function possibleSteps({ transitions }: StateGraph, state: number): readonly number[] {
  const steps: number[] = [];
  for (let step = transitions.first(state); step < transitions.end(state); step += 1) {
    if (transitions.target(step) >= 0 && transitions.label(step) !== UNLABELLED) steps.push(step);
  }
  return steps;
}

/** What labels say of the order in which things happen. */
class LabelOrder {
  readonly #actors: number[] = [];
  /** By label: the message that arrives; null where none does. */
  readonly #arrivals: (Envelope | null)[] = [];
  readonly #graph: StateGraph;
  readonly #nodeCount: number;

  constructor(graph: StateGraph) {
    this.#graph = graph;
    this.#nodeCount = graph.components.instance.nodes.length;
  }

  /** Of the labels of arrivals the first. */
  firstArrival(labels: readonly number[]): number | undefined {
    let first: number | undefined;
    for (const label of labels) {
      const envelope = this.#arrivalOf(label);
      if (envelope === null || label === first) continue;
      const before = first === undefined ? null : this.#arrivalOf(first);
      if (before === null || (envelope.to - before.to || compareEnvelopes(envelope, before)) < 0) first = label;
    }
    return first;
  }

  /** Who takes a step first, from the one on whose turn it is; a node, or behind the last one everybody. */
  firstActor(labels: readonly number[], turn: number): number | undefined {
    const turns = this.#nodeCount + 1;
    const actors = labels.map(label => this.actorOf(label));
    const waits = actors.map(actor => (actor - turn + turns) % turns);
    return actors[waits.indexOf(Math.min(...waits))];
  }

  actorOf(label: number): number {
    return (this.#actors[label] ??= this.#lookUpActor(label));
  }

  #lookUpActor(id: number): number {
    const label = present(this.#graph.labels.labelOf(id), 'a step that is no fault has a label');
    if (label.kind === 'arrival') return label.envelope.to;
    return label.kind === 'everybody' ? this.#nodeCount : label.node;
  }

  #arrivalOf(id: number): Envelope | null {
    const known = this.#arrivals[id];
    if (known !== undefined) return known;
    const label = this.#graph.labels.labelOf(id);
    return (this.#arrivals[id] = label?.kind === 'arrival' ? label.envelope : null);
  }
}

/** States, each with whose turn it is, that a walk has come to; it looks at each once. */
class Visited {
  readonly #words: number;
  readonly #bits: Int32Array;
  readonly #waiting: [state: number, turn: number][] = [];

  constructor(stateCount: number, turns: number) {
    this.#words = Math.ceil(turns / 32);
    this.#bits = allocateIntegers(stateCount * this.#words);
  }

  enter(state: number, turn: number): void {
    const at = state * this.#words + (turn >>> 5);
    const bit = 1 << (turn & 31);
    if ((this.#bits[at]! & bit) !== 0) return;
    this.#bits[at] = this.#bits[at]! | bit;
    this.#waiting.push([state, turn]);
  }

  next(): readonly [state: number, turn: number] | undefined {
    return this.#waiting.pop();
  }
}
