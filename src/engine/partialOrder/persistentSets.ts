import type { NodeIndex } from '../../model/values.ts';
import type { Events } from './events.ts';
import { hasNode, nodeSet, nodesOf, type NodeSet } from './nodeSets.ts';
import type { PairClass } from './pairClasses.ts';

/** Nobody: the answer where nothing can reach a set of nodes. */
const NOBODY = -1;

/**
 * Finds sets of nodes with the following property: as long as none of its nodes takes a step, no other node can make a step
 * possible in it that is not possible now. So the steps of its nodes are a persistent set (Godefroid, Partial-Order Methods
 * for the Verification of Concurrent Systems, 1996, chapter 4): what others do meanwhile is independent of them, since steps
 * of two nodes commute wherever neither writes what all share.
 */
export class PersistentSets {
  readonly #events: Events;
  /** By event: the arrivals at other nodes to which it may lead. */
  readonly #arrivals: readonly Int32Array[];
  // Arrivals that may happen, by event the node that has steps from which they follow, or `NOBODY`; and those to look at.
  readonly #origin: Int32Array;
  readonly #pending: Int32Array;
  #pendingCount = 0;

  constructor(events: Events) {
    this.#events = events;
    this.#arrivals = Array.from({ length: events.count }, (_, event) => events.arrivalsAfter([event]));
    this.#origin = new Int32Array(events.count);
    this.#pending = new Int32Array(events.count);
  }

  /**
   * Those of the nodes whose pairs have these classes: only sets whose steps nobody sees, and that leave out some node that
   * has steps, each without nodes that have none. Those with few steps come first.
   */
  of(classes: readonly PairClass[]): readonly NodeSet[] {
    const active = nodeSet(classes.flatMap(({ steps }, node) => (steps > 0 ? [node] : [])));
    const visible = nodeSet(classes.flatMap(({ isVisible }, node) => (isVisible ? [node] : [])));
    const found = new Set<NodeSet>();
    for (const node of nodesOf(active & ~visible)) {
      let set = 1 << node;
      for (;;) {
        const intruder = this.#intruderIn(set, active, classes);
        if (intruder === NOBODY) break;
        set |= 1 << intruder;
        if (set === active || hasNode(visible, intruder)) break;
      }
      if (set !== active && (set & visible) === 0) found.add(set);
    }
    const stepsIn = (set: NodeSet): number => nodesOf(set).reduce((sum, node) => sum + classes[node]!.steps, 0);
    return [...found].sort((a, b) => stepsIn(a) - stepsIn(b) || a - b);
  }

  /**
   * A node that has steps and from whose steps may follow, while the nodes of `set` take none, that a new step becomes
   * possible in the set; `NOBODY` where there is none.
   */
  #intruderIn(set: NodeSet, active: NodeSet, classes: readonly PairClass[]): NodeIndex {
    const { nodeOf, senderOf } = this.#events;
    const pending = this.#pending;
    this.#origin.fill(NOBODY);
    this.#pendingCount = 0;
    let awake = active;
    for (let node = 0; node < classes.length; node += 1) {
      if (hasNode(active & ~set, node)) this.#reach(classes[node]!.arrivals, node);
    }
    for (let next = 0; next < this.#pendingCount; next += 1) {
      const arrival = pending[next]!;
      const origin = this.#origin[arrival]!;
      const to = nodeOf[arrival]!;
      const { isUp, queued, arrivals } = classes[to]!;
      if (!isUp) continue;
      if (hasNode(set, to)) {
        if (!hasNode(queued, senderOf[arrival]!)) return origin;
        continue;
      }
      this.#reach(this.#arrivals[arrival]!, origin);
      if (hasNode(awake, to)) continue;
      awake |= 1 << to;
      this.#reach(arrivals, origin);
    }
    return NOBODY;
  }

  #reach(arrivals: Int32Array, origin: NodeIndex): void {
    const origins = this.#origin;
    for (const arrival of arrivals) {
      if (origins[arrival] !== NOBODY) continue;
      origins[arrival] = origin;
      this.#pending[this.#pendingCount] = arrival;
      this.#pendingCount += 1;
    }
  }
}
