import type { Expression } from '../model/expressions.ts';
import type { Protocol } from '../model/protocol.ts';
import { partsOf } from '../model/walk.ts';

/** Which parts of a state an expression can read. */
export interface Reads {
  /** By role index: the variables that are read of some node of that role. */
  readonly variables: readonly ReadonlySet<number>[];
  /** Whether it asks which nodes are up, or honest. */
  readonly status: boolean;
  readonly ghosts: ReadonlySet<number>;
  readonly histories: ReadonlySet<number>;
  /** The messages it looks for in flight. */
  readonly messages: ReadonlySet<number>;
}

/** What `expression` may read, whatever the state. */
export function readsOf(protocol: Protocol, expression: Expression): Reads {
  const variables = protocol.roles.map(() => new Set<number>());
  const ghosts = new Set<number>();
  const messages = new Set<number>();
  const functions = new Set<number>();
  let status = false;
  const pending: Expression[] = [expression];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'nodeVariable') variables[next.role]?.add(next.variable);
    if (next.kind === 'ghost') ghosts.add(next.ghost);
    if (next.kind === 'inFlight') messages.add(next.message);
    if (next.kind === 'up' || next.kind === 'honest') status = true;
    if (next.kind === 'call' && !functions.has(next.function)) {
      functions.add(next.function);
      const declaration = protocol.functions[next.function];
      if (declaration !== undefined) pending.push(declaration.body);
    }
    pending.push(...partsOf(next));
  }
  return { variables, status, ghosts, histories: new Set(), messages };
}

/** What a property of a history reads. */
export function readsOfHistory(protocol: Protocol, history: number): Reads {
  const variables = protocol.roles.map(() => new Set<number>());
  return { variables, status: false, ghosts: new Set(), histories: new Set([history]), messages: new Set() };
}
