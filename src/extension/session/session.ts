import type { Span } from '../../base/span.ts';
import type { Answer, CheckBounds, ExecutionRequest, Subject, TimedRequest } from '../../contract/engine.ts';
import type { EnabledStep, ExecutionView } from '../../contract/execution.ts';
import type { VariantId } from '../../contract/matrix.ts';
import type { CheckReport } from '../../contract/report.ts';
import type { SampleReport, SampleRequest } from '../../contract/sample.ts';
import type { TimedReport } from '../../contract/timed.ts';
import type { ExecutionChoice } from '../../contract/webview.ts';
import type { Engine, SampleListener, TimedListener } from '../engineLink.ts';
import { Listeners, type Disposable } from '../listeners.ts';
import { DECLARED } from '../../model/variants.ts';
import { ExplosionWatch } from './explosionWatch.ts';
import { HintWatch } from './hintWatch.ts';
import { MatrixWatch } from './matrixWatch.ts';
import type { Checked, RunningCheck } from './runningCheck.ts';
import { INITIAL_SESSION, reduceSession, scheduleAtCursor, shownReport, shownSchedule } from './sessionState.ts';
import type { SessionInput, SessionState, ShownVariant } from './sessionState.ts';
import { StateGraphDesk } from './stateGraphDesk.ts';
import { acceptable, askedAgain, NOTHING_TO_SHOW, requestOf, type ShowOptions } from './requests.ts';
import { explosionWish, hintWish, matrixWish } from './wishes.ts';

/** A text as the editor reads it; `broken` says why there is nothing to check in it. */
export interface Reading {
  readonly text: string;
  readonly broken: { readonly message: string; readonly at: Span; readonly problemCount: number } | undefined;
}

export interface SessionSettings {
  readonly bounds: CheckBounds;
  readonly autoCheck: 'onType' | 'onSave' | 'off';
  /** How long the keyboard must rest before a text is checked; the first change after a rest is checked at once. */
  readonly delayMs: number;
}

/** How long a picture of a counterexample waits for the new check before a representative run replaces it. */
const PATIENCE_MS = 250;

/**
 * What goes on with one document: asks the engine after each change, drops what has become stale, and keeps the one
 * cursor that panel, palette and status bar share. `onDidChange` tells the new state and the one before.
 */
export class Session implements Disposable {
  readonly #engine: Engine;
  readonly #settings: () => SessionSettings;
  readonly #changes = new Listeners<{ readonly state: SessionState; readonly before: SessionState }>();
  #state: SessionState = INITIAL_SESSION;
  #text: string | undefined;
  /** Whether the text can be asked about: it parses as far as is known. */
  #readable = false;
  /** Grows with everything that makes answers on their way pointless. */
  #generation = 0;
  /** The generation that the execution belongs to. */
  #shownGeneration = -1;
  readonly #checks = new Map<Checked, RunningCheck>();
  readonly #matrix: MatrixWatch;
  readonly #explosion: ExplosionWatch;
  readonly #hints: HintWatch;
  /** State graphs of what is shown. */
  readonly graphs: StateGraphDesk;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changedAt = Number.NEGATIVE_INFINITY;
  /** Grows with every glimpse that is asked for or taken back. */
  #glimpses = 0;
  #watchers = 0;
  #disposed = false;

