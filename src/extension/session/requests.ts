import type { Answer, ExecutionRequest } from '../../contract/engine.ts';
import type { ExecutionChoice } from '../../contract/webview.ts';

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
