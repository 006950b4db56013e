import type { ComparedChoice, ComparedExecutions, ComparedRequest } from '../../contract/comparison.ts';
import type { Answer, Subject } from '../../contract/engine.ts';
import type { Engine } from '../engineLink.ts';
import type { SessionState } from './sessionState.ts';
import { NOTHING_TO_SHOW } from './requests.ts';

/** A session, of which is asked what it shows now. */
export interface ComparisonWish {
  readonly subject: Subject | undefined;
  readonly state: SessionState;
}

/** Asks for executions of a session to be looked at side by side. */
export class ComparisonDesk {
  readonly #engine: Engine;
  readonly #session: ComparisonWish;
  #run: AbortController | undefined;

  constructor(engine: Engine, session: ComparisonWish) {
    this.#engine = engine;
    this.#session = session;
  }

  /** Two executions; those asked for before are given up. */
  async compare(left: ComparedChoice, right: ComparedChoice): Promise<Answer<ComparedExecutions>> {
    this.stop();
    const { subject, state } = this.#session;
    if (subject === undefined) return NOTHING_TO_SHOW;
    const run = new AbortController();
    this.#run = run;
    const request = { left: comparedRequest(left, state), right: comparedRequest(right, state) };
    const answer = await this.#engine.compare(subject, request, run.signal);
    if (this.#run === run) this.#run = undefined;
    return answer;
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }
}

/** What is shown is asked for as what it is: how it was found may say more of it than its steps. */
function comparedRequest(chosen: ComparedChoice, { choice, execution }: SessionState): ComparedRequest {
  if (chosen.kind !== 'shown') return chosen;
  const origin = execution?.origin;
  if (choice.kind !== 'default' || execution === undefined || origin === undefined) return choice;
  switch (origin.kind) {
    case 'counterexample':
    case 'witness':
      return { kind: 'property', property: origin.property };
    case 'representative':
      return { kind: 'representative' };
    case 'random':
    case 'timed':
    case 'sampled':
    case 'shortened':
    case 'chosen':
      return { kind: 'schedule', schedule: execution.schedule };
  }
}
