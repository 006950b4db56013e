import type { TextEdit } from './document.ts';

/** A change that is likely to repair a problem. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it is what the author most likely meant. */
  readonly preferred: boolean;
}
