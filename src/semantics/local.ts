import type { Instance } from '../model/instance.ts';
import type { Choice, Effects, Envelope, LocalState, RuntimeError } from '../model/state.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import type { Interruption } from './run.ts';

/** One way a handler can end, with the choices that lead there. `local` is the node's local state afterwards. */
export type LocalOutcome =
  | {
      readonly kind: 'local';
      readonly local: LocalState;
      readonly effects: Effects;
      readonly choices: readonly Choice[];
      /** Between which of its effects the node may crash; absent where the handler has fewer than two. */
      readonly interruptions?: readonly Interruption[];
    }
  | { readonly kind: 'error'; readonly error: RuntimeError; readonly choices: readonly Choice[] };

/**
 * What a delivery or a timer leads to. `handler` is the first handler whose pattern and guard match, an index in the
 * role's `messageHandlers` or `timerHandlers`; undefined when none does, and then the only outcome leaves the local
 * state as it is (a timer is disarmed nevertheless). `outcomes` is empty when the handler has a `choose` that finds
 * nothing to choose from: the step cannot be taken. A guard that fails gives one outcome of kind `error`.
 */
export interface HandlerOutcomes {
  readonly handler: number | undefined;
  readonly outcomes: readonly LocalOutcome[];
}

/** An action whose guard holds, for one value of its parameters. `arguments` is shorter when computing them failed. */
export interface ActionOutcomes {
  readonly action: number;
  readonly arguments: readonly Value[];
  readonly outcomes: readonly LocalOutcome[];
}

/**
 * What the nodes of an instance do, each by itself. Every method is a pure function of its arguments: it reads nothing
 * else of the state, so its answer may be kept and used again. Outcomes are in the order in which the choices are
 * written, and no two of one answer have equal choices.
 */
export interface Behaviour {
  readonly instance: Instance;
  /** The local state before the start handler runs; its clock is right. */
  initialLocal(node: NodeIndex): LocalState;
  /**
   * `on start` on the initial local state, once for each reading within the skew that the node's clock may begin with;
   * one unchanged outcome where the role has no such handler.
   */
  startOutcomes(node: NodeIndex): readonly LocalOutcome[];
  /** The node, crashed before, is up again: `on recover` runs, else `on start`. */
  recoverOutcomes(node: NodeIndex, local: LocalState): readonly LocalOutcome[];
  /** The envelope's receiver, which is up and has local state `local`, handles it. */
  deliveryOutcomes(local: LocalState, envelope: Envelope): HandlerOutcomes;
  /** The armed timer fires: it is disarmed, then the first matching handler runs. The node is up. */
  timerOutcomes(node: NodeIndex, local: LocalState, timer: number): HandlerOutcomes;
  /** Every enabled action, in the order written, arguments ascending. None for a node that is not up. */
  actionOutcomes(node: NodeIndex, local: LocalState): readonly ActionOutcomes[];
  /** What a crash leaves: timers disarmed, `var`s back at their initial values, `durable var`s as the disk has them. */
  crashLocal(node: NodeIndex, local: LocalState): LocalState;
  /** What a crash leaves at a place between two effects of the handler with outcome `outcome`. */
  crashMidway(node: NodeIndex, outcome: LocalOutcome & { readonly kind: 'local' }, at: Interruption): LocalOutcome;
}
