import { present } from '../../base/assert.ts';
import { ABSENT, PairTable } from '../../base/pairTable.ts';
import { envelopeKey, environmentKey, localKey, observationsKey } from '../../model/stateKey.ts';
import type { NodeIndex } from '../../model/values.ts';
import { type Components, ENVIRONMENT, FIRST_NODE, GHOSTS } from '../components.ts';
import {
  exchangeOf,
  inboxOf,
  renamedEnvelope,
  renamedEnvironment,
  renamedLocal,
  renamedObservations,
  type Renaming,
} from './renaming.ts';

/** The permutation that moves nobody; see `Renamings.then`. */
export const NOBODY_MOVES = 0;

/**
 * What becomes of the components of a row when nodes of a group change places, by ids: each worked out once for a
 * component and a permutation. Permutations are numbered by the exchanges that they are made of.
 */
export class Renamings {
  readonly #components: Components;
  readonly #nodeCount: number;
  /** By permutation and exchange: the permutation that does the one and then the other. */
  readonly #then = new PairTable();
  /** By component of a row, then id and permutation. */
  readonly #after: readonly PairTable[];
  /** The same of local states, by role, and of inboxes, by node. */
  readonly #locals: readonly PairTable[];
  readonly #inboxes: readonly PairTable[];
  /** By node, then pair and the other node. */
  readonly #exchanged: readonly PairTable[];
  /** By component of a row, then id and exchange: 1 where that changes nothing. */
  readonly #kept: readonly PairTable[];

  constructor(components: Components) {
    const { nodes, protocol } = components.instance;
    const tables = (count: number): readonly PairTable[] => Array.from({ length: count }, () => new PairTable(2));
    this.#components = components;
    this.#nodeCount = nodes.length;
    this.#after = tables(FIRST_NODE + nodes.length);
    this.#locals = tables(protocol.roles.length);
    this.#inboxes = tables(nodes.length);
    this.#exchanged = tables(nodes.length);
    this.#kept = tables(FIRST_NODE + nodes.length);
  }

  get bytes(): number {
    const tables = [this.#then, ...this.#after, ...this.#locals, ...this.#inboxes, ...this.#exchanged, ...this.#kept];
    return tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** The number of the permutation that does another, then exchanges what is at two places. */
  then(permutation: number, one: NodeIndex, other: NodeIndex): number {
    const exchange = one * this.#nodeCount + other;
    const known = this.#then.get(permutation, exchange);
    if (known !== ABSENT) return known;
    const next = this.#then.size + 1;
    this.#then.set(permutation, exchange, next);
    return next;
  }

  /**
   * The id of a component once a permutation has taken every node to its place; of a node that moves, the id at that place.
   * `places` is what the permutation does.
   */
  after(component: number, id: number, permutation: number, places: Int32Array): number {
    const table = this.#after[component]!;
    const known = table.get(id, permutation);
    if (known !== ABSENT) return known;
    const after = this.#workOut(component, id, permutation, places);
    table.set(id, permutation, after);
    return after;
  }

  /** The pair of a node, `id`, once it has changed places with another: a pair of that one. */
  exchanged(node: NodeIndex, id: number, other: NodeIndex): number {
    const table = present(this.#exchanged[node], 'the pairs of a node');
    const known = table.get(id, other);
    if (known !== ABSENT) return known;
    const to = exchangeOf(node, other);
    const locals = this.#components.locals(node);
    const pairs = this.#components.pairs(node);
    const local = locals.idOf(renamedLocal(locals.valueOf(pairs.localOf(id)), to));
    const after = this.#components.pairs(other).idOf(local, this.#renamedInbox(node, pairs.inboxOf(id), to));
    table.set(id, other, after);
    return after;
  }

  /** Whether a component stays the same when two nodes change places, neither of which it is of. */
  keeps(component: number, id: number, one: NodeIndex, other: NodeIndex): boolean {
    const table = this.#kept[component]!;
    const exchange = one * this.#nodeCount + other;
    const known = table.get(id, exchange);
    if (known !== ABSENT) return known === 1;
    const kept = this.#compare(component, id, exchangeOf(one, other));
    table.set(id, exchange, kept ? 1 : 0);
    return kept;
  }

  #workOut(component: number, id: number, permutation: number, places: Int32Array): number {
    const { instance, environments, ghosts } = this.#components;
    const to = (node: NodeIndex): NodeIndex => places[node]!;
    if (component === ENVIRONMENT) return environments.idOf(renamedEnvironment(instance, environments.valueOf(id), to));
    if (component === GHOSTS) return ghosts.idOf(renamedObservations(ghosts.valueOf(id), to));
    const node = component - FIRST_NODE;
    const pairs = this.#components.pairs(node);
    const { role } = instance.nodes[node]!;
    const local = remembered(this.#locals[role]!, pairs.localOf(id), permutation, before => {
      const locals = this.#components.locals(node);
      return locals.idOf(renamedLocal(locals.valueOf(before), to));
    });
    const inbox = remembered(this.#inboxes[node]!, pairs.inboxOf(id), permutation, before =>
      this.#renamedInbox(node, before, to),
    );
    return this.#components.pairs(to(node)).idOf(local, inbox);
  }

  /** An inbox of the node that takes the place. */
  #renamedInbox(node: NodeIndex, inbox: number, to: Renaming): number {
    const envelopes = this.#components.inboxes(node).valueOf(inbox);
    const renamed = envelopes.map(envelope => renamedEnvelope(envelope, to));
    return this.#components.inboxes(to(node)).idOf(inboxOf(this.#components.instance, renamed));
  }

  #compare(component: number, id: number, to: Renaming): boolean {
    const { instance, environments, ghosts } = this.#components;
    if (component === ENVIRONMENT) {
      const environment = environments.valueOf(id);
      return environmentKey(renamedEnvironment(instance, environment, to)) === environmentKey(environment);
    }
    if (component === GHOSTS) {
      const observations = ghosts.valueOf(id);
      return observationsKey(renamedObservations(observations, to)) === observationsKey(observations);
    }
    const node = component - FIRST_NODE;
    const local = this.#components.localIn(node, id);
    const renamed = renamedLocal(local, to);
    if (renamed !== local && localKey(renamed) !== localKey(local)) return false;
    const inbox = this.#components.inboxIn(node, id);
    const inboxAfter = inboxOf(
      instance,
      inbox.map(envelope => renamedEnvelope(envelope, to)),
    );
    return inbox.every((envelope, i) => envelopeKey(envelope) === envelopeKey(inboxAfter[i]!));
  }
}

function remembered(table: PairTable, id: number, permutation: number, workOut: (id: number) => number): number {
  const known = table.get(id, permutation);
  if (known !== ABSENT) return known;
  const after = workOut(id);
  table.set(id, permutation, after);
  return after;
}
