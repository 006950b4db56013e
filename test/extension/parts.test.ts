import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { HostMessage } from '../../src/contract/webview.ts';
import { inParts } from '../../src/extension/preview/parts.ts';
import { longRun } from '../webview/fixtures/longRun.ts';

const MEGABYTE = 1_000_000;

function patch(notice: string): HostMessage {
  return { kind: 'patch', seq: 3, patch: { notice } };
}

/** What arrives when all parts have. */
function joined(parts: readonly HostMessage[]): unknown {
  const [first] = parts;
  if (parts.length === 1 && first?.kind !== 'part') return first;
  return JSON.parse(parts.map(part => (part.kind === 'part' ? part.text : '')).join(''));
}

describe('a message to a page', () => {
  it('is sent whole where it is small', () => {
    const message = patch('restarted');
    assert.deepEqual(inParts(message), [message]);
  });

  it('of 5,000 steps is sent in parts of less than a megabyte, which make the same message', () => {
    const message: HostMessage = { kind: 'patch', seq: 7, patch: { execution: longRun(5000, 5) } };
    const parts = inParts(message);
    assert.ok(parts.length > 3);
    for (const part of parts) {
      assert.equal(part.seq, 7);
      assert.ok(Buffer.byteLength(JSON.stringify(part)) < MEGABYTE);
    }
    assert.deepEqual(joined(parts), JSON.parse(JSON.stringify(message)));
  });

  it('is less than a megabyte whatever its letters are', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', '"', '\\', '\n', '…', '\u0001', '😀', '\ud800'), letter => {
        const message = patch(letter.repeat(600_000));
        const parts = inParts(message);
        for (const part of parts) assert.ok(Buffer.byteLength(JSON.stringify(part)) < MEGABYTE);
        assert.deepEqual(joined(parts), message);
      }),
      { numRuns: 16 },
    );
  });
});
