import { success, type Result } from '../base/result.ts';
import type { Instance } from '../model/instance.ts';
import type { Effects, RuntimeError, State } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';
import { Compiler } from './compile.ts';
import { applyGhostWrites } from './ghosts.ts';
import { applyOperations } from './histories/operations.ts';
import { createContext, createScope } from './scope.ts';

/** What a state keeps that no node knows: it is there for properties alone. */
export type Observations = Pick<State, 'ghosts' | 'histories'>;

/** What a handler of a node adds to it. */
export interface Observed extends Pick<Effects, 'ghostWrites' | 'operations'> {
  readonly node: NodeIndex;
}

/** The part of a state that only properties see. */
export function observationsOf({ ghosts, histories }: State): Observations {
  return histories === undefined ? { ghosts } : { ghosts, histories };
}

/** Ghosts and histories before anything happens. The instance's initial values are checked already. */
export function initialObservations(instance: Instance): Observations {
  const { ghosts, histories } = instance.protocol;
  const compiler = new Compiler(instance.protocol);
  const scope = createScope(createContext(instance), 0);
  const values = ghosts.map(({ initial }) => compiler.compile(initial)(scope));
  return histories.length === 0 ? { ghosts: values } : { ghosts: values, histories: histories.map(() => []) };
}

/** Ghosts and histories after a handler ran; or the error of the first write or operation that is not possible. */
export function observe(
  instance: Instance,
  before: Observations,
  { node, ghostWrites, operations = [] }: Observed,
): Result<Observations, RuntimeError> {
  const ghosts = applyGhostWrites(instance, before.ghosts, ghostWrites);
  if (!ghosts.ok) return ghosts;
  if (before.histories === undefined) return success({ ghosts: ghosts.value });
  const histories = applyOperations(instance, before.histories, node, operations);
  return histories.ok ? success({ ghosts: ghosts.value, histories: histories.value }) : histories;
}
