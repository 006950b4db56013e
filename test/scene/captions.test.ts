import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ArrowView, ExecutionView } from '../../src/contract/execution.ts';
import { CAPTIONS, captionsAt, captionSentence, captionsOf } from '../../src/scene/captions.ts';
import { executionText } from '../../src/scene/executionText.ts';
import type { CaptionLabel } from '../../src/scene/grid.ts';
import { renderedAnchors } from './renderedAnchors.ts';
import { shippedExamples, systemOf } from '../support/protocols.ts';
import { assertWidePicture } from './assertPicture.ts';
import { exampleSystem, pinnedView, randomExecution, violationView, viewOf } from './examples.ts';
import { views } from './views.ts';

const said = (view: ExecutionView): readonly string[] =>
  captionsOf(view).map(caption => `${caption.step}. ${captionSentence(caption)}`);

const labels = (view: ExecutionView): readonly CaptionLabel[] =>
  captionsOf(view).flatMap(caption =>
    caption.event === undefined
      ? []
      : [{ event: caption.event, text: CAPTIONS[caption.kind].name, title: captionSentence(caption) }],
  );

const request = exampleSystem('indeterminate-request', undefined);

describe('captions', () => {
  it('name a request whose sender cannot know what became of it, and say what only the reader sees', () => {
    const lost = pinnedView(request, ['lose Request from Client to Server', 'fire patience at Client']);
    const unknown =
      'Indeterminate request: When patience fires, Client cannot know whether Server has received Request.';
    assert.deepEqual(said(lost), [`2. ${unknown} It was lost.`]);
    const replyLost = pinnedView(request, [
      'deliver Request from Client to Server',
      'lose Reply from Server to Client',
      'fire patience at Client',
    ]);
    assert.deepEqual(said(replyLost), [`3. ${unknown} It has, and Reply was lost.`]);
    const slow = pinnedView(request, [
      'deliver Request from Client to Server',
      'fire patience at Client',
      'deliver Reply from Server to Client',
    ]);
    assert.deepEqual(said(slow), [
      `2. ${unknown} It has, and Reply is still on its way.`,
      '3. Late reply: Reply answers what was asked in step 0; patience had fired in step 2.',
    ]);
    const answered = pinnedView(request, [
      'deliver Request from Client to Server',
      'deliver Reply from Server to Client',
      'fire patience at Client',
    ]);
    assert.deepEqual(said(answered), []);
    assertWidePicture(220, 'captions-late-reply', slow, { captions: labels(slow) });
  });

  it('name a request that is sent again without an answer', () => {
    const view = violationView(exampleSystem('payment', 'the reply is only slow'));
    assert.ok(
      said(view).some(text =>
        /Retransmission: Client sends Charge\(1\) to Bank again: it has had no answer since step 0\.$/.test(text),
      ),
      said(view).join('\n'),
    );
    assertWidePicture(220, 'captions-retransmission', view, { captions: labels(view) });
    assert.match(executionText(view, { captions: true }), /\n {3}Retransmission: /);
    assert.doesNotMatch(executionText(view), /Retransmission/);
  });

  it('name a copy that is handled too', () => {
    const view = violationView(exampleSystem('payment', 'a message arrives twice'));
    assert.ok(
      said(view).some(text => /Handled twice: Bank handles Charge\(1\), a copy of a message/.test(text)),
      said(view).join('\n'),
    );
  });

  it('name two leaders on two sides of a partition', () => {
    const view = violationView(exampleSystem('split-brain', 'every server for itself, the network splits'));
    assert.ok(
      said(view).includes(
        '8. Split brain: Server 1 and Server 2 both say that they lead (leading), and a partition keeps them apart.',
      ),
      said(view).join('\n'),
    );
    const elected = exampleSystem('split-brain', 'a majority elects, the network splits');
    for (let seed = 0; seed < 20; seed += 1) {
      const run = viewOf(elected.instance, randomExecution(elected, seed, 60), undefined);
      assert.ok(captionsOf(run).every(({ kind }) => kind !== 'splitBrain'));
    }
  });

  it('name reads of what was overwritten, and writes of which neither came first', () => {
    const stale = violationView(exampleSystem('cap', 'a partition, the west gives up: available'));
    assert.ok(
      said(stale).some(text => /Stale read: East reads 0, though write\(1\) had ended in step 6, before/.test(text)),
      said(stale).join('\n'),
    );
    const start = pinnedView(request, []);
    const write = { history: 'register', result: undefined, to: undefined };
    const both: ExecutionView = {
      ...start,
      operations: [
        { ...write, label: 'write(1)', lane: 0, from: 0 },
        { ...write, label: 'write(2)', lane: 1, from: 1 },
      ],
    };
    assert.match(said(both).join('\n'), /Concurrent writes: write\(2\) and write\(1\) of Client are concurrent/);
    const same = both.operations?.map(operation => ({ ...operation, lane: 0 })) ?? [];
    assert.deepEqual(said({ ...both, operations: same }), [], 'of one client');
    const queue = both.operations?.map(operation => ({ ...operation, label: 'enqueue(1)' })) ?? [];
    assert.deepEqual(said({ ...both, operations: queue }), [], 'of something else');
  });

  it('name a clock that is set back', () => {
    const view: ExecutionView = {
      ...pinnedView(request, []),
      events: [{ ...pinnedView(request, []).events[0]!, kind: 'jump', moves: 'behind' }],
      arrows: [],
    };
    assert.deepEqual(said(view), ["0. Clock set back: What Client's clock shows from here on it has shown before."]);
  });

  it('lead to something that is written', () => {
    const anchors = renderedAnchors();
    for (const { anchor } of Object.values(CAPTIONS)) assert.ok(anchors.has(anchor), anchor);
  });

  it('say that messages overtook, or were handled twice, exactly where they were', () => {
    fc.assert(
      fc.property(views, view => {
        assert.deepEqual(eventsWith(view, 'overtaken'), overtakenIn(view));
        assert.deepEqual(eventsWith(view, 'handledTwice'), handledTwiceIn(view));
      }),
    );
  });

  it('are true in random runs of every example', function () {
    let count = 0;
    for (const { text } of shippedExamples()) {
      const system = systemOf(text);
      for (let seed = 0; seed < 3; seed += 1) {
        const view = viewOf(system.instance, randomExecution(system, seed, 30), undefined);
        assert.deepEqual(eventsWith(view, 'overtaken'), overtakenIn(view));
        for (const caption of captionsOf(view)) {
          count += 1;
          assert.ok(captionsAt(view, caption.step).includes(caption));
          if (caption.event !== undefined) assert.equal(view.events[caption.event]?.step, caption.step);
          if (caption.kind === 'indeterminate') assertUnknown(view, caption.event ?? 0);
          if (caption.kind === 'staleRead') assertStale(view, caption.event ?? 0);
        }
      }
    }
    assert.ok(count > 20, String(count));
  });
});

