import type { ExecutionView, StepView } from '../contract/execution.ts';
import { LABEL_SIZE, shorten, type Measure } from './text.ts';

/** Where the sign stands in its column, where the value begins, and the most that a value takes. Pixels. */
export const VALENCE = { middle: 10, text: 19, textMax: 72 } as const;

/** Room for the column that says after each step what can still be decided; 0 where nobody says that. */
export function valenceWidth({ steps }: ExecutionView, measure: Measure): number {
  if (steps.every(({ valence }) => valence === undefined)) return 0;
  const widest = Math.max(0, ...steps.map(step => measure(decidedText(step, measure), LABEL_SIZE, 'code')));
  return widest === 0 ? 2 * VALENCE.middle + 4 : Math.ceil((VALENCE.text + widest + 6) / 4) * 4;
}

/** The only value that can still be decided, short enough for its column; empty where there are none or several. */
export function decidedText({ valence = [] }: StepView, measure: Measure): string {
  const [value, ...others] = valence;
  if (value === undefined || others.length > 0) return '';
  return shorten(value, VALENCE.textMax, { size: LABEL_SIZE, font: 'code', measure }) ?? '…';
}

/** Whether several values could be decided before a step, and one can after it. */
export function isDeciding({ steps }: Pick<ExecutionView, 'steps'>, step: number): boolean {
  const before = steps[step - 1]?.valence?.length ?? 0;
  return before > 1 && steps[step]?.valence?.length === 1;
}

/** What can still be decided, as a sentence. */
export function valenceSentence(valence: readonly string[]): string {
  if (valence.length === 0) return 'Nothing can be decided any more.';
  if (valence.length === 1) return `Only ${valence.join('')} can be decided.`;
  return `${valence.slice(0, -1).join(', ')} or ${valence.at(-1) ?? ''} can still be decided.`;
}
