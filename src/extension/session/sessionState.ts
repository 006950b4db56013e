import { NO_SPAN } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import type { Outline } from '../../contract/engine.ts';
import type { EnabledStep, ExecutionView, SchedulePositions } from '../../contract/execution.ts';
import type { HappensBeforeView } from '../../contract/graph.ts';
import type { Matrix, VariantId } from '../../contract/matrix.ts';
import type { CheckReport, Hint } from '../../contract/report.ts';
import type { ExecutionChoice, ShownExplosion, Staleness } from '../../contract/webview.ts';

/** Everything that is known and chosen about one document; panels, commands and the status bar show the same one. */
export interface SessionState {
  readonly outline: Outline | undefined;
  readonly scenario: string | undefined;
  /** What goes wrong in the pictures instead of what the scenario declares. */
  readonly variant: ShownVariant | undefined;
  readonly choice: ExecutionChoice;
  /** Of the scenario itself, whatever variant of it is shown. */
  readonly report: CheckReport | undefined;
  readonly variantReport: CheckReport | undefined;
  /** What no scenario of the file uses, as far as that is known. */
  readonly hints: readonly Hint[];
  /** Whether a check goes on. */
  readonly checking: boolean;
  readonly execution: ExecutionView | undefined;
  /** Index of the step the cursor stands after; 0 is the start. */
  readonly cursor: number;
  readonly enabled: readonly EnabledStep[];
  readonly happensBefore: HappensBeforeView | undefined;
  readonly matrix: Matrix | undefined;
  /** Of what is shown: of the variant where there is one. */
  readonly explosion: ShownExplosion | undefined;
  /** An execution shown for the moment only, while a next step is being picked. */
  readonly glimpse: Glimpse | undefined;
  readonly staleness: Staleness;
  readonly notice: string | undefined;
}

export interface ShownVariant {
  readonly id: VariantId;
  /** `with one lost message` */
  readonly phrase: string;
}

export interface Glimpse {
  readonly execution: ExecutionView;
  readonly cursor: number;
}

export type SessionInput =
  | { readonly kind: 'textChanged' }
  | { readonly kind: 'broken'; readonly message: string; readonly at: Span; readonly problemCount: number }
  | { readonly kind: 'outlined'; readonly outline: Outline }
  | { readonly kind: 'scenarioSelected'; readonly scenario: string }
  | { readonly kind: 'variantShown'; readonly variant: ShownVariant | undefined; readonly choice: ExecutionChoice }
  | { readonly kind: 'checkStarted' }
  /** `variant` says whose report it is: without one the scenario's own. */
  | { readonly kind: 'reported'; readonly report: CheckReport; readonly variant: VariantId | undefined }
  | { readonly kind: 'hintsFound'; readonly hints: readonly Hint[] }
  | { readonly kind: 'matrixFound'; readonly matrix: Matrix }
  | { readonly kind: 'explained'; readonly explosion: ShownExplosion }
  | { readonly kind: 'checkEnded' }
  /** The text means something else now, and nobody is going to check it. */
  | { readonly kind: 'reportOutdated' }
  /** `cursor` is where to stand; without it the cursor stays where that makes sense. */
  | {
      readonly kind: 'executed';
      readonly execution: ExecutionView;
      readonly choice: ExecutionChoice;
      readonly cursor: number | undefined;
    }
  /** There is no execution of this text at all; the picture of an older one stays. */
  | { readonly kind: 'executionRefused'; readonly message: string }
  | { readonly kind: 'cursorMoved'; readonly step: number }
  | { readonly kind: 'enabledFound'; readonly enabled: readonly EnabledStep[] }
  | { readonly kind: 'causalityFound'; readonly happensBefore: HappensBeforeView }
  | { readonly kind: 'glimpsed'; readonly glimpse: Glimpse | undefined }
  | { readonly kind: 'noticed'; readonly notice: string | undefined };

export const INITIAL_SESSION: SessionState = {
  outline: undefined,
  scenario: undefined,
  variant: undefined,
  choice: { kind: 'default' },
  report: undefined,
  variantReport: undefined,
  hints: [],
  checking: false,
  execution: undefined,
  cursor: 0,
  enabled: [],
  happensBefore: undefined,
  matrix: undefined,
  explosion: undefined,
  glimpse: undefined,
  staleness: { kind: 'computing' },
  notice: undefined,
};

