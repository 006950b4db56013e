import { assert } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import type { Instance } from '../model/instance.ts';
import type { LocalClock, State } from '../model/state.ts';
import type { NodeIndex, Value } from '../model/values.ts';
import { raise } from './errors.ts';

/** What is the same in all states and for all nodes. `instantiate` fills it in step by step. */
export type Setting = Pick<Instance, 'protocol' | 'params' | 'records' | 'roleNodes' | 'nodes'> &
  Partial<Pick<Instance, 'clock'>>;

/** How much one handler (all its outcomes together), property or constant may compute: an item costs 1, a statement 10. */
const FUEL = 1_000_000;

/** How deep functions and procedures may call one another, and how deep the expressions on the way may nest. */
const CALL_DEPTH_MAX = 200;
const NESTING_MAX = 2_000;

/** What one evaluation reads, and how much it may still compute. */
export interface Context {
  readonly setting: Setting;
  /** The node that runs; undefined in properties and constants. */
  readonly self: NodeIndex | undefined;
  /** The variables of the node that runs. */
  readonly variables: readonly Value[];
  /** The clocks of the node that runs; undefined where it has none. */
  readonly clock: LocalClock | undefined;
  /** What properties see, and `old` sees: undefined in handlers. */
  state: State | undefined;
  before: State | undefined;
  fuel: number;
  callDepth: number;
  nesting: number;
}

/** The local names of one handler, function or property that runs. */
export interface Scope {
  readonly slots: Value[];
  readonly context: Context;
}

/** A compiled expression. Raises a runtime error where the expression has no value. */
export type Evaluator = (scope: Scope) => Value;

export function createContext(
  setting: Setting,
  self?: NodeIndex,
  variables: readonly Value[] = [],
  clock?: LocalClock,
): Context {
  const limits = { fuel: FUEL, callDepth: 0, nesting: 0 };
  return { setting, self, variables, clock, state: undefined, before: undefined, ...limits };
}

/** The context of a property in `state`, or of a step from `before` to `state`. */
export function viewContext(setting: Setting, state: State, before: State | undefined): Context {
  return { ...createContext(setting), state, before };
}

export function createScope(context: Context, slotCount: number): Scope {
  return { context, slots: new Array<Value>(slotCount).fill(null) };
}

export function spend(context: Context, amount: number, at: Span): void {
  context.fuel -= amount;
  if (context.fuel < 0)
    raise('too-many-steps', 'This does not come to an end: it was stopped after a million steps.', at);
}

/** Runs the body of a function or procedure whose expressions nest `height` deep. */
export function nested<Answer>(context: Context, height: number, at: Span, body: () => Answer): Answer {
  if (context.callDepth >= CALL_DEPTH_MAX || context.nesting + height > NESTING_MAX) {
    raise('too-many-steps', `Calls nest too deeply: more than ${CALL_DEPTH_MAX} inside one another.`, at);
  }
  context.callDepth += 1;
  context.nesting += height;
  const answer = body();
  context.callDepth -= 1;
  context.nesting -= height;
  return answer;
}

export function selfOf(context: Context): NodeIndex {
  assert(context.self !== undefined, 'only what a node runs reads `self` and its own variables');
  return context.self;
}

export function stateOf(context: Context): State {
  assert(context.state !== undefined, 'only properties read other nodes, ghosts and messages in flight');
  return context.state;
}
