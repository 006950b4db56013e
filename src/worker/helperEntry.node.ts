import { parentPort } from 'node:worker_threads';
import { present } from '../base/assert.ts';
import { HelperThread } from '../engine/parallel/helperThread.ts';
import type { HelperMessage } from '../engine/parallel/messages.ts';

let thread: HelperThread | undefined;

present(parentPort ?? undefined, 'the thread that started this one').on('message', (message: HelperMessage) => {
  if (message.kind === 'start') thread = new HelperThread(message);
  else present(thread, 'a helper is started before it is asked').run(message);
});
