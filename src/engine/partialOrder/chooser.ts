import { GrowableIntegers } from '../../base/growableIntegers.ts';
import type { NodeIndex } from '../../model/values.ts';
import type { Behaviour } from '../../semantics/local.ts';
import { type Components, FIRST_NODE } from '../components.ts';
import type { EffectTable } from '../effectTable.ts';
import type { NodeSteps } from '../nodeSteps.ts';
import { RowSet } from '../rowSet.ts';
import type { StepTable } from '../stepTable.ts';
import { Events } from './events.ts';
import { nodesOf } from './nodeSets.ts';
import { PairClasses } from './pairClasses.ts';
import { PersistentSets } from './persistentSets.ts';
import { Visibility } from './visibility.ts';

/** In a plan: the steps of the nodes before are enough if some of them leads to a state that is still to be explored. */
export const ENOUGH = -1;
/** The plan where the steps of all nodes are to be taken, in any order. */
export const EVERYTHING = -1;
/** In a plan: its end. */
export const END = -2;

export interface ChooserParts {
  readonly components: Components;
  readonly effects: EffectTable;
  readonly behaviour: Behaviour;
  readonly table: StepTable;
  /** By node. */
  readonly steps: readonly NodeSteps[];
}

/**
 * Says for each row in which order its nodes are to take their steps, and after which of them that may do. What it says
 * depends on nothing but the row, and is worked out once for all rows whose pairs have the same classes.
 *
 * Left out are orders of independent steps only: every quiescent state, every step that goes wrong, and for each reachable
 * state one in which the properties see the same, are still found. For that a set of steps that is taken alone has to
 * - be persistent, and not empty;
 * - change nothing that a property sees;
 * - contain a step that leads to a state still to be explored (Bošnački and Holzmann, Improving Spin's Partial-Order
 *   Reduction for Breadth-First Search, 2005), or steps of other nodes could be put off for ever. Here that is a state one
 *   step farther from the start, so that which sets are taken does not depend on the order in which a level is explored.
 */
export class Chooser {
  /** Plans, one behind the other: all nodes in order, with `ENOUGH` between them, and `END`. */
  readonly plans = new GrowableIntegers();
  readonly #sets: PersistentSets;
  readonly #nodes: readonly PairClasses[];
  readonly #tuple: Int32Array;
  readonly #tuples: RowSet;
  /** By tuple: where its plan begins. */
  readonly #planOf = new GrowableIntegers();
  readonly #known = new Map<string, number>();

  constructor({ components, effects, behaviour, table, steps }: ChooserParts) {
    const { nodes } = components.instance;
    const events = new Events(components.instance);
    const visibility = new Visibility({ components, effects, table });
    this.#sets = new PersistentSets(events);
    this.#nodes = nodes.map(
      ({ index }) => new PairClasses({ components, behaviour, events, visibility, table, steps: steps[index]! }, index),
    );
    this.#tuple = new Int32Array(nodes.length);
    this.#tuples = new RowSet(Int32Array.from(nodes, ({ index }) => index));
  }

  get bytes(): number {
    const tables = [this.plans, this.#tuples, this.#planOf, ...this.#nodes];
    return tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** Where the plan of a row begins in `plans`, or `EVERYTHING`. */
  planFor(row: Int32Array): number {
    const tuple = this.#tuple;
    for (let node = 0; node < tuple.length; node += 1) {
      tuple[node] = this.#nodes[node]!.idOf(row[FIRST_NODE + node]!);
    }
    const id = this.#tuples.tryAdd(tuple);
    if (id >= 0) return this.#planOf.items[id]!;
    const plan = this.#makePlan();
    this.#planOf.push(plan);
    return plan;
  }

  #makePlan(): number {
    const classes = this.#nodes.map((node, i) => node.valueOf(this.#tuple[i]!));
    const left = new Set<NodeIndex>(classes.keys());
    const plan: number[] = [];
    const sets = this.#sets.of(classes);
    if (sets.length === 0) return EVERYTHING;
    for (const set of sets) {
      for (const node of nodesOf(set)) {
        if (left.delete(node)) plan.push(node);
      }
      plan.push(ENOUGH);
    }
    return this.#keep([...plan, ...left, END]);
  }

  #keep(plan: readonly number[]): number {
    const key = plan.join(',');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const at = this.plans.length;
    for (const word of plan) this.plans.push(word);
    this.#known.set(key, at);
    return at;
  }
}
