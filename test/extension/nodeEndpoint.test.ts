import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { expose, proxy, wrap } from 'comlink';
import { nodeEndpoint } from '../../src/contract/threads.ts';

interface Teller {
  tell(listener: (word: string) => void): Promise<void>;
}

describe('a port of Node dressed as one of a browser', () => {
  it('carries calls, and listeners that are called back', async () => {
    const { port1, port2 } = new MessageChannel();
    try {
      expose({ tell: (listener: (word: string) => void) => listener('heard') }, nodeEndpoint(port1));
      const teller = wrap<Teller>(nodeEndpoint(port2));
      const heard = await new Promise<string>((resolve, reject) => {
        teller.tell(proxy(resolve)).catch(reject);
      });
      assert.equal(heard, 'heard');
    } finally {
      port1.close();
      port2.close();
    }
  });
});