  constructor(engine: Engine, settings: () => SessionSettings) {
    this.#engine = engine;
    this.#settings = settings;
    this.#matrix = new MatrixWatch(engine, {
      isIdle: () => !this.#checks.has('scenario'),
      wish: () => matrixWish(this.#state, this.#subject(), this.#settings()),
      onMatrix: matrix => this.#reduce({ kind: 'matrixFound', matrix }),
    });
    this.#explosion = new ExplosionWatch(engine, {
      isIdle: () => this.#checks.size === 0,
      wish: () => explosionWish(this.#state, this.#subject(), this.#settings()),
      onExplosion: explosion => this.#reduce({ kind: 'explained', explosion }),
    });
    this.graphs = new StateGraphDesk(engine, () => explosionWish(this.#state, this.#subject(), this.#settings()));
    this.#hints = new HintWatch(engine, {
      isIdle: () => this.#checks.size === 0,
      wish: () => hintWish(this.#state, this.#readable ? this.#text : undefined, this.#settings()),
      onHints: hints => this.#reduce({ kind: 'hintsFound', hints }),
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  onDidChange(listener: (change: { readonly state: SessionState; readonly before: SessionState }) => void): Disposable {
    return this.#changes.add(listener);
  }

  /** Somebody looks at pictures: executions are asked for as long as anybody does. */
  watch(): Disposable {
    this.#watchers += 1;
    const outdated = this.#shownGeneration !== this.#generation;
    if (this.#watchers === 1 && outdated && this.#state.outline !== undefined) void this.#loadExecution();
    return { dispose: () => (this.#watchers -= 1) };
  }

  /** Somebody looks at the resilience matrix: it is computed as long as anybody does, when nothing else is wanted. */
  watchMatrix(): Disposable {
    return this.#matrix.watch();
  }

  /** Somebody wonders why there are so many states: it is worked out as long as anybody does, when nothing else is wanted. */
  watchExplosion(): Disposable {
    return this.#explosion.watch();
  }

  /** Takes note of a text; `cause` decides, with the settings, whether it is checked. */
  update(reading: Reading, cause: 'opened' | 'typed' | 'saved'): void {
    if (this.#disposed || (reading.text === this.#text && cause !== 'saved')) return;
    const { autoCheck, delayMs } = this.#settings();
    const changed = reading.text !== this.#text;
    this.#text = reading.text;
    if (changed) this.#hints.stop();
    clearTimeout(this.#timer);
    this.#readable = reading.broken === undefined;
    if (reading.broken !== undefined) {
      this.#supersede();
      this.#reduce({ kind: 'broken', ...reading.broken });
      return;
    }
    const checks = autoCheck === 'onType' || (autoCheck === 'onSave' && cause !== 'typed');
    if (!changed && !(autoCheck === 'onSave' && this.#state.report === undefined)) return;
    this.#supersede();
    this.#reduce({ kind: 'textChanged' });
    const rested = performance.now() - this.#changedAt >= delayMs;
    this.#changedAt = performance.now();
    if (rested || cause !== 'typed') void this.#refresh(checks);
    else this.#timer = setTimeout(() => void this.#refresh(checks), delayMs);
  }

  /** Checks now, whatever the settings say; fulfilled when the check has ended. */
  async checkNow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#supersede();
    await this.#refresh(true);
    await this.#checks.get('scenario')?.done;
  }

  cancelCheck(): void {
    for (const { abort } of this.#checks.values()) abort.abort();
  }

  async selectScenario(scenario: string): Promise<void> {
    if (this.#state.outline?.scenarios.includes(scenario) !== true) return;
    if (scenario === this.#state.scenario) {
      if (this.#state.variant !== undefined) await this.showVariant(undefined, { kind: 'default' });
      return;
    }
    this.#supersede();
    this.#reduce({ kind: 'scenarioSelected', scenario });
    this.#matrix.reconsider();
    this.#explosion.reconsider();
    this.#startCheck(this.#settings().autoCheck !== 'off');
    await this.#loadExecution();
  }

  /**
   * Shows an execution of a variant of the scenario; of the scenario itself for undefined, or for what it declares.
   * Fulfilled with whether there is such a variant.
   */
  async showVariant(id: VariantId | undefined, choice: ExecutionChoice, cursor?: number): Promise<boolean> {
    const wanted = id === DECLARED ? undefined : id;
    if (wanted === this.#state.variant?.id) return await this.choose(choice, cursor);
    const variant = wanted === undefined ? undefined : await this.#variantNamed(wanted);
    if (wanted !== undefined && variant === undefined) return false;
    this.#generation += 1;
    this.#checks.get('variant')?.abort.abort();
    this.#checks.delete('variant');
    this.#reduce({ kind: 'variantShown', variant, choice });
    this.#explosion.reconsider();
    this.#startVariantCheck();
    this.#explosion.goOn();
    await this.#loadExecution();
    if (cursor !== undefined) this.moveCursor(cursor);
    return true;
  }

  /** Shows the execution that is asked for, or says why there is none; fulfilled with whether it is shown. */
  async choose(choice: ExecutionChoice, cursor?: number): Promise<boolean> {
    return await this.#show(requestOf(choice), choice, { cursor });
  }

  moveCursor(step: number): void {
    const before = this.#state.cursor;
    this.#reduce({ kind: 'cursorMoved', step });
    if (this.#state.cursor !== before) void this.#loadEnabled();
  }

  /** Takes one of the enabled steps at the cursor; what came after the cursor makes room for it. */
  async takeStep(position: number): Promise<boolean> {
    const { execution, cursor } = this.#state;
    if (execution === undefined) return false;
    this.#glimpses += 1;
    if (execution.schedule[cursor + 1] === position) {
      this.#reduce({ kind: 'glimpsed', glimpse: undefined });
      this.moveCursor(cursor + 1);
      return true;
    }
    const schedule = [...scheduleAtCursor(this.#state), position];
    return await this.choose({ kind: 'schedule', schedule }, schedule.length - 1);
  }

  /** The steps up to the cursor, taken again after the text was changed; fulfilled with whether all of them were. */
  async takeAgain(texts: readonly string[]): Promise<boolean> {
    const shown = await this.#show({ kind: 'retaken', texts }, undefined, { cursor: Number.MAX_SAFE_INTEGER });
    return shown && this.#state.execution?.steps.length === texts.length;
  }

  /** Shows for the moment what taking a step would look like; undefined shows the execution itself again. */
  async glimpse(position: number | undefined): Promise<void> {
    const subject = this.#subject();
    const wanted = (this.#glimpses += 1);
    if (position === undefined || subject === undefined) {
      this.#reduce({ kind: 'glimpsed', glimpse: undefined });
      return;
    }
    const generation = this.#generation;
    const schedule = [...scheduleAtCursor(this.#state), position];
    const answer = await this.#engine.execution(subject, { kind: 'schedule', schedule });
    if (generation !== this.#generation || wanted !== this.#glimpses || !answer.ok) return;
    this.#reduce({ kind: 'glimpsed', glimpse: { execution: answer.value, cursor: schedule.length - 1 } });
  }

  /** Goes on from the cursor to the nearest violation; fulfilled with whether there is one. */
  async runToViolation(): Promise<boolean> {
    const after = scheduleAtCursor(this.#state);
    return await this.#show({ kind: 'toViolation', after }, undefined, { cursor: Number.MAX_SAFE_INTEGER });
  }

  /** Leaves out what the violation that is shown does not need; fulfilled with whether something is shown that violates. */
  async shorten(): Promise<boolean> {
    const schedule = this.#state.execution?.schedule ?? [];
    return await this.#show({ kind: 'shortened', schedule }, undefined, { cursor: Number.MAX_SAFE_INTEGER });
  }

  /** Takes the steps that are shown in another order; fulfilled with whether that is possible. */
  async reorder(order: readonly number[], cursor: number): Promise<boolean> {
    return await this.#show({ kind: 'reordered', schedule: shownSchedule(this.#state), order }, undefined, { cursor });
  }

  /** Fulfilled as soon as the picture is that of the text, or there can be none. */
  async settled(): Promise<SessionState> {
    while (!this.#disposed && this.#state.staleness.kind === 'computing') {
      await new Promise<void>(done => {
        const listening = this.#changes.add(() => {
          listening.dispose();
          done();
        });
      });
    }
    return this.#state;
  }

  /** Draws many timed runs of what is shown, and answers what they have in common. */
  async timedSummary(request: TimedRequest, listen: TimedListener): Promise<Answer<TimedReport>> {
    const subject = this.#subject();
    return subject === undefined ? NOTHING_TO_SHOW : await this.#engine.timedSummary(subject, request, listen);
  }

  /** Goes many random runs of what is shown, and answers what they came across. */
  async sample(request: SampleRequest, listen: SampleListener): Promise<Answer<SampleReport>> {
    const subject = this.#subject();
    return subject === undefined ? NOTHING_TO_SHOW : await this.#engine.sample(subject, request, listen);
  }

  /** Every step that can be taken at the cursor, faults included. */
  async enabledSteps(): Promise<Answer<readonly EnabledStep[]>> {
    const subject = this.#subject();
    return subject === undefined ? NOTHING_TO_SHOW : await this.#engine.enabled(subject, scheduleAtCursor(this.#state));
  }

  /** What the engine is asked about; undefined while the text cannot be read. */
  get subject(): Subject | undefined {
    return this.#subject();
  }

  notify(notice: string | undefined): void {
    this.#reduce({ kind: 'noticed', notice });
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#supersede();
    this.#matrix.stop();
    this.#explosion.stop();
    this.#hints.stop();
    this.#changes.clear();
  }

  #supersede(): void {
    this.#generation += 1;
    for (const { abort } of this.#checks.values()) abort.abort();
    this.#checks.clear();
  }

  async #refresh(checks: boolean): Promise<void> {
    const generation = this.#generation;
    const text = this.#text;
    if (text === undefined) return;
    const answer = await this.#engine.outline(text);
    if (generation !== this.#generation) return;
    if (!answer.ok) {
      this.#readable = answer.refusal.code !== 'does-not-parse';
      this.#reduce({ kind: 'executionRefused', message: answer.refusal.message });
      return;
    }
    const outline = answer.value;
    const { report, outline: known } = this.#state;
    this.#reduce({ kind: 'outlined', outline });
    this.#matrix.reconsider();
    this.#explosion.reconsider();
    if (!checks && report !== undefined && known?.meaning !== outline.meaning) this.#reduce({ kind: 'reportOutdated' });
    if (this.#followsCheck()) {
      this.#startCheck(checks);
      await this.#loadExecution();
    } else {
      // Asked for first, the picture does not wait for the check's first slice.
      const shown = this.#loadExecution();
      this.#startCheck(checks);
      await shown;
    }
  }

  /** Whether the picture depends on what the check is going to find. */
  #followsCheck(): boolean {
    const { choice, execution } = this.#state;
    return choice.kind === 'property' || execution?.origin.kind === 'counterexample';
  }

  #startCheck(checks: boolean): void {
    const subject = this.#subject();
    if (!checks || subject === undefined) return;
    this.#reduce({ kind: 'checkStarted' });
    const { text, scenario } = subject;
    this.#begin({ text, scenario });
    this.#startVariantCheck();
  }

  #startVariantCheck(): void {
    const subject = this.#subject();
    if (subject?.variant !== undefined) this.#begin(subject);
  }

  #begin(subject: Subject): void {
    const check = { abort: new AbortController(), done: Promise.resolve() };
    this.#checks.set(subject.variant === undefined ? 'scenario' : 'variant', check);
    check.done = this.#follow(subject, check);
  }

  async #follow(subject: Subject, check: RunningCheck): Promise<void> {
    const { variant } = subject;
    const take = (report: CheckReport): void => {
      this.#reduce({ kind: 'reported', report, variant });
      this.#preferCounterexample();
    };
    const { signal } = check.abort;
    const answer = await this.#engine.check(subject, this.#settings().bounds, { signal, onProgress: take });
    const checked: Checked = variant === undefined ? 'scenario' : 'variant';
    if (check !== this.#checks.get(checked)) return;
    this.#checks.delete(checked);
    if (answer.ok) take(answer.value);
    else if (variant === undefined) this.#reduce({ kind: 'checkEnded' });
    if (answer.ok) {
      this.#matrix.goOn();
      this.#explosion.goOn();
      if (variant === undefined) this.#hints.reported(subject.text, answer.value);
    } else if (answer.refusal.code === 'no-such-variant') await this.#leaveVariant(answer.refusal.message);
    else if (answer.refusal.code !== 'cancelled') this.notify(answer.refusal.message);
  }

  /** What went wrong in the variant cannot go wrong any more: the scenario itself is shown. */
  async #leaveVariant(message: string): Promise<void> {
    if (this.#state.variant === undefined) return;
    await this.showVariant(undefined, { kind: 'default' });
    this.notify(message);
  }

  async #variantNamed(id: VariantId): Promise<ShownVariant | undefined> {
    const subject = this.#subject();
    if (subject === undefined) return undefined;
    const generation = this.#generation;
    const answer = await this.#engine.variants({ ...subject, variant: id });
    if (generation !== this.#generation) return undefined;
    const outline = answer.ok ? answer.value.find(known => known.id === id) : undefined;
    if (outline === undefined) return undefined;
    if (outline.reason === undefined) return { id, phrase: outline.phrase };
    this.notify(outline.reason);
    return undefined;
  }

  /** As soon as a check finds a counterexample it replaces the representative run that was shown until then. */
  #preferCounterexample(): void {
    const { choice, execution, staleness } = this.#state;
    if (choice.kind !== 'default' || staleness.kind !== 'fresh' || execution?.origin.kind !== 'representative') return;
    const violated = shownReport(this.#state)?.properties.some(
      property => property.verdict === 'violated' || property.verdict === 'broken',
    );
    if (violated === true) void this.#loadExecution();
  }

  async #loadExecution(): Promise<void> {
    if (this.#watchers === 0) return;
    const generation = this.#generation;
    const { choice } = this.#state;
    const check = this.#checks.get(this.#state.variant === undefined ? 'scenario' : 'variant');
    if (this.#followsCheck() && check !== undefined) await Promise.race([check.done, rest(PATIENCE_MS)]);
    if (generation !== this.#generation) return;
    // Whoever chooses something else meanwhile gets that.
    const isWanted = (): boolean => generation === this.#generation && this.#state.choice === choice;
    const again = askedAgain(choice, this.#state);
    if (await this.#show(again.request, again.choice, { ...again.options, isWanted })) return;
    // What was chosen for the text before may not exist any more in this one.
    if (isWanted() && choice.kind !== 'default') {
      await this.#show({ kind: 'default' }, { kind: 'default' });
    }
  }

  async #show(
    request: ExecutionRequest,
    choice: ExecutionChoice | undefined,
    options: ShowOptions = {},
  ): Promise<boolean> {
    const subject = this.#subject();
    if (subject === undefined) return false;
    const { cursor, isWanted = () => true } = options;
    const generation = this.#generation;
    const answer = acceptable(await this.#engine.execution(subject, request), request, options);
    if (generation !== this.#generation || !isWanted()) return false;
    if (!answer.ok) {
      if (request.kind === 'default') this.#reduce({ kind: 'executionRefused', message: answer.refusal.message });
      else this.notify(answer.refusal.message);
      return false;
    }
    const execution = answer.value;
    const shown = choice ?? { kind: 'schedule' as const, schedule: execution.schedule };
    if (this.#state.notice !== undefined && choice?.kind !== 'default') this.notify(undefined);
    this.#shownGeneration = generation;
    this.#reduce({ kind: 'executed', execution, choice: shown, cursor });
    await Promise.all([this.#loadEnabled(), this.#loadCausality(subject, execution)]);
    return true;
  }

  async #loadEnabled(): Promise<void> {
    const subject = this.#subject();
    const { execution, cursor } = this.#state;
    if (execution === undefined) return;
    if (subject === undefined) {
      this.#reduce({ kind: 'enabledFound', enabled: [] });
      return;
    }
    const answer = await this.#engine.enabled(subject, scheduleAtCursor(this.#state));
    if (this.#state.execution !== execution || this.#state.cursor !== cursor) return;
    this.#reduce({ kind: 'enabledFound', enabled: answer.ok ? answer.value : [] });
  }

  async #loadCausality(subject: Subject, execution: ExecutionView): Promise<void> {
    const answer = await this.#engine.happensBefore(subject, execution.schedule);
    if (answer.ok && this.#state.execution === execution)
      this.#reduce({ kind: 'causalityFound', happensBefore: answer.value });
  }

  #subject(): Subject | undefined {
    const { scenario, variant } = this.#state;
    if (this.#text === undefined || scenario === undefined || !this.#readable) return undefined;
    return { text: this.#text, scenario, ...(variant === undefined ? {} : { variant: variant.id }) };
  }

  #reduce(input: SessionInput): void {
    if (this.#disposed) return;
    const before = this.#state;
    this.#state = reduceSession(before, input);
    if (this.#state !== before) this.#changes.tell({ state: this.#state, before });
  }
}

function rest(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms));
}
