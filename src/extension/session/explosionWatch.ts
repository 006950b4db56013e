import type { CheckBounds, Subject } from '../../contract/engine.ts';
import type { ExplosionReport } from '../../contract/explosion.ts';
import type { ShownExplosion } from '../../contract/webview.ts';
import type { Engine } from '../engineLink.ts';
import type { Disposable } from '../listeners.ts';
import { Watchers } from './watchers.ts';

/** What a session says of the states that are to be explained now. */
export interface ExplosionWish {
  readonly subject: Subject;
  readonly bounds: CheckBounds;
  /** Of the text: what is known of another meaning is outdated. */
  readonly meaning: string;
}

export interface ExplosionSession {
  /** Whether nothing else is wanted of the engine. */
  isIdle(): boolean;
  /** Undefined while there is nothing to explain. */
  wish(): ExplosionWish | undefined;
  onExplosion(explosion: ShownExplosion): void;
}

/** A wish by what makes it another one. */
interface Question {
  /** Everything: since the answer names places in the text, even a comment makes another question. */
  readonly whole: string;
  /** What the answer depends on, places aside. */
  readonly about: string;
  /** The scenario, with what goes wrong in it. */
  readonly scenario: string;
}

/** Works out why a session has so many states, as long as anybody looks at it. */
export class ExplosionWatch {
  readonly #engine: Engine;
  readonly #session: ExplosionSession;
  readonly #watchers = new Watchers();
  /** What was asked last. */
  #asked: Question | undefined;
  /** What is known of it, or what was known before the text meant something else. */
  #known: ExplosionReport | undefined;
  #run: AbortController | undefined;

  constructor(engine: Engine, session: ExplosionSession) {
    this.#engine = engine;
    this.#session = session;
  }

  watch(): Disposable {
    const watching = this.#watchers.add(() => this.stop());
    this.goOn();
    return watching;
  }

  /** The engine has time now: asks, unless the answer is known or on its way. */
  goOn(): void {
    const wish = this.#watchers.any && this.#session.isIdle() ? this.#session.wish() : undefined;
    if (wish === undefined) return;
    this.reconsider();
    const question = questionOf(wish);
    const isAnswered = this.#run !== undefined || this.#known?.finished === true;
    if (question.whole === this.#asked?.whole && isAnswered) return;
    this.stop();
    // The same once more, such as after an edit of a comment, takes nothing away that is known.
    const known = question.about === this.#asked?.about ? this.#known : undefined;
    this.#asked = question;
    void this.#ask(wish, known);
  }

  /** Something may be another one: what is being worked out of what was before is given up, and shown as outdated. */
  reconsider(): void {
    const wish = this.#session.wish();
    if (wish === undefined || this.#asked === undefined) return;
    const { about, scenario } = questionOf(wish);
    if (about === this.#asked.about) return;
    this.stop();
    const isOfAnother = scenario !== this.#asked.scenario;
    this.#asked = undefined;
    // Of another scenario the session shows nothing any more.
    if (isOfAnother) this.#known = undefined;
    else if (this.#known !== undefined) {
      this.#session.onExplosion({ report: this.#known, outdated: true, refusal: undefined });
    }
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  async #ask({ subject, bounds }: ExplosionWish, before: ExplosionReport | undefined): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    const take = (report: ExplosionReport): void => {
      // Before anything is counted, what was shown until now says more.
      if (run.signal.aborted || (report.reachable === undefined && !report.finished)) return;
      this.#known = withKnown(report, before);
      this.#session.onExplosion({ report: this.#known, outdated: false, refusal: undefined });
    };
    const answer = await this.#engine.explain(subject, bounds, { signal: run.signal, onProgress: take });
    if (run.signal.aborted) return;
    this.#run = undefined;
    if (answer.ok) take(answer.value);
    else this.#session.onExplosion({ report: undefined, outdated: false, refusal: answer.refusal.message });
  }
}

function questionOf({ subject, bounds, meaning }: ExplosionWish): Question {
  const { text, scenario, variant } = subject;
  return {
    whole: JSON.stringify([text, scenario, variant, bounds]),
    about: JSON.stringify([meaning, scenario, variant, bounds]),
    scenario: JSON.stringify([scenario, variant]),
  };
}

/** A report that goes on, with the parts that were known before and are not known again yet. */
function withKnown(report: ExplosionReport, before: ExplosionReport | undefined): ExplosionReport {
  if (before === undefined || report.finished) return report;
  return {
    ...report,
    sources: report.sources ?? before.sources,
    growth: report.growth ?? before.growth,
    depth: report.depth ?? before.depth,
    variables: report.variables ?? before.variables,
    messages: report.messages ?? before.messages,
    actions: report.actions ?? before.actions,
    reductions: report.reductions ?? before.reductions,
    hints: report.hints.length === 0 ? before.hints : report.hints,
  };
}
