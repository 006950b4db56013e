import { isNode, type CheckedType } from './checkedType.ts';

/** A value that a variable of the type could start with, as the language writes it. */
export function exampleValue(type: CheckedType): string {
  if (type.kind === 'bool') return 'false';
  if (type.kind === 'int' || type.kind === 'lamport' || type.kind === 'time') return '0';
  if (type.kind === 'range') return type.text.split('..')[0]?.trim() ?? '0';
  if (type.kind === 'enum') return type.literals[0] ?? 'none';
  if (type.kind === 'option') return 'none';
  if (type.kind === 'list') return '[]';
  if (type.kind === 'record') return `${type.name}(…)`;
  return isNode(type) ? 'self' : '{}';
}
