import type { KeptBranch } from '../../contract/branches.ts';
import type { BranchKeeper } from './branchDesk.ts';

/** What VS Code keeps for a workspace. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const KEY = 'lightcone.branches';
/** Of so many documents branches are kept; the one that was changed longest ago is let go. */
const DOCUMENTS_MAX = 20;

/** Keeps the branches of a document, by its address, with the workspace. */
export function branchKeeper(memory: Memory, uri: string): BranchKeeper {
  return {
    load: () => read(memory).find(document => document.uri === uri)?.branches ?? [],
    save: branches => {
      const others = read(memory).filter(document => document.uri !== uri);
      const own = branches.length === 0 ? [] : [{ uri, branches }];
      // What cannot be kept is not worth more than a line in nobody's way: it is there as long as the window is.
      memory.update(KEY, [...others, ...own].slice(-DOCUMENTS_MAX)).then(undefined, () => undefined);
    },
  };
}

interface KeptDocument {
  readonly uri: string;
  readonly branches: readonly KeptBranch[];
}

/** What was kept, checked: it may be of another version. */
function read(memory: Memory): readonly KeptDocument[] {
  const kept = memory.get(KEY);
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((document: unknown): readonly KeptDocument[] => {
    if (!isObject(document)) return [];
    const { uri, branches } = document;
    if (typeof uri !== 'string' || !Array.isArray(branches)) return [];
    return [{ uri, branches: branches.flatMap(readBranch) }];
  });
}

function readBranch(data: unknown): readonly KeptBranch[] {
  if (!isObject(data)) return [];
  const { scenario, variant, name, texts, cursor } = data;
  if (typeof scenario !== 'string' || typeof cursor !== 'number' || !Number.isSafeInteger(cursor)) return [];
  if (!Array.isArray(texts) || !texts.every(text => typeof text === 'string')) return [];
  const textOrNothing = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return [{ scenario, variant: textOrNothing(variant), name: textOrNothing(name), texts, cursor }];
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}
