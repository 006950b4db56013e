import type { Answer, ExecutionRequest, ExportRequest, Subject } from '../../contract/engine.ts';
import type { ExecutionView } from '../../contract/execution.ts';
import type { ExportAbout, TextFormat } from '../../contract/savedTrace.ts';
import type { ExecutionChoice } from '../../contract/webview.ts';
import type { SessionState } from './sessionState.ts';

/** What is answered while there is nothing to ask about. */
export const NOTHING_TO_SHOW: Answer<never> = {
  ok: false,
  refusal: {
    code: 'does-not-parse',
    message: 'The text has problems: nothing can be stepped through until they are fixed.',
  },
};

/** How the engine is asked for what somebody chose. */
export function requestOf(choice: ExecutionChoice): ExecutionRequest {
  return choice.kind === 'random' ? { kind: 'random', seed: choice.seed, after: [] } : choice;
}

/** What is asked for after an edit, and how it is shown. */
export interface AskedAgain {
  readonly request: ExecutionRequest;
  readonly choice: ExecutionChoice | undefined;
  readonly options: ShowOptions;
}

/** Steps that were chosen one by one are those with the same words, wherever they stand now: all of them, or none. */
export function askedAgain(choice: ExecutionChoice, { execution, cursor }: SessionState): AskedAgain {
  const isShown = choice.kind === 'schedule' && choice.schedule.join() === execution?.schedule.join();
  if (!isShown) return { request: requestOf(choice), choice, options: {} };
  const texts = execution.steps.map(({ text }) => text);
  return { request: { kind: 'retaken', texts }, choice: undefined, options: { cursor, isAll: true } };
}

/** An answer, or why it is none: that not all steps can be taken where all of them are wanted. */
export function acceptable(
  answer: Answer<ExecutionView>,
  request: ExecutionRequest,
  { isAll = false }: ShowOptions,
): Answer<ExecutionView> {
  if (!answer.ok || !isAll || request.kind !== 'retaken') return answer;
  const step = request.texts[answer.value.steps.length];
  if (step === undefined) return answer;
  const message = `These steps cannot be taken any more: “${step}” is not possible there now.`;
  return { ok: false, refusal: { code: 'none-found', message } };
}

/** What is shown, to be written in the notation of another tool; `protocol` says where its text is found. */
export function exportRequest(
  { state, subject }: { readonly state: SessionState; readonly subject: Subject | undefined },
  format: TextFormat,
  protocol: ExportAbout['protocol'],
): ExportRequest | undefined {
  const { execution, cursor, staleness } = state;
  if (execution === undefined) return undefined;
  // The last picture of a text that does not parse any more is of another text.
  const { file } = protocol;
  const known = staleness.kind === 'fresh' ? protocol : file === undefined ? {} : { file };
  return { format, execution, about: { cursor, protocol: known }, subject };
}

/** How what is answered is shown. */
export interface ShowOptions {
  /** Where the cursor goes. */
  readonly cursor?: number | undefined;
  /** Whether an answer is still wanted when it comes. */
  readonly isWanted?: () => boolean;
  /** Whether less than all steps that are taken again is nothing. */
  readonly isAll?: boolean;
}
