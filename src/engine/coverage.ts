import { present } from '../base/assert.ts';
import type { Instance } from '../model/instance.ts';
import type { Outcome } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import type { Behaviour, LocalOutcome } from '../semantics/local.ts';

/** Which parts of a protocol are used in some reachable state, by their indices. Only of a search that has seen everything. */
export interface Coverage {
  /** By role. */
  readonly roles: readonly RoleCoverage[];
  /** By message: whether anybody sends it, and whether a handler of it runs. */
  readonly sent: readonly boolean[];
  readonly received: readonly boolean[];
  /** By property: whether what it makes a condition of is true anywhere; undefined for properties without a condition. */
  readonly premises: readonly (boolean | undefined)[];
  /** Whether anything but faults changes anything. */
  readonly moves: boolean;
}

/** Of a role, by the order of what it declares: whether some node of it ever does that. */
export interface RoleCoverage {
  readonly recovers: boolean;
  readonly messageHandlers: readonly boolean[];
  readonly timerHandlers: readonly boolean[];
  readonly actions: readonly boolean[];
}

/**
 * Notes what nodes do while a search asks for it. Since that is asked once for each local state and message, noting costs
 * nothing that could be measured. What is asked for although a link is down, or a round does not allow it, counts as done.
 */
export class CoverageRecorder {
  readonly #instance: Instance;
  readonly #roles: readonly {
    /** One item. */
    readonly recovers: boolean[];
    readonly messageHandlers: boolean[];
    readonly timerHandlers: boolean[];
    readonly actions: boolean[];
  }[];
  readonly #sent: boolean[];
  readonly #received: boolean[];

  constructor(instance: Instance) {
    const { roles, messages } = instance.protocol;
    this.#instance = instance;
    this.#roles = roles.map(role => ({
      recovers: [false],
      messageHandlers: role.messageHandlers.map(() => false),
      timerHandlers: role.timerHandlers.map(() => false),
      actions: role.actions.map(() => false),
    }));
    this.#sent = messages.map(() => false);
    this.#received = messages.map(() => false);
  }

  /** The same behaviour; what is asked of it is noted. */
  watched(behaviour: Behaviour): Behaviour {
    return {
      instance: behaviour.instance,
      initialLocal: node => behaviour.initialLocal(node),
      startOutcomes: node => behaviour.startOutcomes(node),
      recoverOutcomes: (node, local) => {
        this.#roleOf(node).recovers[0] = true;
        return this.#noteSent(behaviour.recoverOutcomes(node, local));
      },
      deliveryOutcomes: (local, envelope) => {
        const found = behaviour.deliveryOutcomes(local, envelope);
        if (found.handler !== undefined) {
          this.#roleOf(envelope.to).messageHandlers[found.handler] = true;
          this.#received[envelope.message] = true;
        }
        this.#noteSent(found.outcomes);
        return found;
      },
      timerOutcomes: (node, local, timer) => {
        const found = behaviour.timerOutcomes(node, local, timer);
        if (found.handler !== undefined) this.#roleOf(node).timerHandlers[found.handler] = true;
        this.#noteSent(found.outcomes);
        return found;
      },
      actionOutcomes: (node, local) => {
        const found = behaviour.actionOutcomes(node, local);
        for (const { action, outcomes } of found) {
          this.#roleOf(node).actions[action] = true;
          this.#noteSent(outcomes);
        }
        return found;
      },
      crashLocal: (node, local) => behaviour.crashLocal(node, local),
      crashMidway: (node, outcome, at) => behaviour.crashMidway(node, outcome, at),
    };
  }

  /** Notes what is sent when everybody starts. */
  noteStart({ startEffects = [] }: Outcome & { readonly kind: 'state' }): void {
    for (const { sent } of startEffects) {
      for (const { envelope } of sent) this.#sent[envelope.message] = true;
    }
  }

  /** What was noted, with what the search knows besides. */
  coverage(rest: Pick<Coverage, 'premises' | 'moves'>): Coverage {
    return {
      roles: this.#roles.map(role => ({
        recovers: role.recovers[0] === true,
        messageHandlers: [...role.messageHandlers],
        timerHandlers: [...role.timerHandlers],
        actions: [...role.actions],
      })),
      sent: [...this.#sent],
      received: [...this.#received],
      ...rest,
    };
  }

  #noteSent(outcomes: readonly LocalOutcome[]): readonly LocalOutcome[] {
    for (const outcome of outcomes) {
      if (outcome.kind === 'error') continue;
      for (const { envelope } of outcome.effects.sent) this.#sent[envelope.message] = true;
    }
    return outcomes;
  }

  #roleOf(node: NodeIndex) {
    const { role } = present(this.#instance.nodes[node], 'a node that does something exists');
    return present(this.#roles[role], 'every node has a role');
  }
}
