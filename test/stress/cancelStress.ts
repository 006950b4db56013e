import assert from 'node:assert/strict';
import { present } from '../../src/base/assert.ts';
import type { Prng } from '../../src/base/prng.ts';
import type { Answer, CheckBounds, EngineApi } from '../../src/contract/engine.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import { createSearch } from '../../src/engine/search.ts';
import { createEngineService } from '../../src/worker/engineService.ts';
import { SLICE_MS, type EngineSurroundings } from '../../src/worker/slices.ts';
import { assertCutShort } from './cutShort.ts';
import { saidOf } from './said.ts';
import type { Stress } from './rounds.ts';
import type { StressSubject, StressSubjects } from './subjects.ts';

/** A thread whose every moment is a slice, and can be counted. */
class Moments implements EngineSurroundings {
  readonly cores = 1;
  onPause: (pause: number) => void = () => undefined;
  #nowMs = 0;
  #pauses = 0;

  nowMs(): number {
    this.#nowMs += SLICE_MS;
    return this.#nowMs;
  }

  async pause(): Promise<void> {
    this.#pauses += 1;
    this.onPause(this.#pauses);
    await new Promise(done => setImmediate(done));
  }
}

/** Cancels checks, alone and side by side, and asks the same engine for the same once more. */
export function cancelStress(subjects: StressSubjects): Stress {
  const expected = new Map<StressSubject, unknown>();
  let [cancelled, answered, stopped] = [0, 0, 0];

  const expectedOf = async (subject: StressSubject): Promise<unknown> => {
    const known = expected.get(subject);
    if (known !== undefined) return known;
    const said = reportOf(await check(createEngineService(new Moments()), 1, subject));
    if (!subject.title.startsWith('random')) expected.set(subject, said);
    return said;
  };

  const cancelChecks = async (prng: Prng): Promise<void> => {
    const around = new Moments();
    const engine = createEngineService(around);
    const chosen = Array.from({ length: 1 + prng.below(3) }, () => subjects.pick(prng));
    const moments = chosen.map(subject => momentIn(subject, prng));
    around.onPause = pause => {
      moments.forEach((moment, i) => {
        if (moment === pause) engine.cancel(i);
      });
    };
    const checks = chosen.map((subject, i) => check(engine, i, subject));
    moments.forEach((moment, i) => {
      if (moment === 0) engine.cancel(i);
    });
    const answers = await Promise.all(checks);
    around.onPause = () => undefined;
    for (const [i, answer] of answers.entries()) {
      const subject = present(chosen[i], 'what was checked');
      if (answer.ok) {
        answered += 1;
        assert.deepEqual(saidOf(answer.value), await expectedOf(subject), `${subject.title}, in spite of cancelling`);
      } else {
        assert.equal(answer.refusal.code, 'cancelled');
        cancelled += 1;
      }
      const fresh = await check(engine, 100 + i, subject);
      assert.deepEqual(reportOf(fresh), await expectedOf(subject), `${subject.title}, asked again`);
    }
  };

  return {
    name: 'cancel',
    what: 'checks are cancelled at random moments',
    round: async prng => {
      if (prng.below(4) > 0) await cancelChecks(prng);
      else if (cancelSearch(subjects.pick(prng), prng)) stopped += 1;
    },
    did: () => `${cancelled} checks and ${stopped} searches cancelled, ${answered} checks answered before`,
    lacks: () => {
      if (cancelled === 0 || stopped === 0) return 'nothing was ever cancelled.';
      return answered === 0 ? 'nothing ever ended before it was cancelled.' : undefined;
    },
  };
}

/** Cancels a search between two slices; answers whether it was in time. */
function cancelSearch(subject: StressSubject, prng: Prng): boolean {
  const { instance, bounds, whole } = subject;
  const search = createSearch(instance, { bounds });
  let left = momentIn(subject, prng);
  while (left > 0 && !search.run(() => true)) left -= 1;
  const wasFinished = search.finished;
  search.cancel();
  if (wasFinished) {
    assert.deepEqual(search.result(), whole.result(), 'what has ended cannot be cancelled');
    return false;
  }
  assert.deepEqual(search.result().limit, { kind: 'cancelled', value: search.result().distinctStates });
  assertCutShort(search, whole, prng);
  return true;
}

/** A pause in a check, 0 for its very beginning; sometimes one that never comes. */
function momentIn({ whole }: StressSubject, prng: Prng): number {
  const { generatedStates, distinctStates } = whole.progress();
  return prng.below(2 + Math.ceil((1.2 * (generatedStates + 4 * distinctStates)) / 512));
}

function check(engine: EngineApi, id: number, subject: StressSubject): Promise<Answer<CheckReport>> {
  const bounds: CheckBounds = subject.bounds;
  return engine.check(id, { text: subject.text, scenario: subject.scenario }, bounds);
}

function reportOf(answer: Answer<CheckReport>): unknown {
  assert.ok(answer.ok, answer.ok ? '' : answer.refusal.message);
  return saidOf(answer.value);
}
