import { completions } from '../language/editor/completion.ts';
import { createDocument } from '../language/editor/document.ts';
import { budgetedFailures, raisedBudget } from '../language/editor/failureBudget.ts';
import { foldingRanges } from '../language/editor/folding.ts';
import { format } from '../language/editor/format.ts';
import { hover } from '../language/editor/hover.ts';
import { hoverSubject } from '../language/editor/hoverSubject.ts';
import { keptReplay } from '../language/editor/keptReplay.ts';
import { definition, references } from '../language/editor/navigation.ts';
import { outline } from '../language/editor/outline.ts';
import { quickFixes } from '../language/editor/quickFixes.ts';
import { renamable, rename } from '../language/editor/rename.ts';
import { semanticTokens } from '../language/editor/semanticTokens.ts';

/**
 * What the editor asks of the language, in one object: a bundle of its own in Node, because a parser takes longer to
 * load than everything else together and is not needed before a protocol is read.
 */
export const language = {
  budgetedFailures,
  completions,
  createDocument,
  definition,
  foldingRanges,
  format,
  hover,
  hoverSubject,
  keptReplay,
  outline,
  quickFixes,
  raisedBudget,
  references,
  renamable,
  rename,
  semanticTokens,
};

export type Language = typeof language;
