import { expose } from 'comlink';
import { createEngineService } from './engineService.ts';

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

const service = createEngineService({
  cores: crossOriginIsolated ? navigator.hardwareConcurrency : 1,
  nowMs: () => performance.now(),
  // A message to oneself comes after the messages that have arrived; a timer would wait four milliseconds.
  pause: () =>
    new Promise(done => {
      waiting.push(done);
      turns.port2.postMessage(undefined);
    }),
});

expose(service);
