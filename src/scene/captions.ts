import type { ExecutionView } from '../contract/execution.ts';
import { CAPTIONS, type Caption } from './captions/caption.ts';
import { handledTwice, overtaken } from './captions/messages.ts';
import { clocksBackwards, splitBrains, waitsForEver } from './captions/nodes.ts';
import { registerCaptions } from './captions/operations.ts';
import { requestCaptions } from './captions/requests.ts';

export { CAPTIONS };
export type { Caption };

const known = new WeakMap<ExecutionView, readonly Caption[]>();

/**
 * What a teacher would name in an execution, by step. Each follows from what happened in it, from who could know of it, or
 * from what nodes say of themselves; what could only be guessed is not said.
 */
export function captionsOf(view: ExecutionView): readonly Caption[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const captions = [
    ...requestCaptions(view),
    ...handledTwice(view),
    ...overtaken(view),
    ...registerCaptions(view),
    ...splitBrains(view),
    ...clocksBackwards(view),
    ...waitsForEver(view),
  ].toSorted((a, b) => a.step - b.step || (a.event ?? 0) - (b.event ?? 0));
  known.set(view, captions);
  return captions;
}

export function captionsAt(view: ExecutionView, step: number): readonly Caption[] {
  return captionsOf(view).filter(caption => caption.step === step);
}

/** A caption as a sentence: `Indeterminate request: When …`. */
export function captionSentence({ kind, text }: Caption): string {
  const { name } = CAPTIONS[kind];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}`;
}
