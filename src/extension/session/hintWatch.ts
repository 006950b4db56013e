import { commonHints } from '../../contract/hints.ts';
import type { CheckBounds } from '../../contract/engine.ts';
import type { CheckReport, Hint } from '../../contract/report.ts';
import type { Engine } from '../engineLink.ts';

/** What a session says of the file whose scenarios are looked at. */
export interface HintWish {
  readonly text: string;
  readonly scenarios: readonly string[];
  readonly bounds: CheckBounds;
  /** Whether scenarios are checked that nobody has asked for. */
  readonly checks: boolean;
}

/** The session that hints are found for. */
export interface HintSession {
  /** Whether nothing else is wanted of the engine. */
  isIdle(): boolean;
  /** Undefined while there is nothing to look at. */
  wish(): HintWish | undefined;
  onHints(hints: readonly Hint[]): void;
}

/** How long a text rests before scenarios are checked that nobody looks at. */
const REST_MS = 800;

/** A scenario of more states is not worth the time: then nothing is said of what the file never uses. */
const STATES_MAX = 50_000;

/**
 * Finds out what no scenario of a file uses. For that each is checked once the text has rested, the one that is shown
 * by the session itself.
 */
export class HintWatch {
  readonly #engine: Engine;
  readonly #session: HintSession;
  /** Of which text the reports are. */
  #text: string | undefined;
  readonly #reports = new Map<string, CheckReport>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run: AbortController | undefined;

  constructor(engine: Engine, session: HintSession) {
    this.#engine = engine;
    this.#session = session;
  }

  /** A scenario of the text was checked to its end, or to a bound. */
  reported(text: string, report: CheckReport): void {
    if (text !== this.#text) this.#begin(text);
    this.#reports.set(report.scenario, report);
    const wish = this.#session.wish();
    if (wish?.text !== text || this.#isTold(wish) || !wish.checks) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#goOn(), REST_MS);
  }

  /** The text is another one, or nobody wants to know any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#run?.abort();
    this.#run = undefined;
  }

  #begin(text: string): void {
    this.stop();
    this.#text = text;
    this.#reports.clear();
  }

  /** Tells the hints if they are known: of all scenarios, or that there are none because one was not seen completely. */
  #isTold({ scenarios }: HintWish): boolean {
    const reports = scenarios.flatMap(scenario => this.#reports.get(scenario) ?? []);
    const isDecided = reports.length === scenarios.length || reports.some(({ counts }) => !counts.complete);
    if (isDecided) this.#session.onHints(commonHints(reports, scenarios.length));
    return isDecided;
  }

  /** Checks the next scenario of which nothing is known. */
  async #goOn(): Promise<void> {
    const wish = this.#session.wish();
    const scenario = wish?.scenarios.find(name => !this.#reports.has(name));
    if (wish === undefined || scenario === undefined || wish.text !== this.#text || !this.#session.isIdle()) return;
    const run = new AbortController();
    this.#run = run;
    const bounds = { ...wish.bounds, statesMax: Math.min(wish.bounds.statesMax, STATES_MAX) };
    const listen = { signal: run.signal, onProgress: () => undefined };
    const answer = await this.#engine.check({ text: wish.text, scenario }, bounds, listen);
    if (run.signal.aborted || !answer.ok) return;
    this.#reports.set(scenario, answer.value);
    if (!this.#isTold(wish)) await this.#goOn();
  }
}
