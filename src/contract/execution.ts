import type { Span } from '../base/span.ts';
import type { TimedView } from './timed.ts';

/** Positions of the outcomes taken: first among the initial ones, then among the successors of each state. */
export type SchedulePositions = readonly number[];

/** One execution, ready to be drawn and stepped through. Everything is plain data; indices refer to its own lists. */
export interface ExecutionView {
  readonly protocol: string;
  readonly scenario: string;
  /** What may go wrong, where it is not what the scenario declares: `with one lost message`. */
  readonly variant?: string;
  readonly origin: ExecutionOrigin;
  /** A sentence: "Agreement breaks in 7 steps: …" or "A run to quiescence in 12 steps". */
  readonly headline: string;
  readonly schedule: SchedulePositions;
  readonly lanes: readonly Lane[];
  /** In the order they happened. */
  readonly events: readonly EventView[];
  readonly arrows: readonly ArrowView[];
  readonly bands: readonly Band[];
  /** `steps[0]` is the start; the state after step i is `initial` with the changes of steps 1 … i. */
  readonly steps: readonly StepView[];
  /**
   * The steps after `fromStep` are repeated for ever: the last state equals the one after `fromStep`. Where that is the
   * last step, nothing changes any more.
   */
  readonly loop?: { readonly fromStep: number };
  /** What clients asked of the service, as they saw it, in the order in which it began; absent without histories. */
  readonly operations?: readonly OperationView[];
  /** By lane: what a node that is up waits for in the last state, empty for the others; only where that is quiescent. */
  readonly waiting?: readonly string[];
  /** More sentences on the headline, as `PropertyReport.notes`. */
  readonly notes?: readonly string[];
  readonly initial: readonly VariableView[];
  /** Whether the last state has no step left, faults aside. */
  readonly quiescent: boolean;
  /** The property that a step violates, or that the last state witnesses. */
  readonly verdict: ExecutionVerdict | undefined;
  /** When everything happened; absent for executions without time. */
  readonly timed?: TimedView;
}

export interface ExecutionVerdict {
  readonly property: string;
  readonly kind: 'violated' | 'witness';
  /** Index in `steps` of the step that violates it first, where the execution goes on after it; else it is the last. */
  readonly step?: number;
  /** Index in `steps` of the step since which the violation could not be avoided any more; absent where that is not known. */
  readonly noReturn?: number;
}

export type ExecutionOrigin =
  | { readonly kind: 'counterexample' | 'witness'; readonly property: string }
  | { readonly kind: 'representative' }
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'timed'; readonly seed: number }
  /** What one of many random runs shows of a property. */
  | { readonly kind: 'sampled'; readonly property: string; readonly seed: number }
  /** What is left of another execution without the steps that its violation does not need. */
  | { readonly kind: 'shortened'; readonly property: string }
  | { readonly kind: 'chosen' };

/** One node's line of life. */
export interface Lane {
  readonly name: string;
  readonly role: string;
}

export type EventKind =
  | 'start'
  | 'deliver'
  | 'discard'
  /** A node learns that a connection was reset. */
  | 'disconnect'
  | 'timer'
  | 'action'
  | 'crash'
  /** A handler began, and its node crashed between two of its effects. */
  | 'crashMidway'
  | 'recover'
  | 'stop'
  | 'stall'
  | 'pause'
  | 'resume'
  | 'diskfail'
  /** A stored value is damaged. */
  | 'alter'
  /** A node becomes Byzantine. */
  | 'turn'
  /** A Byzantine node sends what arrives in the same step. */
  | 'forge'
  | 'drift'
  | 'jump'
  | 'clockFail'
  | 'error';

/** Something that happened at one node, atomically: what it received, did and sent. */
export interface EventView {
  readonly lane: number;
  /** Index in `steps`. */
  readonly step: number;
  readonly kind: EventKind;
  /** Short, beside the mark: `giveUp`, `decide(1)`, `crash`. Empty for deliveries, whose arrow is labelled. */
  readonly label: string;
  /** What `label` was before: of a value that is damaged. */
  readonly labelBefore?: string;
  /** In words, for screen readers and tooltips. */
  readonly sentence: string;
  /** What ran. */
  readonly at: Span | undefined;
  readonly lamport: number;
  /** Vector clock by lane. Event e happened before f exactly when e ≠ f and `e.vector[e.lane] <= f.vector[e.lane]`. */
  readonly vector: readonly number[];
  /** What the node's own clock shows then; absent where it has none. */
  readonly clock?: string;
  /** Of a clock that a fault moves: which way. */
  readonly moves?: 'ahead' | 'behind';
  readonly violation: boolean;
  /** The violation happens without it too. */
  readonly irrelevant?: true;
  /** It stands for so many events of its node, one after the other, none of which sends or receives anything. */
  readonly count?: number;
}

