import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hoverSubject } from '../../../src/language/editor/hoverSubject.ts';
import type { HoverSubject } from '../../../src/language/editor/hoverSubject.ts';
import { withCaret } from './carets.ts';

const FILE = `protocol P
message Ask
message Answer
role Server {
  durable var asked: int = 0
  on Ask { asked += 1  reply Answer }
}
role Client {
  timer patience
  on start { send Ask to Server  start patience }
  on patience {}
  on Answer {}
}
system {
  Server: 1
  Client: 1
  network { loss: any  order: fifo }
}
scenario "much goes wrong" {
  network { duplicates: 1 of Answer  loss: 1 of Ask, 2  unmatched: keep }
  faults { crash: 1 of Server midway  recover  corrupt: 1 of Server.asked  byzantine: 1 of Client }
}
scenario "liars" {
  faults { byzantine: 1 }
}
`;

function subjectAt(before: string): HoverSubject | undefined {
  const at = FILE.indexOf(before);
  assert.ok(at >= 0, before);
  const { document, offset } = withCaret(`${FILE.slice(0, at)}§${FILE.slice(at)}`);
  return hoverSubject(document, offset);
}

function variantsAt(before: string): unknown {
  const subject = subjectAt(before);
  return subject?.kind === 'failure' ? subject.variants : undefined;
}

describe('what a hover is about', () => {
  it('is the variant of a failure word, in the scenario that it stands in', () => {
    const loss = subjectAt('loss: any');
    assert.ok(loss?.kind === 'failure');
    assert.deepEqual([loss.variants, loss.scenario], [['loss'], undefined]);
    assert.equal(loss.anchor, 'loss--message-loss-omission-failure');
    const crash = subjectAt('crash: 1');
    assert.ok(crash?.kind === 'failure');
    assert.deepEqual([crash.variants, crash.scenario], [['crashMidway'], 'much goes wrong']);
    assert.deepEqual(variantsAt('recover'), ['crashRecover']);
    assert.deepEqual(variantsAt('corrupt:'), ['corruptState']);
    assert.deepEqual(variantsAt('order:'), ['reorder']);
  });

  it('is that of the messages that it strikes, where it strikes no others', () => {
    assert.deepEqual(variantsAt('duplicates: 1'), ['duplicates:Answer']);
    assert.deepEqual(variantsAt('loss: 1 of Ask, 2'), ['loss']);
  });

  it('is that of each role that may lie', () => {
    assert.deepEqual(variantsAt('byzantine: 1 of'), ['byzantine:Client']);
    assert.deepEqual(variantsAt('byzantine: 1 }'), ['byzantine:Server', 'byzantine:Client']);
  });

  it('is everything that the scenario declares for a word that is no failure of its own', () => {
    assert.deepEqual(variantsAt('unmatched'), []);
  });

  it('is a message at its name and at the word before it', () => {
    for (const before of ['send Ask', 'Ask to Server', 'Ask {', 'Ask\nmessage', 'Ask, 2']) {
      const subject = subjectAt(before);
      assert.ok(subject?.kind === 'message', before);
      assert.equal(subject.name, 'Ask');
    }
    const reply = subjectAt('reply Answer');
    assert.ok(reply?.kind === 'message');
    assert.equal(reply.name, 'Answer');
    assert.equal(FILE.slice(reply.at.start, reply.at.end), 'reply');
  });

  it('is a timer and its role', () => {
    for (const before of ['start patience', 'patience {}', 'patience\n']) {
      const subject = subjectAt(before);
      assert.ok(subject?.kind === 'timer', before);
      assert.deepEqual([subject.role, subject.name], ['Client', 'patience']);
    }
  });

  it('is nothing elsewhere, and in a text that does not parse', () => {
    for (const before of ['start {', 'asked += 1', 'role Client', 'protocol'])
      assert.equal(subjectAt(before), undefined);
    const { document, offset } = withCaret('protocol P\nmessage §Ask\nrole {');
    assert.equal(hoverSubject(document, offset), undefined);
  });
});
