import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hover } from '../../../src/language/editor/hover.ts';
import { withCaret } from './carets.ts';

const FILE = `protocol P
/// How busy a server is.
enum Mode { idle, busy }
/// A question.
message Ask(count: int)
role Server {
  /// What it does now.
  durable var mode: Mode = idle
  on Ask(count) from c { if size({ c }) > count { mode = busy } }
}
role Client { on start { send Ask(1) to Server } }
system {
  Server: 1
  Client: 1
  network { loss: any  order: fifo }
  faults { crash: 1 of Server }
}
`;

function hovered(before: string): string {
  const at = FILE.indexOf(before);
  assert.ok(at >= 0);
  const { document, offset } = withCaret(`${FILE.slice(0, at)}§${FILE.slice(at)}`);
  return hover(document, offset)?.markdown ?? '';
}

describe('hover', () => {
  it('shows the declaration and comment of a name', () => {
    assert.equal(
      hovered('mode = busy'),
      '```lightcone\ndurable var mode: Mode = idle\n```\n\nIn `Server`\n\nWhat it does now.',
    );
    assert.equal(hovered('Ask(1)'), '```lightcone\nmessage Ask(count: int)\n```\n\nA question.');
    assert.equal(hovered('busy }'), '```lightcone\nbusy: Mode\n```\n\nValue of `Mode`');
  });

  it('shows the type of a local name', () => {
    assert.equal(hovered('c }) >'), '```lightcone\nc: Client\n```');
  });

  it('explains built-in functions and keywords', () => {
    assert.match(hovered('size('), /size\(collection\): int[\s\S]*How many items/);
    assert.match(hovered('durable var'), /survives a crash/);
    assert.equal(hovered('{ idle'), '');
  });

  it('explains failures at their words and at the words of their values', () => {
    assert.match(hovered('loss:'), /You see:/);
    assert.match(hovered('any  order'), /`loss` in `network`/);
    assert.match(hovered('fifo'), /`order` in `network`/);
    assert.match(hovered('crash:'), /`crash` in `faults`/);
  });

  it('explains the words of settings, the types of time and what reads clocks', () => {
    const shown = (marked: string): string => {
      const { document, offset } = withCaret(marked);
      return hover(document, offset)?.markdown ?? '';
    };
    const setting = (text: string): string => shown(`${FILE}scenario "s" { ${text} }`);
    assert.match(setting('clock { §horizon: 3 }'), /How many ticks/);
    assert.match(setting('clock { horizon: 3  §tick: 10ms }'), /How long a tick is/);
    assert.match(setting('clock { horizon: 3  §skew: 1 }'), /`skew` in `clock`/);
    assert.match(setting('faults { crash: 1 of Server §midway }'), /`midway` in `faults`/);
    assert.match(setting('faults { crash: 1 of §Server midway }'), /role Server/);
    assert.match(setting('faults { cut: 1 §from Client to Server }'), /Only what nodes of this role send/);
    assert.match(setting('network { timing: §eventually synchronous }'), /until some moment/);
    assert.match(shown('protocol P\nrole R { var x: §time = 0 }'), /A reading of a clock/);
    assert.match(shown('protocol P\nmessage M(x: set of §interval)'), /`truetime\(\)` gives/);
    assert.match(shown('protocol P\nrole R { on start { let x = §truetime() } }'), /truetime\(\): interval/);
    assert.match(shown('protocol P\nrole R { }\ninvariant I: all r in R: §honest(r)'), /is not Byzantine/);
  });

  it('says nothing in comments', () => {
    assert.equal(hovered('a server is'), '');
  });
});
