import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import type { Envelope, Environment, Inbox, LocalState, State } from '../model/state.ts';
import { envelopeKey, environmentKey, localKey, observationsKey } from '../model/stateKey.ts';
import type { NodeIndex } from '../model/values.ts';
import { observationsOf, type Observations } from '../semantics/observations.ts';
import { Interner } from './interner.ts';
import { NodePairs } from './nodePairs.ts';

/**
 * The components of a row: the environment, the ghosts together with the histories, then for each node the pair of its
 * local state and its inbox.
 */
export const ENVIRONMENT = 0;
export const GHOSTS = 1;
export const FIRST_NODE = 2;

/**
 * The interned values that the components of an instance's rows name. Local states are numbered for each role, so that
 * the nodes of a role can be compared and permuted; inboxes, envelopes and pairs for each node.
 */
export class Components {
  readonly instance: Instance;
  /** By component: equal for nodes of one role. */
  readonly kinds: Int32Array;
  readonly environments = new Interner<Environment>(environmentKey);
  readonly ghosts = new Interner<Observations>(observationsKey);
  readonly #locals: readonly Interner<LocalState>[];
  readonly #inboxes: readonly Interner<Inbox>[];
  readonly #envelopes: readonly Interner<Envelope>[];
  readonly #pairs: readonly NodePairs[];

  constructor(instance: Instance) {
    const { protocol, nodes } = instance;
    this.instance = instance;
    this.kinds = Int32Array.of(ENVIRONMENT, GHOSTS, ...nodes.map(({ role }) => FIRST_NODE + role));
    const byRole = protocol.roles.map(() => new Interner<LocalState>(localKey));
    this.#locals = nodes.map(node => present(byRole[node.role], 'the role of a node'));
    this.#envelopes = nodes.map(() => new Interner<Envelope>(envelopeKey));
    this.#inboxes = nodes.map(node => {
      const envelopes = this.envelopes(node.index);
      // Inboxes are made of envelopes that were numbered before: to tell those by what they say takes longer.
      const known = new WeakMap<Envelope, number>();
      const idOf = (envelope: Envelope): number => {
        const noted = known.get(envelope);
        if (noted !== undefined) return noted;
        const id = envelopes.idOf(envelope);
        if (envelopes.valueOf(id) === envelope) known.set(envelope, id);
        return id;
      };
      return new Interner<Inbox>(inbox => inbox.map(idOf).join(','));
    });
    this.#pairs = nodes.map(() => new NodePairs());
  }

  get bytes(): number {
    const tables = [...new Set(this.#locals), ...this.#inboxes, ...this.#envelopes, ...this.#pairs];
    return [this.environments, this.ghosts, ...tables].reduce((sum, table) => sum + table.bytes, 0);
  }

  /** How many ids a component of a row can have so far. */
  idCount(component: number): number {
    if (component === ENVIRONMENT) return this.environments.count;
    return component === GHOSTS ? this.ghosts.count : this.pairs(component - FIRST_NODE).count;
  }

  locals(node: NodeIndex): Interner<LocalState> {
    return present(this.#locals[node], 'the local states of a node');
  }

  inboxes(node: NodeIndex): Interner<Inbox> {
    return present(this.#inboxes[node], 'the inboxes of a node');
  }

  envelopes(node: NodeIndex): Interner<Envelope> {
    return present(this.#envelopes[node], 'the envelopes of a node');
  }

  pairs(node: NodeIndex): NodePairs {
    return present(this.#pairs[node], 'the pairs of a node');
  }

  /** The local state of a pair of `node`. */
  localIn(node: NodeIndex, pair: number): LocalState {
    return this.locals(node).valueOf(this.pairs(node).localOf(pair));
  }

  /** The inbox of a pair of `node`. */
  inboxIn(node: NodeIndex, pair: number): Inbox {
    return this.inboxes(node).valueOf(this.pairs(node).inboxOf(pair));
  }

  /** Writes the ids of a state's components into `row`. */
  encode(state: State, row: Int32Array): void {
    row[ENVIRONMENT] = this.environments.idOf(state.environment);
    row[GHOSTS] = this.ghosts.idOf(observationsOf(state));
    for (const { index } of this.instance.nodes) {
      const local = this.locals(index).idOf(present(state.locals[index], 'the local state of a node'));
      const inbox = this.inboxes(index).idOf(present(state.inboxes[index], 'the inbox of a node'));
      row[FIRST_NODE + index] = this.pairs(index).idOf(local, inbox);
    }
  }

  /** The state that a row of ids names. */
  decode(row: Int32Array): State {
    const nodes = this.instance.nodes;
    return {
      environment: this.environments.valueOf(row[ENVIRONMENT]!),
      ...this.ghosts.valueOf(row[GHOSTS]!),
      locals: nodes.map(({ index }) => this.localIn(index, row[FIRST_NODE + index]!)),
      inboxes: nodes.map(({ index }) => this.inboxIn(index, row[FIRST_NODE + index]!)),
    };
  }
}