/** An operation of a client, drawn as a bar along its lane from where it began to where it was answered. */
export interface OperationView {
  readonly history: string;
  readonly lane: number;
  /** `write(1)`. */
  readonly label: string;
  /** `0` for a read that answered 0, empty for operations that answer nothing; undefined while it is open. */
  readonly result: string | undefined;
  /** The events in which it began and ended; `to` is undefined while it is open, or given up. */
  readonly from: number;
  readonly to: number | undefined;
  /** It is one of those that no order has room for. */
  readonly blamed?: true;
  /** Its place in an order that explains everything, from 0; absent where there is none, or where it need not have happened. */
  readonly place?: number;
}

/** A message on its way. A duplicate is an arrow of its own that starts where the original was copied. */
export interface ArrowView {
  /** Event that sent it. */
  readonly from: number;
  /** Event that received it; undefined when it is lost or still in flight. */
  readonly to: number | undefined;
  readonly fromLane: number;
  readonly toLane: number;
  /** What it says in the end. */
  readonly label: string;
  /** Where it was damaged on its way, in the order in which that happened, and what it said until then. */
  readonly corruptions?: readonly { readonly step: number; readonly before: string }[];
  /** `ignored` is what was sent to a Byzantine node: it may do anything about it. */
  readonly fate: 'delivered' | 'discarded' | 'lost' | 'ignored' | 'inFlight';
  /** Of a request, the names of the messages that answer it, as the text of the protocol says. */
  readonly asks?: readonly string[];
  /** The arrow it is a copy of. */
  readonly copyOf: number | undefined;
  /** Step that put it in flight (that copied it, for a duplicate). */
  readonly sentStep: number;
  /** Step that ended its flight: a later one, but for what is forged, or ignored as soon as it is sent. */
  readonly endStep: number | undefined;
  /** The statement that sent it. */
  readonly at: Span | undefined;
}

/** A condition that lasts: from one step until another, or until the end. */
export interface Band {
  readonly kind: 'down' | 'stopped' | 'partition' | 'cut' | 'paused' | 'stalled' | 'diskFailed' | 'byzantine';
  /** The nodes concerned: the one that it is about, one side of the partition, or of a cut the sender, then the receiver. */
  readonly lanes: readonly number[];
  readonly fromStep: number;
  readonly toStep: number | undefined;
}

/** What a step at no node shows across the lanes. */
export type StepSign =
  /** It happens to everybody at once; the label stands in the margin. */
  | { readonly kind: 'tick' | 'settle' | 'round' | 'stabilise'; readonly label: string }
  | { readonly kind: 'reset'; readonly lanes: readonly [number, number] };

export interface StepView {
  /** In the words of the language's replays. */
  readonly text: string;
  readonly sentence: string;
  readonly fault: boolean;
  readonly sign?: StepSign;
  readonly at: Span | undefined;
  /** Events of this step; one for most, several for the start, two for what is forged, none for a lost message. */
  readonly events: readonly number[];
  readonly changes: readonly VariableChange[];
  /** The values that can still be decided after it, for a protocol that says what `decides`; none means that no decision can come. */
  readonly valence?: readonly string[];
}

/** A variable or a condition of a node (lane ≥ 0), or a ghost, what is left of a budget, time and the like (lane −1). */
export interface VariableView {
  readonly lane: number;
  readonly name: string;
  readonly value: string;
}

export interface VariableChange extends VariableView {
  readonly before: string;
}

/** A step that could be taken next. */
export interface EnabledStep {
  /** Position among the outcomes, to append to the schedule. */
  readonly position: number;
  readonly text: string;
  readonly sentence: string;
  readonly fault: boolean;
  readonly at: Span | undefined;
  /** The error it ends in, if it does. */
  readonly error: string | undefined;
  readonly about: StepSubject;
}

/** What a step is done to, so that it can be offered there. */
export interface StepSubject {
  /** The kind of step: `deliver`, `lose`, `timer`, `crash`, `cut`, …; see `Step` in the model. */
  readonly deed: string;
  /** The message in flight that it is done to. */
  readonly message?: { readonly fromLane: number; readonly toLane: number; readonly label: string };
  /** The node at which it happens, the two ends of a link, or one side of a partition; empty for what concerns everybody. */
  readonly lanes: readonly number[];
}
