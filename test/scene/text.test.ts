import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { estimateWidth, shorterCalls } from '../../src/scene/text.ts';

describe('a message without room', () => {
  it('loses letters of its name before it loses its argument', () => {
    assert.deepEqual([...shorterCalls('RequestVote(1)')].slice(0, 3), ['RequestV…(1)', 'Reque…(1)', 'Req…(1)']);
  });

  it('without arguments keeps a beginning of its name', () => {
    assert.deepEqual([...shorterCalls('Heartbeat')], ['Heart…', 'Hea…']);
    assert.deepEqual([...shorterCalls('Ack')], []);
  });

  it('gets shorter with every form, never longer than it was', () => {
    for (const text of ['Put(Version(1, 1))', 'A({1, 2, 3, 4, 5})', 'Prepared(true)', 'Vote', 'X(1)']) {
      const widths = [text, ...shorterCalls(text)].map(form => estimateWidth(form, 11, 'code'));
      for (const width of widths.slice(1)) assert.ok(width < (widths[0] ?? 0), text);
    }
  });
});
