import assert from 'node:assert/strict';
import { stepText, valueText } from '../../src/model/labels.ts';
import type { Outcome, RuntimeError, State } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { systemOf } from './protocols.ts';

/** The steps that are possible in a state, in their order, as texts. */
export function textsOf(system: System, state: State): readonly string[] {
  return system.successors(state).map(({ step }) => stepText(system.instance, step));
}

/** The only initial state. */
export function initialState(system: System): State {
  const [outcome, ...others] = system.initial();
  assert.equal(others.length, 0, 'one initial state');
  return stateOf(outcome);
}

/** The state after the steps with these texts; fails with what is possible where one is not. */
export function after(system: System, ...texts: readonly string[]): State {
  return texts.reduce((state, text) => stateOf(outcomeOf(system, state, text)), initialState(system));
}

/** What the step with this text leads to. */
export function outcomeOf(system: System, state: State, text: string): Outcome {
  const found = system.successors(state).find(({ step }) => stepText(system.instance, step) === text);
  assert(found, `«${text}» is possible. Possible are: ${textsOf(system, state).join('; ')}`);
  return found;
}

/** A node's variable as the language writes it. */
export function valueOf(system: System, state: State, node: string, variable: string): string {
  const { instance } = system;
  const found = instance.nodes.find(({ name }) => name === node);
  assert(found, `there is a node ${node}`);
  const index = instance.protocol.roles[found.role]!.variables.findIndex(({ name }) => name === variable);
  return valueText(instance, state.locals[found.index]!.variables[index]!);
}

/** What is in flight, node by node, as the steps that would lose it would say. */
export function inFlight(system: System, state: State): readonly string[] {
  return state.inboxes
    .flat()
    .map(envelope => stepText(system.instance, { kind: 'lose', envelope }).replace(/^lose /, ''));
}

/** Runs the statements of a start handler; the values of the variables that the node's state then has. */
export function runStart(declarations: string, statements: string): ReadonlyMap<string, string> {
  const system = systemOf(oneNode(declarations, statements));
  const state = initialState(system);
  const { variables } = system.instance.protocol.roles[0]!;
  return new Map(variables.map(({ name }) => [name, valueOf(system, state, 'N', name)]));
}

/** The runtime error of a start handler. */
export function errorOfStart(declarations: string, statements: string): RuntimeError {
  const outcome = systemOf(oneNode(declarations, statements)).initial()[0];
  assert(outcome?.kind === 'error', 'the start goes wrong');
  return outcome.error;
}

function oneNode(declarations: string, statements: string): string {
  return `protocol P
record Pair(left: int, right: int)
enum Level { low, middle, high }
fn twice(x: int): int = 2 * x
fn forever(x: int): int = forever(x + 1)
message M(number: 0..3)
ordered role N { ${declarations}
  on start { ${statements} }
  on M(x) {}
}
system { N: 1 }`;
}

function stateOf(outcome: Outcome | undefined): State {
  assert(outcome, 'there is an initial state');
  if (outcome.kind === 'error') assert.fail(outcome.error.message);
  return outcome.state;
}
