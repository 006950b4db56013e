import type { Difference, ValueTree } from '../../../src/scene/values.ts';

/** A piece of a value on one line. */
export interface InlinePart {
  readonly kind: 'same' | 'added' | 'removed' | 'before' | 'after';
  readonly text: string;
}

/** Of more parts than these, those that stayed are told only by how many they are, if they are several in a row. */
const PARTS_TOLD = 12;
const STAYED_TOLD = 2;

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
  const parts = runsOf(children).flatMap((run, i): readonly InlinePart[] => {
    const [first] = run;
    const separator = i === 0 ? '' : ', ';
    if (first === undefined || run.length > 1) return [{ kind: 'same', text: `${separator}… ${run.length} more …` }];
    return [{ kind: 'same', text: `${separator}${isNamed ? `${first.label}: ` : ''}` }, ...inlineParts(first)];
  });
  const [open, close] = bracketsOf(value);
  return joined([{ kind: 'same', text: open }, ...parts, { kind: 'same', text: close }]);
}

/** The parts of a value one by one, but for what stayed among many. */
function runsOf(children: readonly Difference[]): readonly (readonly Difference[])[] {
  if (children.length <= PARTS_TOLD) return children.map(child => [child]);
  const runs: Difference[][] = [];
  for (const child of children) {
    const last = runs.at(-1);
    if (child.kind === 'same' && last?.[0]?.kind === 'same') last.push(child);
    else runs.push([child]);
  }
  return runs.flatMap(run => (run.length > STAYED_TOLD ? [run] : run.map(child => [child])));
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