function eventsWith(view: ExecutionView, kind: string): readonly number[] {
  const events = captionsOf(view).flatMap(caption => (caption.kind === kind ? (caption.event ?? []) : []));
  return [...new Set(events)].sort((a, b) => a - b);
}

function overtakenIn({ arrows, events }: ExecutionView): readonly number[] {
  const isOvertaken = (a: ArrowView): boolean =>
    arrows.some(
      b =>
        a.copyOf === undefined &&
        b.copyOf === undefined &&
        a.fromLane === b.fromLane &&
        a.toLane === b.toLane &&
        a.sentStep < b.sentStep &&
        a.to !== undefined &&
        b.to !== undefined &&
        b.to < a.to,
    );
  return [...events.keys()].filter(event => arrows.some(arrow => arrow.to === event && isOvertaken(arrow)));
}

function handledTwiceIn({ arrows, events }: ExecutionView): readonly number[] {
  const root = (arrow: number): number => {
    const of = arrows[arrow]?.copyOf;
    return of === undefined ? arrow : root(of);
  };
  const handled = (arrow: number): number | undefined =>
    arrows[arrow]?.fate === 'delivered' ? arrows[arrow].to : undefined;
  return [...events.keys()].filter(event =>
    arrows.some(
      (_, one) =>
        handled(one) === event &&
        arrows.some((__, other) => other !== one && root(other) === root(one) && (handled(other) ?? Infinity) < event),
    ),
  );
}

/** What an event may know of, by following messages back, without any clocks. */
function pastOf({ events, arrows }: ExecutionView, event: number): ReadonlySet<number> {
  const past = new Set<number>();
  const waiting = [event];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (past.has(at)) continue;
    past.add(at);
    const own = at;
    const before = events.findLastIndex(({ lane }, index) => index < own && lane === events[own]?.lane);
    if (before >= 0) waiting.push(before);
    for (const { from, to } of arrows) if (to === own) waiting.push(from);
  }
  return past;
}

/** Some request of the node has no answer at an event, and nothing the node has heard of shows that it arrived. */
function assertUnknown(view: ExecutionView, event: number): void {
  const past = pastOf(view, event);
  const { lane, kind } = view.events[event]!;
  assert.equal(kind, 'timer');
  const isOpen = view.arrows.some(
    ({ asks, fromLane, toLane, from, to }) =>
      asks !== undefined &&
      fromLane === lane &&
      past.has(from) &&
      (to === undefined || !past.has(to)) &&
      !view.arrows.some(
        reply =>
          reply.fromLane === toLane &&
          reply.toLane === lane &&
          reply.to !== undefined &&
          reply.to > from &&
          past.has(reply.to) &&
          asks.includes(reply.label.replace(/\(.*/, '')),
      ),
  );
  assert.ok(isOpen);
}

/** A write of something else ended before the read began, and whoever wrote what is read had ended before that. */
function assertStale(view: ExecutionView, event: number): void {
  const reads = (view.operations ?? []).filter(({ label, to }) => label.startsWith('read') && to === event);
  const isStale = reads.some(({ from, result, history }) => {
    const writes = (view.operations ?? []).filter(each => each.history === history && each.label.startsWith('write'));
    const last = writes.filter(({ to }) => to !== undefined && to < from);
    return last.some(
      newer =>
        newer.label !== `write(${result ?? ''})` &&
        writes.every(({ label, to }) => label !== `write(${result ?? ''})` || (to !== undefined && to < newer.from)),
    );
  });
  assert.ok(isStale);
}
