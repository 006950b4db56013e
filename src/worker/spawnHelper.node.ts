import { Worker } from 'node:worker_threads';
import type { Helper, SpawnHelper } from '../engine/parallel/messages.ts';

/** How long a thread that nobody uses is kept. In one that was used before, the code is compiled and starts at once. */
const IDLE_MS = 60_000;
/** Threads of one script that are kept. */
const IDLE_MAX = 8;

interface Thread {
  readonly worker: Worker;
  isAlive: boolean;
  ending: NodeJS.Timeout | undefined;
}

/** By script: threads that were given back. */
const idle = new Map<string, Thread[]>();

/** Starts threads of Node that help a search; `script` runs `HelperThread`. */
export function helperSpawner(script: URL): SpawnHelper {
  let threads = idle.get(script.href);
  if (threads === undefined) idle.set(script.href, (threads = []));
  const kept = threads;
  return () => helperIn(taken(kept) ?? started(script), kept);
}

function taken(kept: Thread[]): Thread | undefined {
  for (let thread = kept.pop(); thread !== undefined; thread = kept.pop()) {
    clearTimeout(thread.ending);
    if (thread.isAlive) return thread;
  }
  return undefined;
}

function started(script: URL): Thread {
  const worker = new Worker(script);
  // A helper must not keep its process alive.
  worker.unref();
  const thread: Thread = { worker, isAlive: true, ending: undefined };
  const died = (): void => void (thread.isAlive = false);
  worker.once('error', died);
  worker.once('exit', died);
  return thread;
}

function helperIn(thread: Thread, kept: Thread[]): Helper {
  const { worker } = thread;
  // Once it is given back it may be another's.
  let isOurs = true;
  const end = (): void => {
    thread.isAlive = false;
    void worker.terminate();
  };
  return {
    post: message => worker.postMessage(message),
    get isAlive() {
      return isOurs && thread.isAlive;
    },
    end: () => {
      if (isOurs) end();
      isOurs = false;
    },
    release: () => {
      if (!isOurs) return;
      isOurs = false;
      if (!thread.isAlive || kept.length >= IDLE_MAX) {
        end();
        return;
      }
      thread.ending = setTimeout(() => {
        kept.splice(kept.indexOf(thread), 1);
        end();
      }, IDLE_MS);
      thread.ending.unref();
      kept.push(thread);
    },
  };
}
