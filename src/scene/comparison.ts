import type { ExecutionView, StepView, VariableView } from '../contract/execution.ts';
import { commonPairs } from './commonSteps.ts';

/** A row of two executions side by side. The sides are indices of steps; both where they belong together. */
export interface ComparedRow {
  /** `differs` is the same message or handler, and something else becomes of it; or where the executions part. */
  readonly kind: 'same' | 'differs' | 'left' | 'right';
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** The latest steps on both sides until here. */
  readonly leftAt: number;
  readonly rightAt: number;
  /** How many variables differ then. */
  readonly differing: number;
}

/** Two executions aligned: every step of both has a row, in its order. */
export interface ExecutionComparison {
  readonly left: ExecutionView;
  readonly right: ExecutionView;
  /** How many rows from the start on are the same, step and state. */
  readonly prefix: number;
  readonly rows: readonly ComparedRow[];
}

type Sides = Pick<ComparedRow, 'kind' | 'left' | 'right'>;

/** Aligns two executions: on what they have in common from the start on, and then on a longest common sequence of steps. */
export function compareExecutions(left: ExecutionView, right: ExecutionView): ExecutionComparison {
  const prefix = commonPrefix(left, right);
  const rows: Sides[] = Array.from({ length: prefix }, (_, step) => ({ kind: 'same', left: step, right: step }));
  const rest = { left: stepsFrom(left, prefix), right: stepsFrom(right, prefix) };
  const pairs = commonPairs(
    rest.left.map(({ text }) => text),
    rest.right.map(({ text }) => text),
  );
  let [leftDone, rightDone] = [prefix, prefix];
  const ends = { left: left.steps.length - prefix, right: right.steps.length - prefix };
  for (const pair of [...pairs, ends]) {
    const [leftTo, rightTo] = [prefix + pair.left, prefix + pair.right];
    const gap = {
      left: stepsFrom(left, leftDone, leftTo),
      right: stepsFrom(right, rightDone, rightTo),
    };
    rows.push(...gapRows(gap, { left: leftDone, right: rightDone }, rows.length === prefix));
    if (pair !== ends) rows.push({ kind: 'same', left: leftTo, right: rightTo });
    [leftDone, rightDone] = [leftTo + 1, rightTo + 1];
  }
  return { left, right, prefix, rows: withStates(rows, left, right) };
}

/** The row in which two executions part; undefined where one is the other. */
export function partingRow({ prefix, rows }: ExecutionComparison): number | undefined {
  return prefix < rows.length ? prefix : undefined;
}

/** How many steps from the start on are the same and lead to the same states. */
function commonPrefix(left: ExecutionView, right: ExecutionView): number {
  if (!areSame(left.initial, right.initial)) return 0;
  const length = Math.min(left.steps.length, right.steps.length);
  for (let step = 0; step < length; step += 1) {
    const [one, other] = [left.steps[step]!, right.steps[step]!];
    if (one.text !== other.text || !areSame(one.changes, other.changes)) return step;
  }
  return length;
}

function areSame(one: readonly VariableView[], other: readonly VariableView[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ lane, name, value }, i) => {
      const counterpart = other[i]!;
      return lane === counterpart.lane && name === counterpart.name && value === counterpart.value;
    })
  );
}

function stepsFrom({ steps }: ExecutionView, from: number, to = steps.length): readonly StepView[] {
  return steps.slice(from, to);
}

interface Gap {
  readonly left: readonly StepView[];
  readonly right: readonly StepView[];
}

/** Rows between two steps that are the same. Steps about the same share a row, as do the first ones where executions part. */
function gapRows(gap: Gap, from: CommonPair, parts: boolean): readonly Sides[] {
  const hasBoth = gap.left.length > 0 && gap.right.length > 0;
  if (parts && hasBoth) {
    const rest = { left: gap.left.slice(1), right: gap.right.slice(1) };
    const next = { left: from.left + 1, right: from.right + 1 };
    return [{ kind: 'differs', ...from }, ...gapRows(rest, next, false)];
  }
  const pairs = hasBoth ? commonPairs(gap.left.map(subjectOf), gap.right.map(subjectOf)) : [];
  const rows: Sides[] = [];
  let [leftDone, rightDone] = [0, 0];
  for (const pair of [...pairs, { left: gap.left.length, right: gap.right.length }]) {
    for (; leftDone < pair.left; leftDone += 1)
      rows.push({ kind: 'left', left: from.left + leftDone, right: undefined });
    for (; rightDone < pair.right; rightDone += 1)
      rows.push({ kind: 'right', left: undefined, right: from.right + rightDone });
    if (pair.left === gap.left.length) break;
    rows.push({ kind: 'differs', left: from.left + pair.left, right: from.right + pair.right });
    [leftDone, rightDone] = [pair.left + 1, pair.right + 1];
  }
  return rows;
}

type CommonPair = Readonly<Record<'left' | 'right', number>>;

/** What a step is about: the message, whatever becomes of it; or what runs, whatever it chooses. */
function subjectOf({ text }: StepView): string {
  const [bare = text] = text.split(/ choosing | keeping a copy| copy \d| into | by budget /);
  const message = /^(?:deliver|lose|duplicate|corrupt) (.* from .* to .*)$/.exec(bare);
  return message?.[1] ?? bare;
}

function withStates(rows: readonly Sides[], left: ExecutionView, right: ExecutionView): readonly ComparedRow[] {
  const values = { left: new Values(left), right: new Values(right) };
  const differing = new Set<string>();
  const look = (key: string): void => {
    if (values.left.get(key) === values.right.get(key)) differing.delete(key);
    else differing.add(key);
  };
  for (const key of [...values.left.keys(), ...values.right.keys()]) look(key);
  let [leftAt, rightAt] = [0, 0];
  return rows.map(row => {
    leftAt = row.left ?? leftAt;
    rightAt = row.right ?? rightAt;
    const touched = [...values.left.take(row.left), ...values.right.take(row.right)];
    for (const key of touched) look(key);
    return { ...row, leftAt, rightAt, differing: differing.size };
  });
}

/** The variables of an execution by the names of their nodes, as they are after the steps taken so far. */
class Values {
  readonly #view: ExecutionView;
  readonly #values: Map<string, string>;

  constructor(view: ExecutionView) {
    this.#view = view;
    this.#values = new Map(view.initial.map(variable => [variableKey(view, variable), variable.value]));
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  /** Takes a step, and says which variables it changes. The changes of the start are in the initial values already. */
  take(step: number | undefined): readonly string[] {
    const changes = step === undefined || step === 0 ? [] : (this.#view.steps[step]?.changes ?? []);
    return changes.map(change => {
      const key = variableKey(this.#view, change);
      this.#values.set(key, change.value);
      return key;
    });
  }
}

function variableKey({ lanes }: ExecutionView, { lane, name }: VariableView): string {
  return `${lanes[lane]?.name ?? ''}\n${name}`;
}
