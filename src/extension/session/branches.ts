import type { BranchesView, BranchView, KeptBranch, RetakenBranches } from '../../contract/branches.ts';
import type { SchedulePositions } from '../../contract/execution.ts';
import type { VariantId } from '../../contract/matrix.ts';
import type { ExecutionChoice } from '../../contract/webview.ts';

/** A scenario, or a variant of one. */
export interface BranchPlace {
  readonly scenario: string;
  readonly variant: VariantId | undefined;
}

/** A branch with what is needed to go there again. */
export interface Branch extends BranchView, BranchPlace {
  /** Of as many steps as can be taken. */
  readonly schedule: SchedulePositions;
  /** What brought it here, and the meaning of the text for which it does; of others their steps are known only. */
  readonly choice: ExecutionChoice | undefined;
  readonly meaning: string | undefined;
  /** Whether somebody chose it, so that it stays when something else is shown by itself. */
  readonly chosen: boolean;
  /** When it was looked at last: grows. */
  readonly seen: number;
}

/** Every way that somebody went through the scenarios of a document. Ways share their beginnings: together they are a tree. */
export interface Branches {
  readonly all: readonly Branch[];
  readonly current: number | undefined;
  /** Of the newest branch, and of the latest look. */
  readonly lastId: number;
  readonly now: number;
}

export const NO_BRANCHES: Branches = { all: [], current: undefined, lastId: 0, now: 0 };

/** As many ways are remembered, and as many of their steps in all; beyond that the oldest without a name are let go. */
const WAYS_MAX = 32;
const STEPS_MAX = 4000;

/** An execution that is looked at. */
export interface Visit extends BranchPlace {
  readonly texts: readonly string[];
  readonly schedule: SchedulePositions;
  readonly choice: ExecutionChoice;
  /** Whether somebody chose it now; else it is shown by itself, or again after an edit. */
  readonly chosen: boolean;
  readonly meaning: string | undefined;
  readonly cursor: number;
  readonly violates: BranchView['violates'];
  readonly forEver: boolean;
}

/**
 * Somebody looks at an execution. It is the beginning of a branch that is known, goes on from the end of one, or forks off.
 * What is shown by itself gives way to the next that is.
 */
export function visited(branches: Branches, visit: Visit): Branches {
  const now = branches.now + 1;
  const here = branches.all.filter(branch => isAt(branch, visit));
  const known =
    here.find(({ texts }) => isSame(texts, visit.texts)) ??
    here.find(({ id, texts }) => id === branches.current && beginsWith(texts, visit.texts)) ??
    here.find(({ texts }) => beginsWith(texts, visit.texts));
  if (known !== undefined) {
    const whole = known.texts.length === visit.texts.length;
    const found: Branch = whole ? { ...known, ...seenAt(visit, now) } : { ...known, cursor: visit.cursor, seen: now };
    return bounded({ ...branches, all: replaced(branches.all, found), current: known.id, now });
  }
  const grown = here
    .filter(({ kind, texts }) => kind === 'way' && beginsWith(visit.texts, texts))
    .toSorted((a, b) => b.texts.length - a.texts.length)[0];
  if (grown !== undefined) {
    const chosen = grown.chosen || visit.chosen;
    const found: Branch = { ...grown, ...seenAt(visit, now), texts: visit.texts, chosen };
    return bounded({ ...branches, all: replaced(branches.all, found), current: grown.id, now });
  }
  const id = branches.lastId + 1;
  const way: Branch = {
    id,
    kind: 'way',
    name: undefined,
    scenario: visit.scenario,
    variant: visit.variant,
    texts: visit.texts,
    chosen: visit.chosen,
    ...seenAt(visit, now),
  };
  const stay = way.chosen ? branches.all : branches.all.filter(other => !isAt(other, visit) || stays(other));
  return bounded({ all: [...stay, way], current: id, lastId: id, now });
}

/** The cursor of the branch that is looked at, for when one comes back. */
export function movedIn(branches: Branches, cursor: number): Branches {
  const current = branchOf(branches, branches.current);
  if (current === undefined || current.cursor === cursor) return branches;
  return { ...branches, all: replaced(branches.all, { ...current, cursor }) };
}

export function named(branches: Branches, id: number, name: string | undefined): Branches {
  const branch = branchOf(branches, id);
  if (branch?.kind !== 'way') return branches;
  const trimmed = name?.replace(/\s+/g, ' ').trim() ?? '';
  const found: Branch = { ...branch, name: trimmed === '' ? undefined : trimmed, chosen: true };
  return { ...branches, all: replaced(branches.all, found) };
}

/** Lets a way go; a replay is in the file. */
export function removed(branches: Branches, id: number): Branches {
  const all = branches.all.filter(branch => branch.id !== id || branch.kind === 'replay');
  const current = branches.current === id && all.length < branches.all.length ? undefined : branches.current;
  return { ...branches, all, current };
}

/** What the engine is asked of a place: ways to be taken again. */
export function waysAt(branches: Branches, place: BranchPlace): readonly Branch[] {
  return branches.all.filter(branch => branch.kind === 'way' && isAt(branch, place));
}

