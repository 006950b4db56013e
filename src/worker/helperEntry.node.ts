import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { present } from '../base/assert.ts';
import { HelperThread } from '../engine/parallel/helperThread.ts';
import type { HelperMessage } from '../engine/parallel/messages.ts';

const port = present(parentPort ?? undefined, 'the thread that started this one');

function receive(): HelperMessage | undefined {
  const received = receiveMessageOnPort(port) as { readonly message: HelperMessage } | undefined;
  return received?.message;
}

port.on('message', (message: HelperMessage) => {
  // News that were not needed any more are left over from a search that is over.
  if (message.kind === 'start') new HelperThread(message).run(receive);
});
