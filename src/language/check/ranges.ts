import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import { withoutOption, type CheckedType } from './checkedType.ts';
import type { Workspace } from './tables.ts';

/** Says so when a value that is known already lies outside a range whose ends are known: it could only go wrong. */
export function checkRange({ problems }: Workspace, value: Expression, type: CheckedType, at: Span): void {
  const range = withoutOption(type);
  if (range.kind !== 'range') return;
  const known = numberIn(value);
  const low = numberIn(range.low);
  const high = numberIn(range.high);
  if (known === undefined || low === undefined || high === undefined || low > high) return;
  if (known >= low && known <= high) return;
  problems.add('out-of-range', at, `${String(known)} is not in \`${range.text}\`.`, {
    try: 'Use a value in the range, or widen the range where it is declared.',
  });
}

/** The number that an expression is in every scenario; undefined when a parameter or a state has a say. */
function numberIn(expression: Expression): number | undefined {
  if (expression.kind === 'literal') return typeof expression.value === 'number' ? expression.value : undefined;
  if (expression.kind !== 'unary' || expression.operator !== 'negate') return undefined;
  const of = numberIn(expression.of);
  return of === undefined ? undefined : -of;
}
