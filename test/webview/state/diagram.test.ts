import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isConsistent } from '../../../src/scene/cuts.ts';
import type { PanelInput, Reaction } from '../../../webview/view/panel/inputs.ts';
import { reduce } from '../../../webview/view/panel/reduce.ts';
import { INITIAL_UI, type PanelUi } from '../../../webview/view/panel/state.ts';
import type { DiagramInput } from '../../../webview/view/spaceTime/inputs.ts';
import { panelKey } from '../../../webview/view/selection.ts';
import { diagramKey } from '../../../webview/view/spaceTime/keys.ts';
import { readingTime } from '../../../webview/view/spaceTime/playing.ts';
import { matchesIn, matchFrom } from '../../../webview/view/spaceTime/search.ts';
import { arrangementOf, shownLanes } from '../../../webview/view/spaceTime/state.ts';
import { localWork } from '../fixtures/localWork.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

const execution = twoPhaseCommit();

function opened(overrides: Parameters<typeof twoPhaseCommitModel>[0] = {}): PanelUi {
  const message = { kind: 'model', seq: 1, model: twoPhaseCommitModel(overrides), restored: undefined } as const;
  return reduce(INITIAL_UI, { kind: 'host', message }).ui;
}

function after(ui: PanelUi, ...inputs: readonly DiagramInput[]): Reaction<PanelUi> {
  return inputs.reduce<Reaction<PanelUi>>(
    (reaction, input) => {
      const next = reduce(reaction.ui, { kind: 'diagram', input });
      return { ui: next.ui, posts: [...reaction.posts, ...next.posts] };
    },
    { ui, posts: [] },
  );
}

function pressed(ui: PanelUi, key: string): PanelInput | undefined {
  return diagramKey(ui, { key, shiftKey: false });
}

describe('captions', () => {
  it('are switched by a key or by the host, and kept', () => {
    const ui = opened();
    assert.deepEqual(pressed(ui, 'k'), { kind: 'diagram', input: { kind: 'captions', shown: true } });
    const shown = after(ui, { kind: 'captions', shown: true }).ui;
    assert.equal(shown.diagram.kept.captions, true);
    assert.deepEqual(pressed(shown, 'k'), { kind: 'diagram', input: { kind: 'captions', shown: false } });
    const message = { kind: 'command', seq: 2, command: 'showCaptions' } as const;
    const told = reduce({ ...ui, view: 'counts' }, { kind: 'host', message }).ui;
    assert.equal(told.diagram.kept.captions, true);
    assert.equal(told.view, 'spaceTime');
    assert.deepEqual(reduce(ui, { kind: 'readAbout', anchor: 'network-loss' }).posts, [
      { kind: 'readAbout', anchor: 'network-loss' },
    ]);
  });
});

describe('searching', () => {
  it('finds steps by message, node, variable and value, all words at once', () => {
    const texts = (query: string): readonly string[] =>
      matchesIn(execution, query).map(step => execution.steps[step]!.sentence);
    assert.deepEqual(texts(''), []);
    assert.ok(texts('prepare').length >= 3);
    assert.ok(texts('outcome = aborted').every(sentence => /giveUp/.test(sentence)));
    assert.equal(texts('outcome = aborted').length, 1);
    assert.ok(texts('vote participant').length > 0);
    assert.deepEqual(texts('vote nobody'), []);
  });

  it('goes round from the last match to the first', () => {
    assert.equal(matchFrom([2, 5, 9], 5, 1), 9);
    assert.equal(matchFrom([2, 5, 9], 9, 1), 2);
    assert.equal(matchFrom([2, 5, 9], 2, -1), 9);
    assert.equal(matchFrom([], 2, 1), undefined);
  });
});

describe('lanes', () => {
  const names = ({ diagram }: PanelUi): readonly string[] =>
    shownLanes(execution, diagram.kept).map(lane => execution.lanes[lane]!.name);

  it('are hidden, but never the last one', () => {
    const hide = (lane: number) => ({ kind: 'showLane', lane, shown: false }) as const;
    const { ui } = after(opened(), hide(1), hide(0), hide(3), hide(2));
    assert.deepEqual(names(ui), ['participant 2']);
    assert.equal(names(after(ui, { kind: 'showAllLanes' }).ui).length, 4);
  });

  it('are moved among those that are shown', () => {
    const { ui } = after(opened(), { kind: 'showLane', lane: 1, shown: false }, { kind: 'moveLane', lane: 3, to: 0 });
    assert.deepEqual(names(ui), ['participant 3', 'coordinator', 'participant 2']);
    const all = after(ui, { kind: 'showAllLanes' }, { kind: 'orderLanes', by: 'file' }).ui;
    assert.deepEqual(
      names(all),
      execution.lanes.map(({ name }) => name),
    );
  });
});

