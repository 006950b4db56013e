import { unreachable } from '../../../src/base/assert.ts';
import type { ComparedChoice, ComparedExecution, ComparedExecutions } from '../../../src/contract/comparison.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel, WebviewMessage } from '../../../src/contract/webview.ts';
import { compareExecutions, partingRow, type ExecutionComparison } from '../../../src/scene/comparison.ts';
import { partingSentence, rowWords } from '../../../src/scene/comparisonWords.ts';
import { padded } from '../../../src/scene/padded.ts';
import { comparisonKey, sidesOf, type CompareUi, type ShownComparison, type Side } from './state.ts';

/** What can happen to the comparison of two executions. */
export type CompareInput =
  | { readonly kind: 'choose'; readonly side: Side; readonly choice: ComparedChoice }
  /** What is shown, beside the nearest good run. */
  | { readonly kind: 'besideGood' }
  | { readonly kind: 'mode'; readonly mode: CompareUi['mode'] }
  | { readonly kind: 'swap' }
  | { readonly kind: 'row'; readonly row: number }
  /** To where both part. */
  | { readonly kind: 'part' }
  /** To the next row that is not the same on both sides, or the one before. */
  | { readonly kind: 'nextDifference'; readonly direction: 1 | -1 };

export interface CompareReaction {
  readonly compare: CompareUi;
  /** What a screen reader is told. */
  readonly spoken?: string;
}

/** The comparison after an input. Pure. */
export function reduceCompare(compare: CompareUi, model: PanelModel | undefined, input: CompareInput): CompareReaction {
  const comparison = compare.shown?.comparison;
  switch (input.kind) {
    case 'choose':
      return { compare: chosen(compare, model, input.side, input.choice) };
    case 'mode':
      return { compare: { ...compare, mode: input.mode } };
    case 'besideGood':
      return { compare: { ...compare, mode: 'runs', left: { kind: 'shown' }, right: { kind: 'nearestGood' } } };
    case 'swap': {
      if (model === undefined) return { compare };
      const { left, right } = sidesOf(compare, model);
      return { compare: { ...compare, left: right, right: left } };
    }
    case 'row':
      return toRow(compare, comparison, input.row);
    case 'part':
      return toRow(compare, comparison, comparison && partingRow(comparison));
    case 'nextDifference': {
      const { row } = compare;
      const differs = (comparison?.rows ?? []).flatMap(({ kind }, at) => (kind === 'same' ? [] : [at]));
      return toRow(
        compare,
        comparison,
        input.direction === 1 ? differs.find(at => at > row) : differs.findLast(at => at < row),
      );
    }
    default:
      return unreachable(input);
  }
}

/** What is chosen for one side leaves the other one as it is; only one side can be the nearest good run to the other. */
function chosen(compare: CompareUi, model: PanelModel | undefined, side: Side, choice: ComparedChoice): CompareUi {
  if (model === undefined) return compare;
  const other: Side = side === 'left' ? 'right' : 'left';
  const kept = sidesOf(compare, model)[other];
  const isBoth = choice.kind === 'nearestGood' && kept.kind === 'nearestGood';
  return { ...compare, [side]: choice, [other]: isBoth ? { kind: 'shown' } : kept };
}

function toRow(
  compare: CompareUi,
  comparison: ExecutionComparison | undefined,
  wanted: number | undefined,
): CompareReaction {
  if (comparison === undefined || wanted === undefined) return { compare };
  const row = Math.max(0, Math.min(comparison.rows.length - 1, wanted));
  const at = comparison.rows[row];
  if (row === compare.row || at === undefined) return { compare };
  return {
    compare: { ...compare, row },
    spoken: `Row ${row} of ${comparison.rows.length - 1}. ${rowWords(comparison, at)}`,
  };
}

/** The comparison with what is still to be asked for it. */
export function comparing(
  compare: CompareUi,
  model: PanelModel,
): { readonly compare: CompareUi; readonly posts: readonly WebviewMessage[] } {
  const key = comparisonKey(compare, model);
  if (compare.mode === 'versions' || key === undefined || key === compare.asked.key) return { compare, posts: [] };
  const requestId = compare.asked.id + 1;
  return {
    compare: { ...compare, asked: { id: requestId, key }, refusal: undefined },
    posts: [{ kind: 'compare', requestId, ...sidesOf(compare, model) }],
  };
}

/** The comparison after an answer of the host; one that is not waited for any more changes nothing. */
export function compared(
  compare: CompareUi,
  requestId: number,
  answer: ComparedExecutions | { readonly refusal: string },
): CompareReaction {
  const { id, key } = compare.asked;
  if (requestId !== id || key === undefined) return { compare };
  if ('refusal' in answer) return { compare: { ...compare, refusal: answer.refusal }, spoken: answer.refusal };
  const shown = shownComparison(key, answer);
  const { comparison } = shown;
  if (comparison === undefined) {
    const reasons = [answer.left, answer.right].flatMap(side => (side.kind === 'none' ? [side.reason] : []));
    return { compare: { ...compare, shown, row: 0, refusal: undefined }, spoken: reasons.join(' ') };
  }
  const row = compare.shown?.key === key ? compare.row : (partingRow(comparison) ?? comparison.rows.length - 1);
  return { compare: { ...compare, shown, row, refusal: undefined }, spoken: partingSentence(comparison) };
}

function shownComparison(key: string, answer: ComparedExecutions): ShownComparison {
  const [left, right] = [executionOf(answer.left), executionOf(answer.right)];
  if (left === undefined || right === undefined) {
    return { key, answer, comparison: undefined, drawn: { left, right } };
  }
  const comparison = compareExecutions(left, right);
  const rows = (side: Side): readonly (number | undefined)[] => comparison.rows.map(row => row[side]);
  const drawn = { left: padded(left, rows('left')), right: padded(right, rows('right')) };
  return { key, answer, comparison, drawn };
}

function executionOf(side: ComparedExecution): ExecutionView | undefined {
  return side.kind === 'execution' ? side.execution : undefined;
}
