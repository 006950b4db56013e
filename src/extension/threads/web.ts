import type { Thread } from '../threadLink.ts';

/**
 * Starts a script in a web worker. A worker may only come from a blob, so its text is read first; what is posted until
 * then waits.
 */
export function spawnWebThread(readScript: () => Promise<Uint8Array<ArrayBuffer>>): Thread {
  const channel = new MessageChannel();
  const inner = channel.port1;
  const ends = new Set<(reason: string) => void>();
  const end = (reason: string): void => {
    for (const listener of ends) listener(reason);
  };
  let worker: Worker | undefined;
  let terminated = false;
  const start = async (): Promise<void> => {
    const url = URL.createObjectURL(new Blob([await readScript()], { type: 'text/javascript' }));
    if (terminated) return;
    const started = new Worker(url);
    worker = started;
    started.onerror = event => end(event.message);
    started.onmessage = event => inner.postMessage(event.data, [...event.ports]);
    // A port holds back what was posted before it has a listener.
    inner.onmessage = event => started.postMessage(event.data, [...event.ports]);
  };
  start().catch((failure: unknown) => end(failure instanceof Error ? failure.message : String(failure)));
  return {
    endpoint: channel.port2,
    onEnd: listener => ends.add(listener),
    terminate: () => {
      terminated = true;
      worker?.terminate();
      inner.close();
    },
  };
}
