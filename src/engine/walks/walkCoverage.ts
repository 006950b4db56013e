import { present } from '../../base/assert.ts';
import { ABSENT, PairTable } from '../../base/pairTable.ts';
import type { Envelope, Outcome } from '../../model/state.ts';
import type { NodeIndex } from '../../model/values.ts';
import type { Behaviour } from '../../semantics/local.ts';
import { FIRST_NODE } from '../components.ts';
import { CoverageRecorder, type Coverage } from '../coverage.ts';
import type { RowSteps } from './rowSteps.ts';
import type { WalkSpace } from './walkSpace.ts';

/** What of a protocol walks have come across. What is not among it may be possible all the same. */
export interface WalkCoverage extends Omit<Coverage, 'moves'> {
  /** By failure of the instance: whether it struck. */
  readonly failures: readonly boolean[];
}

interface Role {
  recovers: boolean;
  readonly messageHandlers: boolean[];
  readonly timerHandlers: boolean[];
  readonly actions: boolean[];
}

/**
 * Takes note of what walks do. Each thing that happens is looked at once for each local state, and no more when there is
 * nothing new to see in it. What a Byzantine node makes up is not looked at: there, a handler that could run counts as run.
 */
export class WalkRecorder {
  /** The behaviour that walks have to ask. */
  readonly watched: Behaviour;
  readonly #behaviour: Behaviour;
  readonly #possible: CoverageRecorder;
  readonly #failures: boolean[];
  readonly #roles: readonly Role[];
  readonly #sent: boolean[];
  readonly #received: boolean[];
  readonly #premises: boolean[] = [];
  // Of the space that walks are in: by label whether nothing new is to be seen, by node the local states and labels seen.
  #seenWholly: boolean[] = [];
  #seen: readonly PairTable[] = [];

  constructor(behaviour: Behaviour) {
    const { protocol, failures } = behaviour.instance;
    this.#behaviour = behaviour;
    this.#possible = new CoverageRecorder(behaviour.instance);
    this.watched = this.#possible.watched(behaviour);
    this.#failures = failures.map(() => false);
    this.#roles = protocol.roles.map(role => ({
      recovers: false,
      messageHandlers: role.messageHandlers.map(() => false),
      timerHandlers: role.timerHandlers.map(() => false),
      actions: role.actions.map(() => false),
    }));
    this.#sent = protocol.messages.map(() => false);
    this.#received = protocol.messages.map(() => false);
  }

  /** Walks go on in a new space, whose numbers mean something else. */
  moveTo({ nodes }: WalkSpace): void {
    this.#seenWholly = [];
    this.#seen = nodes.map(() => new PairTable());
  }

  noteStart({ startEffects = [] }: Outcome & { readonly kind: 'state' }): void {
    for (const { sent } of startEffects) this.noteInFlight(sent.map(({ envelope }) => envelope));
  }

  noteInFlight(envelopes: readonly Envelope[]): void {
    for (const { message } of envelopes) this.#sent[message] = true;
  }

  notePremises(seen: readonly (boolean | undefined)[]): void {
    seen.forEach((isTrue, property) => {
      if (isTrue === true) this.#premises[property] = true;
    });
  }

  /** Takes note of a step that is about to be taken. */
  note(space: WalkSpace, steps: RowSteps, step: number): void {
    const key = steps.keyOf(step);
    if (key < 0) {
      this.#noteFailure(steps, step);
      return;
    }
    if (this.#seenWholly[key] === true) return;
    const node = steps.nodeOf(step);
    if (node < 0) return;
    const local = space.components.pairs(node).localOf(steps.row[FIRST_NODE + node]!);
    const seen = this.#seen[node]!;
    if (seen.get(local, key) !== ABSENT) return;
    seen.set(local, key, 1);
    this.#seenWholly[key] = this.#look(space, node, { local, key });
  }

  coverage(premises: readonly (boolean | undefined)[]): WalkCoverage {
    const lies = this.#behaviour.instance.failures.some(({ kind }) => kind === 'byzantine');
    const possible = this.#possible.coverage({ premises: [], moves: true });
    return {
      roles: this.#roles.map(({ recovers, messageHandlers, timerHandlers, actions }, role) => ({
        recovers,
        messageHandlers: messageHandlers.map(
          (ran, i) => ran || (lies && possible.roles[role]?.messageHandlers[i] === true),
        ),
        timerHandlers: [...timerHandlers],
        actions: [...actions],
      })),
      sent: [...this.#sent],
      received: this.#received.map((did, message) => did || (lies && possible.received[message] === true)),
      failures: [...this.#failures],
      premises: premises.map((isTrue, property) =>
        isTrue === undefined ? undefined : isTrue || this.#premises[property] === true,
      ),
    };
  }

  #noteFailure(steps: RowSteps, step: number): void {
    const failure = steps.failureOf(step);
    if (failure === undefined) return;
    this.#failures[failure] = true;
    const { instance } = this.#behaviour;
    const node = steps.nodeOf(step);
    if (instance.failures[failure]?.kind === 'recover' && node >= 0) this.#roleOf(node).recovers = true;
  }

  /** Answers whether nothing new is to be seen in steps with this label. */
  #look(space: WalkSpace, node: NodeIndex, { local, key }: { readonly local: number; readonly key: number }): boolean {
    const label = space.labels.labelOf(key);
    const role = this.#roleOf(node);
    const { messageHandlers, timerHandlers } = this.#declared(node);
    const value = space.components.locals(node).valueOf(local);
    switch (label?.kind) {
      case 'action':
        role.actions[label.action] = true;
        return true;
      case 'timer': {
        const { handler } = this.#behaviour.timerOutcomes(node, value, label.timer);
        if (handler !== undefined) role.timerHandlers[handler] = true;
        return timerHandlers.every(({ timer }, i) => timer !== label.timer || role.timerHandlers[i] === true);
      }
      case 'arrival': {
        const { envelope } = label;
        const { handler } = this.#behaviour.deliveryOutcomes(value, envelope);
        if (handler !== undefined) {
          role.messageHandlers[handler] = true;
          this.#received[envelope.message] = true;
        }
        return messageHandlers.every((other, i) => {
          return other.message !== envelope.message || role.messageHandlers[i] === true;
        });
      }
      case 'resume':
      case 'everybody':
      case undefined:
        return true;
    }
  }

  #roleOf(node: NodeIndex): Role {
    return present(this.#roles[this.#roleIndex(node)], 'every node has a role');
  }

  #declared(node: NodeIndex) {
    return present(this.#behaviour.instance.protocol.roles[this.#roleIndex(node)], 'every node has a role');
  }

  #roleIndex(node: NodeIndex): number {
    return present(this.#behaviour.instance.nodes[node], 'a node that does something exists').role;
  }
}
