import { failureModes } from '../../src/failures/catalogue.ts';
import { keyOf, type FailureKey } from '../../src/failures/failureMode.ts';

/** Every runnable protocol of the catalogue, with the entry it belongs to. Its `expect` lines must be met. */
export function failureExamples(): { readonly word: FailureKey; readonly source: string }[] {
  return failureModes.flatMap(entry =>
    entry.example === undefined ? [] : [{ word: keyOf(entry), source: entry.example }],
  );
}
