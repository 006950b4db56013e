import { orbitsOf } from '../../engine/explosion/orbits.ts';
import type { Role } from '../../model/protocol.ts';
import { parse } from '../../language/parse.ts';
import { instantiate } from '../../semantics/instantiate.ts';
import { RERUN_STATES_MAX } from './budgets.ts';
import type { Explained } from './explained.ts';
import { exploreGraph, rerunBounds, type Work, withoutProperties } from './exploring.ts';

/** A role that need not be `ordered`, and how many states there would be up to the exchange of its nodes. */
export interface Unordered {
  readonly role: Role;
  readonly orbits: number;
}

/**
 * The roles with several nodes that are `ordered` though nothing compares their nodes: the text has no problem without the
 * word, and the nodes can be exchanged. None where the scenario has too many states to be explored once more for each.
 */
export function* unorderedRoles(explained: Explained): Work<readonly Unordered[]> {
  const { instance, reachable } = explained;
  if (!reachable.isExact || reachable.states > RERUN_STATES_MAX) return [];
  const found: Unordered[] = [];
  for (const [index, role] of instance.protocol.roles.entries()) {
    if (!role.ordered || (instance.roleNodes[index]?.count ?? 0) < 2) continue;
    const orbits = yield* orbitsWithoutOrder(explained, role);
    if (orbits !== undefined && orbits < reachable.states) found.push({ role, orbits });
  }
  return found;
}

function* orbitsWithoutOrder({ instance, bounds, text }: Explained, role: Role): Work<number | undefined> {
  const { protocol } = parse(withoutWord(text, role));
  if (protocol === undefined) return undefined;
  const made = instantiate(protocol, instance.scenario);
  if (!made.ok) return undefined;
  const explored = yield* exploreGraph(withoutProperties(made.value), {
    bounds: rerunBounds(bounds, RERUN_STATES_MAX),
  });
  if (explored?.graph.complete !== true) return undefined;
  const orbits = yield* orbitsOf(explored.graph, explored.seen);
  return typeof orbits === 'string' ? undefined : orbits.count;
}

/** The text with blanks where the role says that it is ordered. */
function withoutWord(text: string, { at }: Role): string {
  const before = text.slice(0, at.start);
  return before.replace(/ordered(\s+role\s+)$/, `${' '.repeat('ordered'.length)}$1`) + text.slice(at.start);
}
