import type { Expression } from '../../model/expressions.ts';
import { expressionsIn } from '../../model/walk.ts';

/** What a step may change. */
const STATE_KINDS: ReadonlySet<Expression['kind']> = new Set([
  'variable', 'nodeVariable', 'ghost', 'up', 'honest', 'inFlight',
]); // prettier-ignore

/** The first part of an expression that a step may change; undefined where the whole is the same in every state. */
export function stateRead(expression: Expression): Expression | undefined {
  for (const part of expressionsIn(expression)) if (STATE_KINDS.has(part.kind)) return part;
  return undefined;
}
