import assert from 'node:assert/strict';
import type { Prng } from '../../src/base/prng.ts';
import type { Answer } from '../../src/contract/engine.ts';
import type { CheckReport } from '../../src/contract/report.ts';
import { EngineLink } from '../../src/extension/engineLink.ts';
import { spawnNodeThread } from '../../src/extension/threads/node.ts';
import type { Thread } from '../../src/extension/threadLink.ts';
import { createEngineService } from '../../src/worker/engineService.ts';
import type { Stress } from './rounds.ts';
import { saidOf } from './said.ts';
import type { StressSubject, StressSubjects } from './subjects.ts';

/** The longest that is waited before a thread is killed: about as long as it takes to start, and to check something. */
const DELAY_MAX_MS = 250;

/** Kills the engine's thread at random moments, once or twice, while it is asked for something. */
export function killStress(subjects: StressSubjects, script: URL): Stress {
  let [answered, refused, killed] = [0, 0, 0];
  return {
    name: 'kill',
    what: "the engine's thread is killed at random moments",
    round: async prng => {
      const subject = subjects.pick(prng);
      const expected = await expectedOf(subject);
      const threads = new Threads(script);
      const link = new EngineLink(
        () => threads.spawn(),
        () => threads.noteEnd(),
      );
      try {
        const kills = 1 + prng.below(2);
        const killing = killOften(threads, kills, prng);
        const answer = await check(link, subject);
        if (answer.ok) {
          answered += 1;
          assert.deepEqual(saidOf(answer.value), expected, `${subject.title}, while its thread was killed`);
        } else {
          refused += 1;
          assert.equal(answer.refusal.code, 'failed');
          assert.match(answer.refusal.message, /^The engine stopped/);
          assert.ok(threads.ended > 1, 'one death is not noticed');
        }
        await killing;
        const again = await check(link, subject);
        assert.ok(again.ok, again.ok ? '' : again.refusal.message);
        assert.deepEqual(saidOf(again.value), expected, `${subject.title}, asked again`);
        killed += threads.ended;
      } finally {
        link.dispose();
      }
    },
    did: () => `${killed} threads killed, ${answered} checks answered all the same, ${refused} refused`,
    lacks: () => (killed === 0 || answered === 0 ? 'no thread was ever killed in time.' : undefined),
  };
}

/** The threads of one link, and how to kill the latest. */
class Threads {
  ended = 0;
  readonly #script: URL;
  #latest: Thread | undefined;

  constructor(script: URL) {
    this.#script = script;
  }

  spawn(): Thread {
    this.#latest = spawnNodeThread(this.#script);
    return this.#latest;
  }

  noteEnd(): void {
    this.ended += 1;
  }

  kill(): void {
    this.#latest?.terminate();
  }
}

async function killOften(threads: Threads, kills: number, prng: Prng): Promise<void> {
  for (let i = 0; i < kills; i += 1) {
    await new Promise(done => setTimeout(done, prng.below(DELAY_MAX_MS)));
    threads.kill();
  }
}

async function expectedOf({ text, scenario, bounds }: StressSubject): Promise<unknown> {
  const nowMs = (): number => performance.now();
  const engine = createEngineService({ cores: 1, nowMs, pause: () => new Promise(done => setImmediate(done)) });
  const answer = await engine.check(1, { text, scenario }, bounds);
  assert.ok(answer.ok, answer.ok ? '' : answer.refusal.message);
  return saidOf(answer.value);
}

function check(link: EngineLink, { text, scenario, bounds }: StressSubject): Promise<Answer<CheckReport>> {
  const never = new AbortController().signal;
  return link.check({ text, scenario }, bounds, { signal: never, onProgress: () => undefined });
}
