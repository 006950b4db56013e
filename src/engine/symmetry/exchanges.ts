import { present } from '../../base/assert.ts';
import { ABSENT, PairTable } from '../../base/pairTable.ts';
import type { NodeIndex } from '../../model/values.ts';
import { type Components, ENVIRONMENT, FIRST_NODE, GHOSTS } from '../components.ts';
import {
  exchangeOf,
  inboxOf,
  renamedEnvelope,
  renamedEnvironment,
  renamedLocal,
  renamedObservations,
} from './renaming.ts';

/**
 * What becomes of the components of a row when two nodes of one role change places, by ids: each worked out once for a
 * component and two nodes.
 */
export class Exchanges {
  readonly #components: Components;
  readonly #nodeCount: number;
  /** By component of a row. */
  readonly #after: readonly PairTable[];
  /** By role, and by node. */
  readonly #locals: readonly PairTable[];
  readonly #inboxes: readonly PairTable[];
  readonly #envelopes: readonly PairTable[];

  constructor(components: Components) {
    const { nodes, protocol } = components.instance;
    this.#components = components;
    this.#nodeCount = nodes.length;
    this.#after = Array.from({ length: FIRST_NODE + nodes.length }, () => new PairTable());
    this.#locals = protocol.roles.map(() => new PairTable());
    this.#inboxes = nodes.map(() => new PairTable());
    this.#envelopes = nodes.map(() => new PairTable());
  }

  get bytes(): number {
    const tables = [...this.#after, ...this.#locals, ...this.#inboxes, ...this.#envelopes];
    return tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** The id of the component once `one` and the larger `other` have changed places: of one of them, what is at the other then. */
  after(component: number, id: number, one: NodeIndex, other: NodeIndex): number {
    const table = this.#after[component]!;
    const exchange = one * this.#nodeCount + other;
    const known = table.get(id, exchange);
    if (known !== ABSENT) return known;
    const after = this.#workOut(component, id, one, other);
    table.set(id, exchange, after);
    return after;
  }

  #workOut(component: number, id: number, one: NodeIndex, other: NodeIndex): number {
    const { instance, environments, ghosts } = this.#components;
    const to = exchangeOf(one, other);
    if (component === ENVIRONMENT) return environments.idOf(renamedEnvironment(instance, environments.valueOf(id), to));
    if (component === GHOSTS) return ghosts.idOf(renamedObservations(ghosts.valueOf(id), to));
    const node = component - FIRST_NODE;
    const pairs = this.#components.pairs(node);
    const local = this.#localAfter(node, pairs.localOf(id), one, other);
    const inbox = this.#inboxAfter(node, pairs.inboxOf(id), one, other);
    return this.#components.pairs(to(node)).idOf(local, inbox);
  }

  #localAfter(node: NodeIndex, local: number, one: NodeIndex, other: NodeIndex): number {
    const table = present(this.#locals[this.#components.instance.nodes[node]!.role], 'the role of a node');
    const exchange = one * this.#nodeCount + other;
    const known = table.get(local, exchange);
    if (known !== ABSENT) return known;
    const locals = this.#components.locals(node);
    const after = locals.idOf(renamedLocal(locals.valueOf(local), exchangeOf(one, other)));
    table.set(local, exchange, after);
    return after;
  }

  #inboxAfter(node: NodeIndex, inbox: number, one: NodeIndex, other: NodeIndex): number {
    const table = present(this.#inboxes[node], 'the inboxes of a node');
    const exchange = one * this.#nodeCount + other;
    const known = table.get(inbox, exchange);
    if (known !== ABSENT) return known;
    const { instance } = this.#components;
    const at = exchangeOf(one, other)(node);
    const envelopes = this.#components.envelopes(node);
    const renamed = this.#components
      .inboxes(node)
      .valueOf(inbox)
      .map(each => this.#envelopeAfter(node, envelopes.idOf(each), one, other));
    const after = this.#components.inboxes(at).idOf(
      inboxOf(
        instance,
        renamed.map(id => this.#components.envelopes(at).valueOf(id)),
      ),
    );
    table.set(inbox, exchange, after);
    return after;
  }

  #envelopeAfter(node: NodeIndex, envelope: number, one: NodeIndex, other: NodeIndex): number {
    const table = present(this.#envelopes[node], 'the envelopes of a node');
    const exchange = one * this.#nodeCount + other;
    const known = table.get(envelope, exchange);
    if (known !== ABSENT) return known;
    const to = exchangeOf(one, other);
    const renamed = renamedEnvelope(this.#components.envelopes(node).valueOf(envelope), to);
    const after = this.#components.envelopes(to(node)).idOf(renamed);
    table.set(envelope, exchange, after);
    return after;
  }
}
