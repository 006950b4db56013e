import type { Span } from '../../base/span.ts';
import type { ProblemList } from '../problems.ts';

/** A part of the language whose meaning this version does not explore: said where it stands, never skipped over. */
export function reportNotExplored(problems: ProblemList, at: Span, word: string, instead: string): void {
  problems.add('not-explored-yet', at, `\`${word}\` is not explored yet in this version.`, {
    try: `Remove it, or ${instead}.`,
  });
}
