import type { Answer, CheckBounds, Subject } from '../../contract/engine.ts';
import type { Indeterminate, Summary, SummaryRequest, ThemeKind } from '../../contract/summary.ts';
import type { VariantId } from '../../contract/matrix.ts';
import type { HoverSubject } from '../../language/editor/hoverSubject.ts';
import { requestReplyOf } from '../../model/requestReply.ts';
import type { Protocol } from '../../model/protocol.ts';
import { variantOfMessages } from '../../model/variants.ts';
import type { Engine } from '../engineLink.ts';

/** As many states as are looked at because somebody points at a word: within a second or so. */
const STATES_MAX = 100_000;
/** How long somebody who points at a word waits for them. */
const WAIT_MS = 700;

/** What somebody points at, and in which circumstances. */
export interface OwnQuery {
  readonly about: HoverSubject;
  readonly protocol: Protocol;
  readonly text: string;
  readonly scenario: string;
  readonly bounds: CheckBounds;
  readonly theme: ThemeKind;
}

/** What is known of one thing that may go wrong. */
export interface Finding {
  /** How its sentences begin: `If it is lost: `. */
  readonly lead: string;
  readonly variant: VariantId | undefined;
  readonly sentences: readonly string[];
  readonly shown: Summary['shown'];
}

/** What this very protocol does about what somebody points at. */
export interface OwnAnswer {
  readonly findings: readonly Finding[];
  readonly indeterminate: Indeterminate | undefined;
}

interface Question {
  readonly lead: string;
  readonly variant: VariantId | undefined;
  readonly request: SummaryRequest;
}

interface RunningChecks {
  readonly key: string;
  readonly abort: AbortController;
  readonly done: Promise<unknown>;
}

/**
 * Answers from what is known, and else from short checks. A check that takes longer than anybody waits goes on, so that
 * there is more to say the next time; there is never more than one such question.
 */
export class OwnAnswers {
  readonly #engine: Engine;
  readonly #waitMs: number;
  #running: RunningChecks | undefined;

  constructor(engine: Engine, waitMs = WAIT_MS) {
    this.#engine = engine;
    this.#waitMs = waitMs;
  }

  /** Undefined where there is nothing to say, or nobody waits any more. */
  async answer(query: OwnQuery, signal: AbortSignal): Promise<OwnAnswer | undefined> {
    // A question and not a field, because the answer changes while this waits.
    const isAborted = (): boolean => signal.aborted;
    const questions = questionsOf(query);
    const indeterminate = this.#indeterminate(query);
    let findings = await this.#findings(query, questions);
    if (isAborted()) return undefined;
    const open = questions.filter((_, i) => findings[i]?.isOpen === true);
    if (open.length > 0) {
      await this.#explore(query, open, signal);
      if (isAborted()) return undefined;
      findings = await this.#findings(query, questions);
    }
    const answer = { findings: findings.map(({ finding }) => finding), indeterminate: await indeterminate };
    return isAborted() ? undefined : answer;
  }

  /** Ends what still goes on: the text has changed, or something more important waits. */
  stop(): void {
    this.#running?.abort.abort();
    this.#running = undefined;
  }

  async #findings(query: OwnQuery, questions: readonly Question[]): Promise<readonly OpenFinding[]> {
    return await Promise.all(
      questions.map(async question => {
        const answer = await this.#engine.summary(subjectOf(query, question), question.request);
        return findingOf(question, answer, statesMaxOf(query));
      }),
    );
  }

  async #indeterminate({ about, protocol, text, scenario, theme }: OwnQuery): Promise<Indeterminate | undefined> {
    if (about.kind !== 'message') return undefined;
    const index = protocol.messages.findIndex(({ name }) => name === about.name);
    if (requestReplyOf(protocol, index) === undefined) return undefined;
    const answer = await this.#engine.indeterminate({ text, scenario }, about.name, theme);
    return answer.ok ? answer.value : undefined;
  }

  async #explore(query: OwnQuery, open: readonly Question[], signal: AbortSignal): Promise<void> {
    const { done, abort } = this.#checks(query, open);
    const giveUp = (): void => abort.abort();
    signal.addEventListener('abort', giveUp, { once: true });
    await within(this.#waitMs, done, signal);
    signal.removeEventListener('abort', giveUp);
  }

  /** The checks of some questions: those that go on already, or new ones in place of others. */
  #checks(query: OwnQuery, open: readonly Question[]): RunningChecks {
    const key = JSON.stringify([query.text, query.scenario, open.map(({ variant }) => variant)]);
    if (this.#running?.key === key && !this.#running.abort.signal.aborted) return this.#running;
    this.stop();
    const abort = new AbortController();
    const bounds = { ...query.bounds, statesMax: statesMaxOf(query) };
    const listen = { signal: abort.signal, onProgress: () => undefined };
    const checks = open.map(question => this.#engine.check(subjectOf(query, question), bounds, listen));
    const running = { key, abort, done: Promise.all(checks) };
    this.#running = running;
    const end = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    running.done.then(end, end);
    return running;
  }
}

function questionsOf({ about, theme }: OwnQuery): readonly Question[] {
  switch (about.kind) {
    case 'failure': {
      const variants = about.variants.length === 0 ? [undefined] : about.variants;
      return variants.map(variant => ({ lead: '', variant, request: { theme } }));
    }
    case 'message': {
      const request = { theme, isSaid: true } as const;
      return [
        { lead: 'If it is lost: ', variant: variantOfMessages('loss', [about.name]), request },
        { lead: 'If it arrives twice: ', variant: variantOfMessages('duplicates', [about.name]), request },
      ];
    }
    case 'timer': {
      const { role, name } = about;
      return [{ lead: '', variant: undefined, request: { theme, timer: { role, name } } }];
    }
  }
}

function subjectOf({ text, scenario }: OwnQuery, { variant }: Question): Subject {
  return { text, scenario, ...(variant === undefined ? {} : { variant }) };
}

function statesMaxOf({ bounds }: OwnQuery): number {
  return Math.min(bounds.statesMax, STATES_MAX);
}

interface OpenFinding {
  readonly finding: Finding;
  /** Whether looking further within the bounds would tell more. */
  readonly isOpen: boolean;
}

function findingOf({ lead, variant }: Question, answer: Answer<Summary>, statesMax: number): OpenFinding {
  if (!answer.ok) {
    const sentences = answer.refusal.code === 'no-such-variant' ? [answer.refusal.message] : [];
    return { finding: { lead, variant, sentences, shown: undefined }, isOpen: false };
  }
  const { sentences, shown, states, finished, complete } = answer.value;
  const isOpen = !(finished && (complete || states >= statesMax));
  return { finding: { lead, variant, sentences, shown }, isOpen };
}

/** Waits for something, but no longer than so many milliseconds, nor longer than the signal allows. */
async function within(ms: number, work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ends = new Promise<void>(done => {
    timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => done(), { once: true });
  });
  try {
    await Promise.race([work, ends]);
  } finally {
    clearTimeout(timer);
  }
}
