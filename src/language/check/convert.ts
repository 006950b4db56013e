import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import { describe, fit, type CheckedType } from './checkedType.ts';
import type { Typed } from './scope.ts';
import type { Workspace } from './tables.ts';

/** The expression where a value of `to` is needed: as it is, or out of its option. Says so when it does not fit. */
export function convert(workspace: Workspace, from: Typed, to: CheckedType, at: Span): Expression {
  switch (fit(from.type, to)) {
    case 'same':
      return from.expression;
    case 'unwrap':
      return { kind: 'some', of: from.expression, at };
    case 'no':
      reportMismatch(workspace, from.type, to, at);
      return from.expression;
  }
}

function reportMismatch(workspace: Workspace, from: CheckedType, to: CheckedType, at: Span): void {
  workspace.problems.add('wrong-type', at, `\`${describe(to)}\` is needed here, but this is \`${describe(from)}\`.`, {
    try: advice(from, to),
  });
}

function advice(from: CheckedType, to: CheckedType): string {
  if (from.kind === 'set' && from.of.kind === 'role' && (to.kind === 'role' || to.kind === 'node')) {
    return `\`${from.of.name}\` is the set of all its nodes; a single one is \`the ${from.of.name}\`, \`self\`, or a name bound by \`from\`.`;
  }
  if (from.kind === 'node' && to.kind === 'role') {
    return `Several roles send this message, so its sender may be any node. Give \`${to.name}\` a message of its own.`;
  }
  if (from.kind === 'list' && from.of.kind === 'unknown' && (to.kind === 'set' || to.kind === 'map')) {
    return `The empty ${to.kind} is \`{}\`.`;
  }
  if (from.kind === 'set' && from.of.kind === 'unknown' && to.kind === 'list') return 'The empty list is `[]`.';
  if (to.kind === 'bool') return 'Write a condition: compare it with something.';
  if (to.kind === 'set' && fit(from, to.of) !== 'no') return 'Put it in braces: `{ x }` is the set that holds x.';
  if (to.kind === 'list' && fit(from, to.of) !== 'no') return 'Put it in brackets: `[x]` is the list that holds x.';
  if (to.kind === 'enum') return `Its values are ${to.literals.map(literal => `\`${literal}\``).join(', ')}.`;
  if (from.kind === 'time' && (to.kind === 'int' || to.kind === 'range')) {
    return 'A time is no number: only the difference of two times is, such as `now() - since`.';
  }
  if (from.kind === 'interval' && to.kind === 'time') return 'Take its `.earliest` or its `.latest`.';
  if (from.kind === 'lamport') return 'A Lamport clock is compared with `<` and goes on with `tick(c)`.';
  return `Use a value of type \`${describe(to)}\`, or change the type where it is declared.`;
}
