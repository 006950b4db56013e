import { failureModes } from '../../src/failures/catalogue.ts';
import { keyOf, type FailureKey } from '../../src/failures/failureMode.ts';

/** The short protocol of each entry of the catalogue. Its `expect` lines must be met. */
export function failureExamples(): { readonly word: FailureKey; readonly source: string }[] {
  return failureModes.map(entry => ({ word: keyOf(entry), source: entry.example }));
}
