import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import type { Envelope, Environment, Inbox, LocalState, State } from '../model/state.ts';
import { envelopeKey, localKey } from '../model/stateKey.ts';
import { keyOf, type NodeIndex, type Value } from '../model/values.ts';
import { Interner } from './interner.ts';

/** The components of a row: the environment, the ghosts, then each node's local state, then each node's inbox. */
export const ENVIRONMENT = 0;
export const GHOSTS = 1;
export const FIRST_LOCAL = 2;

/**
 * The interned values that the components of an instance's rows name. Local states are numbered for each role, so that
 * the nodes of a role can be compared and permuted; inboxes and envelopes for each receiver.
 */
export class Components {
  readonly instance: Instance;
  readonly nodeCount: number;
  readonly firstInbox: number;
  /** How many components a row has. */
  readonly count: number;
  /** By component: equal for the local states of one role, and for the inboxes of one role. */
  readonly kinds: Int32Array;
  readonly environments = new Interner<Environment>(
    ({ budgets, partition }) => `${budgets.join(',')}/${partition?.join(',') ?? '-'}`,
  );
  readonly ghosts = new Interner<readonly Value[]>(values => values.map(keyOf).join(';'));
  readonly #locals: readonly Interner<LocalState>[];
  readonly #inboxes: readonly Interner<Inbox>[];
  readonly #envelopes: readonly Interner<Envelope>[];

  constructor(instance: Instance) {
    this.instance = instance;
    this.nodeCount = instance.nodes.length;
    this.firstInbox = FIRST_LOCAL + this.nodeCount;
    this.count = this.firstInbox + this.nodeCount;
    const { roles } = instance.protocol;
    const localKinds = instance.nodes.map(({ role }) => FIRST_LOCAL + role);
    const inboxKinds = localKinds.map(kind => kind + roles.length);
    this.kinds = Int32Array.of(ENVIRONMENT, GHOSTS, ...localKinds, ...inboxKinds);
    const byRole = roles.map(() => new Interner<LocalState>(localKey));
    this.#locals = instance.nodes.map(node => present(byRole[node.role], 'the role of a node'));
    this.#envelopes = instance.nodes.map(() => new Interner<Envelope>(envelopeKey));
    this.#inboxes = instance.nodes.map(node => {
      const envelopes = this.envelopes(node.index);
      return new Interner<Inbox>(inbox => inbox.map(envelope => envelopes.idOf(envelope)).join(','));
    });
  }

  get bytes(): number {
    const byRole = new Set(this.#locals);
    const interners = [this.environments, this.ghosts, ...byRole, ...this.#inboxes, ...this.#envelopes];
    return interners.reduce((sum, interner) => sum + interner.bytes, 0);
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

  /** Writes the ids of a state's components into `row`. */
  encode(state: State, row: Int32Array): void {
    row[ENVIRONMENT] = this.environments.idOf(state.environment);
    row[GHOSTS] = this.ghosts.idOf(state.ghosts);
    state.locals.forEach((local, node) => (row[FIRST_LOCAL + node] = this.locals(node).idOf(local)));
    state.inboxes.forEach((inbox, node) => (row[this.firstInbox + node] = this.inboxes(node).idOf(inbox)));
  }

  /** The state that a row of ids names. */
  decode(row: Int32Array): State {
    const nodes = this.instance.nodes;
    return {
      environment: this.environments.valueOf(row[ENVIRONMENT]!),
      ghosts: this.ghosts.valueOf(row[GHOSTS]!),
      locals: nodes.map((_, node) => this.locals(node).valueOf(row[FIRST_LOCAL + node]!)),
      inboxes: nodes.map((_, node) => this.inboxes(node).valueOf(row[this.firstInbox + node]!)),
    };
  }
}
