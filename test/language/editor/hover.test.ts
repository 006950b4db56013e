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

  it('shows what a parameter is one of', () => {
    for (const marked of ['leadsto L(§r in R): r.x ~> true', 'leadsto L(r: R): true ~> §r.x']) {
      const { document, offset } = withCaret(`protocol P\nrole R { var x: bool = true }\nsystem { R: 1 }\n${marked}`);
      assert.equal(hover(document, offset)?.markdown, '```lightcone\nr: R\n```\n\nParameter of `L`');
    }
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

  it('explains what is promised of runs, and how fair they are', () => {
    const shown = (marked: string): string => {
      const { document, offset } = withCaret(`protocol P\nrole R { var x: int = 0  ${marked}`);
      return hover(document, offset)?.markdown ?? '';
    };
    const property = (marked: string): string => shown(`}\n${marked}`);
    const fair = /It is fair: a delivery, a timer or an action that stays possible happens some time/;
    for (const [marked, means] of [
      ['§eventually P: true', /True in some state of every fair run; the first state counts/],
      ['§always eventually P: true', /again and again in every fair run/],
      ['eventually §always P: true', /from some state on for ever/],
      ['§leadsto P: true ~> true', /whenever the left side is true.*in the same state or in a later one/],
    ] as const) {
      assert.match(property(marked), means);
      assert.match(property(marked), fair);
    }
    assert.match(property('§decides P: true'), /every fair run decides and no run decides two values.*bivalent/);
    assert.match(property('§linearizable h'), /at one moment between its beginning and its answer.*or not at all/);
    assert.match(property('§sequential h'), /only those of each client stay as it began them: weaker/);
    assert.match(property('§history h: Lock'), /begin with `invoke` and end with `respond`/);
    assert.match(shown('§fair action a { } }'), /again and again in every run in which it is possible again and again/);
    assert.match(shown('§unfair action a { } }'), /Nothing obliges the action/);
    assert.match(shown('on start { §invoke h.read } }'), /stays open for ever/);
    assert.match(shown('on start { §respond h with 1 } }'), /It is an error of the protocol where none is open/);
  });

  it('explains data types, and what their operations are asked and answer', () => {
    const shown = (marked: string): string => {
      const { document, offset } = withCaret(
        `protocol P\nenum Mode { idle, busy }\n/// The flag.\nhistory flag: CompareAndSwap of Mode = idle\n${marked}`,
      );
      return hover(document, offset)?.markdown ?? '';
    };
    const body = (marked: string): string => shown(`role R { on start { ${marked} } }`);
    assert.equal(
      body('invoke flag.§cas(idle, busy)'),
      '```lightcone\ninvoke flag.cas(Mode, Mode)\nrespond flag with bool\n```\n\nWrites the second value where the first one is held, and answers whether it was.',
    );
    assert.match(body('invoke flag.§write(busy)'), /invoke flag\.write\(Mode\)\nrespond flag\n/);
    assert.match(
      body('invoke §flag.read'),
      /^```lightcone\nhistory flag: CompareAndSwap of Mode = idle\n```\n\nThe flag\./,
    );
    assert.equal(
      shown('history h: §Queue of int'),
      'Values in a row, none at first.\n\n- `enqueue(int)` – Puts a value at the end.\n- `dequeue: int?` – Takes the value at the front away and answers it, or `none` where there is none.',
    );
    assert.equal(shown('history h: §Stack of int'), '');
    assert.equal(body('invoke flag.§swap(busy)'), '');
  });

  it('says nothing in comments', () => {
    assert.equal(hovered('a server is'), '');
  });
});
