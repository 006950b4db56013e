import type { Difference, ValueTree } from '../../../src/scene/values.ts';

/** A piece of a value on one line. */
export interface InlinePart {
  readonly kind: 'same' | 'added' | 'removed' | 'before' | 'after';
  readonly text: string;
}

/** A difference on one line, what is new and what is gone at its place: `{p 1, + p 2}`, `Entry(term: 1 → 2)`. */
export function inlineParts(difference: Difference): readonly InlinePart[] {
  const { kind, before, after, children } = difference;
  const value = after ?? before;
  if (value === undefined) return [];
  if (kind === 'same' || kind === 'added' || kind === 'removed') return [{ kind, text: value.text }];
  if (children.length === 0) {
    return [
      { kind: 'before', text: before?.text ?? '' },
      { kind: 'after', text: value.text },
    ];
  }
  const isNamed = value.kind === 'record' || children.some(({ label }) => label !== '' && value.kind !== 'list');
  const parts = children.flatMap((child, i): readonly InlinePart[] => [
    { kind: 'same', text: `${i === 0 ? '' : ', '}${isNamed ? `${child.label}: ` : ''}` },
    ...inlineParts(child),
  ]);
  const [open, close] = bracketsOf(value);
  return joined([{ kind: 'same', text: open }, ...parts, { kind: 'same', text: close }]);
}

/** How many characters that takes, signs included. */
export function inlineLength(parts: readonly InlinePart[]): number {
  return parts.reduce((length, { kind, text }) => length + text.length + (kind === 'same' ? 0 : SIGN_LENGTH), 0);
}

const SIGN_LENGTH = 2;

function bracketsOf({ kind, type }: ValueTree): readonly [string, string] {
  if (kind === 'record') return [`${type}(`, ')'];
  return kind === 'list' ? ['[', ']'] : ['{', '}'];
}

function joined(parts: readonly InlinePart[]): readonly InlinePart[] {
  const result: InlinePart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'same' && last?.kind === 'same')
      result[result.length - 1] = { ...last, text: last.text + part.text };
    else if (part.text !== '') result.push(part);
  }
  return result;
}