describe('runs of local events', () => {
  it('are remembered as expanded as long as the execution begins in the same way', () => {
    const run = localWork();
    const ui = opened({ execution: run, cursor: 0 });
    const [first] = arrangementOf(run, ui.diagram.kept).runs.map(([event]) => event!);
    const expanded = after(ui, { kind: 'toggleRun', run: first! }).ui;
    assert.equal(arrangementOf(run, expanded.diagram.kept).runs.length, 0);
    const other = { ...run, schedule: [9, 9, 9], scenario: 'another' };
    const patch = { kind: 'patch', seq: 2, patch: { execution: other } } as const;
    const replaced = reduce(expanded, { kind: 'host', message: patch }).ui;
    assert.deepEqual(replaced.diagram.kept.expanded, []);
  });
});

describe('the cut', () => {
  it('carries other lanes along, or says why it is inconsistent', () => {
    const start = after(opened({ cursor: 0 }), { kind: 'cut', shown: true }).ui;
    const carried = after(start, { kind: 'cutLane', lane: 0, count: 3 }).ui;
    assert.equal(carried.diagram.cut?.[0], 3);
    assert.ok(isConsistent(execution, carried.diagram.cut));
    const alone = after(start, { kind: 'cutCarries', carries: false }, { kind: 'cutLane', lane: 0, count: 2 }).ui;
    assert.ok(!isConsistent(execution, alone.diagram.cut!));
    assert.match(alone.spoken, /inconsistent\. Vote\(true\).* is received before the cut and sent after it/);
    const snapped = after(alone, { kind: 'snapCut' }).ui;
    assert.ok(isConsistent(execution, snapped.diagram.cut!));
  });

  it('moves as a whole from step to step, within the execution', () => {
    const { ui } = after(opened({ cursor: 3 }), { kind: 'cut', shown: true }, { kind: 'moveCut', by: 1 });
    assert.deepEqual(ui.diagram.cut, after(opened({ cursor: 4 }), { kind: 'cut', shown: true }).ui.diagram.cut);
    const total = (cut: readonly number[] = []): number => cut.reduce((sum, count) => sum + count, 0);
    assert.equal(total(after(ui, { kind: 'moveCut', by: Infinity }).ui.diagram.cut), execution.events.length);
    assert.equal(total(after(ui, { kind: 'moveCut', by: -Infinity }).ui.diagram.cut), 0);
  });
});

describe('sliding a step', () => {
  it('asks the host for the steps in that order', () => {
    const { posts } = after(opened({ cursor: 1 }), { kind: 'slide', direction: 1 });
    assert.deepEqual(posts, [
      { kind: 'reorder', order: [0, 2, 1, ...execution.steps.map((_, step) => step).slice(3)], cursor: 2 },
    ]);
  });

  it('says why it cannot be', () => {
    const { ui, posts } = after(opened({ cursor: 0 }), { kind: 'slide', direction: 1 });
    assert.deepEqual(posts, []);
    assert.match(ui.diagram.remark, /start stays/);
    assert.equal(after(ui, { kind: 'search', query: 'x' }).ui.diagram.remark, '');
  });
});

describe('playing', () => {
  it('goes on step by step, and stops at the end', () => {
    const last = execution.steps.length - 1;
    const begun = after(opened({ cursor: last - 2 }), { kind: 'play', playing: true }).ui;
    const next = after(begun, { kind: 'playOn' }).ui;
    assert.equal(next.model?.cursor, last - 1);
    assert.ok(next.diagram.playing);
    const ended = after(next, { kind: 'playOn' }).ui;
    assert.equal(ended.model?.cursor, last);
    assert.ok(!ended.diagram.playing);
    assert.equal(after(ended, { kind: 'play', playing: true }).ui.model?.cursor, 0);
  });

  it('does nothing once it is paused', () => {
    const paused = after(opened({ cursor: 3 }), { kind: 'play', playing: true }, { kind: 'play', playing: false }).ui;
    assert.equal(after(paused, { kind: 'playOn' }).ui.model?.cursor, 3);
  });

  it('shows a step as long as its sentence takes to be read', () => {
    const long = { ...execution, steps: [{ ...execution.steps[0]!, sentence: 'x'.repeat(60) }] };
    assert.ok(readingTime(long, 0) > readingTime(execution, 99));
    assert.ok(readingTime({ ...long, steps: [{ ...long.steps[0]!, sentence: 'x'.repeat(9999) }] }, 0) <= 4000);
  });
});

describe('the keys of the diagram', () => {
  it('belong to it alone', () => {
    const ui = opened({ cursor: 1 });
    for (const key of ['d', 'l', 'c', 'o', 'H', ',', '.']) assert.equal(pressed(ui, key)?.kind, 'diagram', key);
    for (const key of ['d', 'c']) assert.equal(pressed({ ...ui, view: 'happensBefore' }, key), undefined);
    assert.equal(pressed(ui, 'n'), undefined);
  });

  it('but for playing, which is of every view', () => {
    const ui = opened({ cursor: 1 });
    const playing = { kind: 'diagram', input: { kind: 'play', playing: true } };
    assert.deepEqual(panelKey({ ...ui, view: 'counts' }, { key: 'p', shiftKey: false }), playing);
  });
});
