import { GrowableIntegers } from '../../base/growableIntegers.ts';
import type { NodeIndex } from '../../model/values.ts';
import { isOrdered } from '../../semantics/inbox.ts';
import type { Behaviour } from '../../semantics/local.ts';
import type { Components } from '../components.ts';
import { Interner } from '../interner.ts';
import type { NodeSteps } from '../nodeSteps.ts';
import { STEP_COUNT, type StepTable } from '../stepTable.ts';
import { NO_EVENT, type Events } from './events.ts';
import { nodeSet, type NodeSet } from './nodeSets.ts';
import type { Visibility } from './visibility.ts';

/** Beyond this, how many steps a node has makes no difference. */
const STEPS_MAX = 4;

/** All that matters of a node's local state and inbox when it is asked whose steps are enough. */
export interface PairClass {
  readonly isUp: boolean;
  /** How many steps it has that change something, counted up to a few. */
  readonly steps: number;
  /** Whether some of them changes what a property sees. */
  readonly isVisible: boolean;
  /**
   * Arrivals at other nodes to which its steps may lead, once it takes any: those that are possible now, and those that they
   * make possible.
   */
  readonly arrivals: Int32Array;
  /** First in, first out: the senders that have something in flight to it. What they send next has to wait. */
  readonly queued: NodeSet;
}

export interface PairClassParts {
  readonly components: Components;
  readonly behaviour: Behaviour;
  readonly events: Events;
  readonly visibility: Visibility;
  readonly table: StepTable;
  readonly steps: NodeSteps;
}

/** The classes of the pairs of one node, numbered as they come. */
export class PairClasses {
  readonly #parts: PairClassParts;
  readonly #node: NodeIndex;
  readonly #classes = new Interner<PairClass>(classKey);
  // By pair: 1 + its class; 0 where it is not worked out yet.
  readonly #classOf = new GrowableIntegers();

  constructor(parts: PairClassParts, node: NodeIndex) {
    this.#parts = parts;
    this.#node = node;
  }

  get bytes(): number {
    return this.#classes.bytes + this.#classOf.bytes;
  }

  idOf(pair: number): number {
    const known = pair < this.#classOf.length ? this.#classOf.items[pair]! : 0;
    return known === 0 ? this.#classify(pair) : known - 1;
  }

  valueOf(id: number): PairClass {
    return this.#classes.valueOf(id);
  }

  #classify(pair: number): number {
    const { components, table, steps, visibility } = this.#parts;
    const node = this.#node;
    const offset = steps.lookup(pair);
    const id = this.#classes.idOf({
      isUp: components.localIn(node, pair).status === 'up',
      steps: Math.min(table.data.items[offset + STEP_COUNT]!, STEPS_MAX),
      isVisible: visibility.changes(node, pair, steps),
      arrivals: this.#parts.events.arrivalsAfter(this.#eventsOf(pair)),
      queued: this.#queuedIn(pair),
    });
    while (this.#classOf.length <= pair) this.#classOf.push(0);
    this.#classOf.items[pair] = id + 1;
    return id;
  }

  /** What may happen at the node: what is in flight to it arrives, its armed timers fire, its enabled actions are taken. */
  #eventsOf(pair: number): readonly number[] {
    const { components, behaviour, events } = this.#parts;
    const node = this.#node;
    const local = components.localIn(node, pair);
    if (local.status !== 'up') return [];
    const arrivals = components.inboxIn(node, pair).map(({ message, from }) => events.ofMessage(node, message, from));
    const timers = local.timers.map(timer => events.ofTimer(node, timer));
    const actions = behaviour.actionOutcomes(node, local).map(({ action }) => events.ofAction(node, action));
    return [...arrivals, ...timers, ...actions].filter(event => event !== NO_EVENT);
  }

  #queuedIn(pair: number): NodeSet {
    const { components } = this.#parts;
    if (!isOrdered(components.instance)) return 0;
    return nodeSet(components.inboxIn(this.#node, pair).map(({ from }) => from));
  }
}

function classKey({ isUp, steps, isVisible, arrivals, queued }: PairClass): string {
  return `${isUp ? 'u' : 'd'}${isVisible ? 'v' : 'h'}${String(steps)} ${arrivals.join(',')} ${String(queued)}`;
}
