import type { ComparedChoice, ComparedExecutions } from '../../../src/contract/comparison.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import type { ExecutionComparison } from '../../../src/scene/comparison.ts';

export type Side = 'left' | 'right';

/** What a person did to the comparison, and what the host answered. Plain data. */
export interface CompareUi {
  /** Two executions, or two versions of the file. */
  readonly mode: 'runs' | 'versions';
  /** What was chosen for each side; undefined for what is worth comparing with what is shown. */
  readonly left: ComparedChoice | undefined;
  readonly right: ComparedChoice | undefined;
  /** What the host was asked last; its number grows with each question. */
  readonly asked: { readonly id: number; readonly key: string | undefined };
  readonly shown: ShownComparison | undefined;
  /** Why nothing can be compared, as a sentence. */
  readonly refusal: string | undefined;
  /** The row that the cursor of both sides stands in. */
  readonly row: number;
}

export interface ShownComparison {
  readonly key: string;
  readonly answer: ComparedExecutions;
  /** Undefined where a side has no execution. */
  readonly comparison: ExecutionComparison | undefined;
  /** What is drawn: each side with a row wherever the other one has a step. */
  readonly drawn: Readonly<Record<Side, ExecutionView | undefined>>;
}

export const INITIAL_COMPARE: CompareUi = {
  mode: 'runs',
  left: undefined,
  right: undefined,
  asked: { id: 0, key: undefined },
  shown: undefined,
  refusal: undefined,
  row: 0,
};

/** What both sides are: what was chosen, and else a violation and the nearest good run, or what is nearest to that. */
export function sidesOf(
  { left, right }: Pick<CompareUi, Side>,
  model: PanelModel,
): Readonly<Record<Side, ComparedChoice>> {
  const ours = left ?? { kind: 'shown' };
  return { left: ours, right: right ?? counterpart(ours, model) };
}

/** What is worth seeing beside what is shown. */
function counterpart(left: ComparedChoice, { execution, report }: PanelModel): ComparedChoice {
  const isViolation = left.kind === 'property' || (left.kind === 'shown' && execution?.verdict?.kind === 'violated');
  if (isViolation) return { kind: 'nearestGood' };
  const violated = report?.properties.find(({ verdict, steps }) => verdict === 'violated' && steps !== undefined);
  if (violated !== undefined) return { kind: 'property', property: violated.name };
  return execution?.origin.kind === 'representative' ? { kind: 'random', seed: 1 } : { kind: 'representative' };
}

/** Equal for comparisons that are the same; undefined where there is nothing to compare. */
export function comparisonKey(compare: CompareUi, model: PanelModel): string | undefined {
  const { execution, stateGraphOf, report, staleness } = model;
  if (execution === undefined || stateGraphOf === undefined || staleness.kind !== 'fresh') return undefined;
  const { left, right } = sidesOf(compare, model);
  // What was found of a property may become another execution while a check goes on.
  const found = (choice: ComparedChoice): unknown => {
    if (choice.kind === 'shown') return [execution.origin, execution.schedule];
    if (choice.kind !== 'property') return choice;
    return [choice, report?.properties.find(({ name }) => name === choice.property)?.steps];
  };
  return JSON.stringify([stateGraphOf, found(left), found(right)]);
}