export function reduceSession(state: SessionState, input: SessionInput): SessionState {
  switch (input.kind) {
    case 'textChanged':
      return { ...state, staleness: { kind: 'computing' }, glimpse: undefined, notice: undefined };
    case 'broken': {
      const { message, at, problemCount } = input;
      return {
        ...state,
        staleness: { kind: 'broken', message, at, problemCount },
        checking: false,
        glimpse: undefined,
      };
    }
    case 'outlined':
      return withOutline(state, input.outline);
    case 'scenarioSelected':
      return withScenario(state, input.scenario);
    case 'variantShown':
      return withVariant(state, input.variant, input.choice);
    case 'checkStarted':
      return { ...state, checking: true };
    case 'reported':
      return withReport(state, input.report, input.variant);
    case 'checkEnded':
      return { ...state, checking: false };
    case 'reportOutdated':
      return { ...state, report: undefined, variantReport: undefined, hints: [] };
    case 'hintsFound':
      return state.hints.length + input.hints.length === 0 ? state : { ...state, hints: input.hints };
    case 'matrixFound':
      return { ...state, matrix: input.matrix };
    case 'explained':
      return { ...state, explosion: input.explosion };
    case 'executed':
      return withExecution(state, input.execution, input.choice, input.cursor);
    case 'executionRefused':
      return { ...state, staleness: { kind: 'broken', message: input.message, at: NO_SPAN, problemCount: 0 } };
    case 'cursorMoved':
      return { ...state, cursor: clampCursor(input.step, state.execution) };
    case 'enabledFound':
      return { ...state, enabled: input.enabled };
    case 'causalityFound':
      return { ...state, happensBefore: input.happensBefore };
    case 'glimpsed':
      return { ...state, glimpse: input.glimpse };
    case 'noticed':
      return { ...state, notice: input.notice };
  }
}

/** A text that means something else keeps its picture until the new one is there; its scenario stays while it exists. */
function withOutline(state: SessionState, outline: Outline): SessionState {
  const kept = outline.scenarios.find(scenario => scenario === state.scenario);
  const scenario = kept ?? outline.scenarios[0];
  return scenario === state.scenario ? { ...state, outline } : { ...state, ...OF_ANOTHER_SCENARIO, outline, scenario };
}

/** What is chosen in one scenario and found of it means nothing in another one. */
const OF_ANOTHER_SCENARIO = {
  choice: { kind: 'default' },
  variant: undefined,
  variantReport: undefined,
  matrix: undefined,
  explosion: undefined,
} as const;

function withScenario(state: SessionState, scenario: string): SessionState {
  if (scenario === state.scenario) return state;
  return { ...state, ...OF_ANOTHER_SCENARIO, scenario, staleness: { kind: 'computing' }, glimpse: undefined };
}

function withVariant(state: SessionState, variant: ShownVariant | undefined, choice: ExecutionChoice): SessionState {
  const shown = { variant, choice, variantReport: undefined, explosion: undefined };
  return { ...state, ...shown, staleness: { kind: 'computing' }, glimpse: undefined, notice: undefined };
}

function withReport(state: SessionState, report: CheckReport, variant: VariantId | undefined): SessionState {
  if (variant === undefined) return { ...state, report, checking: !report.finished };
  return variant === state.variant?.id ? { ...state, variantReport: report } : state;
}

/** What was found of what is shown: of the variant where there is one. */
export function shownReport({ variant, report, variantReport }: SessionState): CheckReport | undefined {
  return variant === undefined ? report : variantReport;
}

function withExecution(
  state: SessionState,
  execution: ExecutionView,
  choice: ExecutionChoice,
  cursor: number | undefined,
): SessionState {
  const stands = cursor ?? (continues(state, execution, choice) ? state.cursor : restingPlace(execution));
  return {
    ...state,
    execution,
    choice,
    cursor: clampCursor(stands, execution),
    enabled: [],
    happensBefore: undefined,
    glimpse: undefined,
    staleness: { kind: 'fresh' },
  };
}

/** Whether an execution answers the same wish as the one before, so that the cursor may stay. */
function continues(state: SessionState, execution: ExecutionView, choice: ExecutionChoice): boolean {
  const before = state.execution;
  return (
    before !== undefined &&
    before.scenario === execution.scenario &&
    before.variant === execution.variant &&
    JSON.stringify(before.origin) === JSON.stringify(execution.origin) &&
    JSON.stringify(state.choice) === JSON.stringify(choice) &&
    // Somebody who stood at the end of a counterexample wants to stand at the end of the new one.
    (execution.verdict === undefined || state.cursor < before.steps.length - 1)
  );
}

/** Where the cursor stands before anybody moves it: at the verdict if there is one, else at the start. */
function restingPlace(execution: ExecutionView): number {
  const { verdict, steps } = execution;
  return verdict === undefined ? 0 : (verdict.step ?? steps.length - 1);
}

function clampCursor(step: number, execution: ExecutionView | undefined): number {
  if (execution === undefined || !Number.isFinite(step)) return 0;
  return Math.max(0, Math.min(Math.trunc(step), execution.steps.length - 1));
}

/** Whether what is shown violates something and is not the shortest way there: others are runs as they came. */
export function canBeShortened({ execution }: Pick<SessionState, 'execution'>): boolean {
  if (execution?.verdict?.kind !== 'violated') return false;
  const { kind } = execution.origin;
  return kind === 'random' || kind === 'timed' || kind === 'sampled' || kind === 'chosen';
}

/** The steps up to the cursor in words, for taking them again where more may happen. */
export function scheduleTexts(state: SessionState): readonly string[] {
  return state.execution?.steps.slice(0, state.cursor + 1).map(({ text }) => text) ?? [];
}

/** The schedule of what is shown; empty where nothing is. */
export function shownSchedule({ execution }: SessionState): SchedulePositions {
  return execution?.schedule ?? [];
}

/** The steps up to the cursor: what a next step is chosen after. */
export function scheduleAtCursor(state: SessionState): readonly number[] {
  return state.execution?.schedule.slice(0, state.cursor + 1) ?? [];
}
