import type { ComparedExecutions } from '../../contract/comparison.ts';
import type { WebviewMessage } from '../../contract/webview.ts';
import type { ComparisonDesk } from '../session/comparisonDesk.ts';

type Asked = Extract<WebviewMessage, { kind: 'compare' }>;

/** Answers what a page wants to compare; what is not wanted any more is not missed. */
export async function answerComparison(
  comparisons: Pick<ComparisonDesk, 'compare'>,
  { left, right }: Asked,
  post: (answer: ComparedExecutions | { readonly refusal: string }) => void,
): Promise<void> {
  const answer = await comparisons.compare(left, right);
  if (answer.ok) post(answer.value);
  else if (answer.refusal.code !== 'cancelled') post({ refusal: answer.refusal.message });
}