/** Ways as far as they can be taken now, in the order of `ways`, and the replays of the file. */
export function retaken(branches: Branches, place: BranchPlace, { ways, found, meaning }: RetakenWays): Branches {
  const taken = branches.all.map(branch => {
    const again = found.taken[ways.findIndex(({ id, texts }) => id === branch.id && texts === branch.texts)];
    if (again === undefined || branch.meaning === meaning) return branch;
    const { forEver: _, violates: __, ...others } = branch;
    const { schedule, violates } = again;
    const violation = violates === undefined ? {} : { violates };
    return { ...others, ...violation, schedule, possible: schedule.length, choice: undefined, meaning };
  });
  let { lastId } = branches;
  const replays = found.replays.map(({ name, texts, schedule, violates }): Branch => {
    const before = branches.all.find(each => each.kind === 'replay' && each.name === name && isAt(each, place));
    const id = before?.id ?? (lastId += 1);
    const violation = violates === undefined ? {} : { violates };
    const cursor = Math.min(before?.cursor ?? Infinity, Math.max(0, schedule.length - 1));
    const known = { possible: schedule.length, schedule, choice: undefined, meaning, chosen: true, seen: 0 };
    return { id, kind: 'replay', name, ...place, texts, cursor, ...violation, ...known };
  });
  // A way that is a replay of the file is that replay.
  const twin = (way: Branch): Branch | undefined => replays.find(({ texts }) => isSame(texts, way.texts));
  const others = taken.filter(branch => !isAt(branch, place) || (branch.kind === 'way' && twin(branch) === undefined));
  const was = branchOf(branches, branches.current);
  const current = was === undefined ? undefined : isAt(was, place) ? (twin(was)?.id ?? was.id) : was.id;
  const all = [...others, ...replays];
  return { ...branches, all, lastId, current: all.some(({ id }) => id === current) ? current : undefined };
}

export interface RetakenWays {
  readonly ways: readonly Branch[];
  readonly found: RetakenBranches;
  /** Of the text in which they were taken. */
  readonly meaning: string | undefined;
}

export function branchOf(branches: Branches, id: number | undefined): Branch | undefined {
  return branches.all.find(branch => branch.id === id);
}

/** What is shown of a place. */
export function branchesView(branches: Branches, place: BranchPlace): BranchesView {
  const here = branches.all.filter(branch => isAt(branch, place));
  const current = here.some(({ id }) => id === branches.current) ? branches.current : undefined;
  return { branches: here.map(viewOf), current };
}

/** Ways that somebody chose, the oldest look first, for when the document is opened again. */
export function keptBranches(branches: Branches): readonly KeptBranch[] {
  return branches.all
    .filter(({ kind, chosen }) => kind === 'way' && chosen)
    .map(({ scenario, variant, name, texts, cursor }) => ({ scenario, variant, name, texts, cursor }));
}

/** What was kept, behind what has been looked at since; nothing is known of it before it is taken again. */
export function restored(branches: Branches, kept: readonly KeptBranch[]): Branches {
  let { lastId } = branches;
  const lacking = kept.filter(
    each => !branches.all.some(known => isAt(known, each) && isSame(known.texts, each.texts)),
  );
  const ways = lacking.map((each): Branch => {
    const id = (lastId += 1);
    const unknown = { schedule: [], choice: undefined, meaning: undefined, possible: each.texts.length };
    return { id, kind: 'way', ...each, ...unknown, chosen: true, seen: 0 };
  });
  return bounded({ ...branches, all: [...ways, ...branches.all], lastId });
}

function viewOf({ id, kind, name, texts, possible, cursor, violates, forEver }: Branch): BranchView {
  const more = { ...(violates === undefined ? {} : { violates }), ...(forEver === true ? { forEver } : {}) };
  return { id, kind, name, texts, possible, cursor, ...more };
}

type SeenAt = Pick<Branch, 'schedule' | 'choice' | 'meaning' | 'cursor' | 'possible' | 'seen' | 'violates' | 'forEver'>;

function seenAt({ texts, schedule, choice, meaning, cursor, violates, forEver }: Visit, seen: number): SeenAt {
  const more = { ...(violates === undefined ? {} : { violates }), ...(forEver ? { forEver: true as const } : {}) };
  return { schedule, choice, meaning, cursor, possible: texts.length, seen, ...more };
}

/** Whether it stays when something else is shown by itself. */
function stays({ kind, chosen, name }: Branch): boolean {
  return kind === 'replay' || chosen || name !== undefined;
}

function isAt(one: BranchPlace, other: BranchPlace): boolean {
  return one.scenario === other.scenario && one.variant === other.variant;
}

function isSame(texts: readonly string[], others: readonly string[]): boolean {
  return texts.length === others.length && beginsWith(texts, others);
}

function beginsWith(texts: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length <= texts.length && beginning.every((text, i) => text === texts[i]);
}

function replaced(all: readonly Branch[], branch: Branch): readonly Branch[] {
  return all.map(each => (each.id === branch.id ? branch : each));
}

/** The oldest ways without a name are let go, and never the one that is looked at. */
function bounded(branches: Branches): Branches {
  let { all } = branches;
  const ways = (): readonly Branch[] => all.filter(({ kind }) => kind === 'way');
  const isTooMuch = (): boolean =>
    ways().length > WAYS_MAX || ways().reduce((sum, { texts }) => sum + texts.length, 0) > STEPS_MAX;
  while (isTooMuch()) {
    const least = ways()
      .filter(({ id, name }) => name === undefined && id !== branches.current)
      .toSorted((a, b) => a.seen - b.seen)[0];
    if (least === undefined) break;
    all = all.filter(({ id }) => id !== least.id);
  }
  return all === branches.all ? branches : { ...branches, all };
}
