import { wrap } from 'comlink';
import type { Endpoint, Remote } from 'comlink';

/** A running thread as the extension sees it, in Node or in a browser. */
export interface Thread {
  readonly endpoint: Endpoint;
  /** Registers what to do when the thread has ended, for whatever reason; `reason` says why. */
  onEnd(listener: (reason: string) => void): void;
  terminate(): void;
}

export type SpawnThread = () => Thread;

/** The reason calls are rejected with when their thread ended before it answered. */
export class ThreadGone extends Error {
  override readonly name = 'ThreadGone';
}

export interface ThreadLinkOptions<Api> {
  readonly spawn: SpawnThread;
  /** Greets a fresh thread before its first call. */
  readonly greet?: (api: Remote<Api>) => Promise<unknown>;
  /** A cheap call by which a thread that still answers is told from one that hangs. */
  readonly ping?: (api: Remote<Api>) => Promise<unknown>;
  /** How long a ping may stay unanswered before the thread is ended. */
  readonly silenceMaxMs?: number;
  /** The thread ended by itself, with or without calls waiting. */
  readonly onGone?: (reason: string) => void;
}

interface Connection<Api> {
  // Held as long as the thread lives: Comlink closes an endpoint whose proxy is collected, answered or not.
  readonly api: Remote<Api>;
  readonly thread: Thread;
  readonly gone: Promise<never>;
  readonly greeted: Promise<unknown>;
  /** Rejects every waiting call; used when the thread itself will not say that it ended. */
  readonly drop: (reason: string) => void;
}

/**
 * Calls into a thread that may die. A call whose thread dies is made once more, on a fresh thread; if that one dies too,
 * the call is rejected with `ThreadGone`. No call waits for ever. The thread is started by the first call.
 */
export class ThreadLink<Api> {
  readonly #options: ThreadLinkOptions<Api>;
  #connection: Connection<Api> | undefined;
  #disposed = false;
  #waiting = 0;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(options: ThreadLinkOptions<Api>) {
    this.#options = options;
  }

  async call<T>(use: (api: Remote<Api>) => Promise<T>): Promise<T> {
    try {
      return await this.callOnce(use);
    } catch (reason) {
      if (!(reason instanceof ThreadGone) || this.#disposed) throw reason;
      return await this.callOnce(use);
    }
  }

  /** Ends the thread as if it had died: waiting calls are made once more on a fresh one. */
  restart(reason: string): void {
    this.#connection?.drop(reason);
  }

  dispose(): void {
    this.#disposed = true;
    this.#connection?.drop('Lightcone was closed.');
    this.#stopWatching();
  }

  /** A call that is not made again when its thread ends. */
  async callOnce<T>(use: (api: Remote<Api>) => Promise<T>): Promise<T> {
    if (this.#disposed) throw new ThreadGone('Lightcone was closed.');
    this.#connection ??= this.#connect();
    const { api, gone, greeted } = this.#connection;
    this.#waiting += 1;
    this.#startWatching();
    try {
      return await Promise.race([greeted.then(() => use(api)), gone]);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#stopWatching();
    }
  }

  #connect(): Connection<Api> {
    const thread = this.#options.spawn();
    const api = wrap<Api>(thread.endpoint);
    let reject: (reason: ThreadGone) => void = () => undefined;
    const gone = new Promise<never>((_, refuse) => {
      reject = refuse;
    });
    // Nobody may be waiting when the thread ends.
    gone.catch(() => undefined);
    const greeted = this.#options.greet?.(api) ?? Promise.resolve();
    greeted.catch(() => undefined);
    let ended = false;
    const end = (reason: string): void => {
      if (ended) return;
      ended = true;
      if (this.#connection?.thread === thread) this.#connection = undefined;
      reject(new ThreadGone(reason));
      if (!this.#disposed) this.#options.onGone?.(reason);
    };
    thread.onEnd(end);
    const drop = (reason: string): void => {
      thread.terminate();
      end(reason);
    };
    return { api, thread, gone, greeted, drop };
  }

  #startWatching(): void {
    const { ping, silenceMaxMs } = this.#options;
    if (this.#watch !== undefined || ping === undefined || silenceMaxMs === undefined) return;
    let unanswered: Connection<Api> | undefined;
    this.#watch = setInterval(() => {
      const connection = this.#connection;
      if (connection === undefined) return;
      if (unanswered === connection) {
        connection.drop(`The engine did not answer for ${String(Math.round(silenceMaxMs / 1000))} seconds.`);
        return;
      }
      unanswered = connection;
      const answered = (): void => {
        unanswered = undefined;
      };
      ping(connection.api).then(answered, answered);
    }, silenceMaxMs);
  }

  #stopWatching(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }
}
