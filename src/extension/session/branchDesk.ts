import type { BranchesView, KeptBranch } from '../../contract/branches.ts';
import type { ExecutionView } from '../../contract/execution.ts';
import type { ExecutionChoice } from '../../contract/webview.ts';
import type { Engine } from '../engineLink.ts';
import { Listeners, Owner, type Disposable } from '../listeners.ts';
import {
  branchesView,
  branchOf,
  keptBranches,
  movedIn,
  named,
  NO_BRANCHES,
  removed,
  restored,
  retaken,
  visited,
  waysAt,
  type Branch,
  type Branches,
  type BranchPlace,
} from './branches.ts';
import type { Session } from './session.ts';
import type { SessionState } from './sessionState.ts';

/** Where branches stay while nobody has their document open. */
export interface BranchKeeper {
  load(): readonly KeptBranch[];
  save(branches: readonly KeptBranch[]): void;
}

/** Nobody steps through longer runs: they are no branches. */
const STEPS_MAX = 1000;

const NOTHING: BranchesView = { branches: [], current: undefined };

/** The tree of what was explored of a document: follows its session, and leads back to each branch. */
export class BranchDesk implements Disposable {
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #keeper: BranchKeeper;
  readonly #owner = new Owner();
  readonly #changes = new Listeners<undefined>();
  #branches: Branches;
  #view = NOTHING;
  /** What the execution that is shown was chosen by. */
  #shown: ExecutionChoice | undefined;
  #saved = '';

  constructor(engine: Engine, session: Session, keeper: BranchKeeper) {
    this.#engine = engine;
    this.#session = session;
    this.#keeper = keeper;
    this.#branches = restored(NO_BRANCHES, keeper.load());
    this.#owner.own(session.onDidChange(({ state, before }) => this.#follow(state, before)));
  }

  /** Of what is shown; the same object as long as nothing of it changes. */
  get view(): BranchesView {
    return this.#view;
  }

  onDidChange(listener: () => void): Disposable {
    return this.#changes.add(listener);
  }

  /** The branch that is looked at, or the one with an id. */
  branch(id?: number): Branch | undefined {
    return branchOf(this.#branches, id ?? this.#view.current);
  }

  /** Shows a branch where one left it; fulfilled with whether all of it is shown. */
  async show(id: number): Promise<boolean> {
    const branch = this.branch(id);
    if (branch === undefined) return false;
    const { choice, meaning, schedule, cursor, possible, texts } = branch;
    if (possible < texts.length) this.#session.notify(goneSentence(branch));
    if (schedule.length === 0) return false;
    const isKnown = choice !== undefined && meaning === this.#session.state.outline?.meaning;
    const shown = isKnown ? choice : { kind: 'schedule' as const, schedule };
    if (!(await this.#session.choose(shown, Math.min(cursor, schedule.length - 1)))) return false;
    if (possible < texts.length) this.#session.notify(goneSentence(branch));
    return possible === texts.length;
  }

  name(id: number, name: string | undefined): void {
    this.#set(named(this.#branches, id, name));
  }

  remove(id: number): void {
    this.#set(removed(this.#branches, id));
  }

  dispose(): void {
    this.#owner.dispose();
    this.#changes.clear();
  }

  #follow(state: SessionState, before: SessionState): void {
    const place = placeOf(state);
    const { execution } = state;
    if (execution !== before.execution && execution !== undefined && place !== undefined) {
      if (execution.steps.length > STEPS_MAX) this.#branches = { ...this.#branches, current: undefined };
      else this.#visit(place, { state, before }, execution);
    }
    const meansOther =
      state.outline?.meaning !== before.outline?.meaning ||
      state.scenario !== before.scenario ||
      state.variant?.id !== before.variant?.id;
    if (meansOther && place !== undefined) void this.#takeAgain(place, state.outline?.meaning);
    if (meansOther || execution !== before.execution) this.#set(this.#branches);
  }

  #visit(
    place: BranchPlace,
    { state, before }: { readonly state: SessionState; readonly before: SessionState },
    execution: ExecutionView,
  ): void {
    const { steps, schedule, verdict } = execution;
    const broken = verdict?.kind === 'violated' ? verdict : undefined;
    const violates = broken && { property: broken.property, step: broken.step ?? steps.length - 1 };
    this.#branches = visited(movedIn(this.#branches, before.cursor), {
      ...place,
      texts: steps.map(({ text }) => text),
      schedule,
      choice: state.choice,
      // What was chosen before an edit is shown again without anybody choosing it.
      chosen: state.choice.kind !== 'default' && state.choice !== this.#shown,
      meaning: state.outline?.meaning,
      cursor: state.cursor,
      violates,
      forEver: broken !== undefined && broken.step === undefined && execution.loop !== undefined,
    });
    this.#shown = state.choice;
  }

  /** How far each branch can still be taken is asked whenever the text means something else. */
  async #takeAgain(place: BranchPlace, meaning: string | undefined): Promise<void> {
    const subject = this.#session.subject;
    if (subject === undefined) return;
    const ways = waysAt(this.#branches, place).filter(way => way.meaning !== meaning);
    const answer = await this.#engine.branches(
      subject,
      ways.map(({ texts }) => texts),
    );
    if (!answer.ok || this.#owner.disposed || meaning !== this.#session.state.outline?.meaning) return;
    this.#set(retaken(this.#branches, place, { ways, found: answer.value, meaning }));
  }

  #set(branches: Branches): void {
    this.#branches = branches;
    const kept = keptBranches(branches);
    const text = JSON.stringify(kept);
    if (text !== this.#saved && (kept.length > 0 || this.#saved !== '')) this.#keeper.save(kept);
    this.#saved = text;
    const place = placeOf(this.#session.state);
    this.#view = place === undefined ? NOTHING : branchesView(branches, place);
    this.#changes.tell(undefined);
  }
}

function placeOf({ scenario, variant }: SessionState): BranchPlace | undefined {
  return scenario === undefined ? undefined : { scenario, variant: variant?.id };
}

/** Why not all of a branch can be shown. */
export function goneSentence({ texts, possible }: Pick<Branch, 'texts' | 'possible'>): string {
  const step = texts[possible] ?? '';
  if (possible === 0) return `This branch cannot begin as the file is now: “${step}” is not possible.`;
  return `As the file is now this branch ends after step ${String(possible - 1)}: “${step}” is not possible there any more.`;
}
