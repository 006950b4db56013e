import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { StateGraphOutline } from '../../../src/contract/stateGraph.ts';
import type { PanelModel, WebviewMessage } from '../../../src/contract/webview.ts';
import type { PanelInput } from '../../../webview/view/panel/inputs.ts';
import { reduce } from '../../../webview/view/panel/reduce.ts';
import { INITIAL_UI, keptState, type PanelUi } from '../../../webview/view/panel/state.ts';
import { graphKey } from '../../../webview/view/stateGraph/keys.ts';
import type { GraphInput } from '../../../webview/view/stateGraph/reduce.ts';
import { currentVertex } from '../../../webview/view/stateGraph/state.ts';
import { graphSummary, violatingWords } from '../../../webview/view/stateGraph/words.ts';
import { twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

/** A panel that inputs come to, and everything it says. */
class Talk {
  ui: PanelUi = INITIAL_UI;
  readonly said: WebviewMessage[] = [];
  #seq = 0;

  send(input: PanelInput): void {
    const { ui, posts } = reduce(this.ui, input);
    this.ui = ui;
    this.said.push(...posts);
  }

  graph(input: GraphInput): void {
    this.send({ kind: 'stateGraph', input });
  }

  show(overrides: Partial<PanelModel> = {}): void {
    const model = twoPhaseCommitModel({ stateGraphOf: 'one', ...overrides });
    this.send({ kind: 'host', message: { kind: 'model', seq: (this.#seq = 1), model, restored: undefined } });
  }

  patch(patch: Partial<PanelModel>): void {
    this.send({ kind: 'host', message: { kind: 'patch', seq: (this.#seq += 1), patch } });
  }

  of<Kind extends WebviewMessage['kind']>(kind: Kind): readonly (WebviewMessage & { kind: Kind })[] {
    return this.said.filter((message): message is WebviewMessage & { kind: Kind } => message.kind === kind);
  }

  /** The graph arrives: a start with two states after it, the second of which leads back. */
  arrive(overrides: Partial<StateGraphOutline> = {}): void {
    const requestId = this.of('stateGraph').at(-1)!.requestId;
    const piece = (
      array: 'x' | 'parents' | 'flags' | 'firstEdges' | 'targets' | 'edgeFlags',
      items: number[],
    ): void => {
      const types = {
        x: Float32Array,
        parents: Int32Array,
        flags: Uint8Array,
        firstEdges: Uint32Array,
        targets: Int32Array,
        edgeFlags: Uint8Array,
      };
      this.graph({ kind: 'part', requestId, part: { kind: 'piece', array, items: types[array].from(items) } });
    };
    this.graph({ kind: 'part', requestId, part: { kind: 'outline', outline: { ...OUTLINE, ...overrides } } });
    piece('x', [0, -1, 1]);
    piece('parents', [-1, 0, 0]);
    piece('flags', [2, 0, 1]);
    piece('firstEdges', [0, 2, 2, 3]);
    piece('targets', [1, 2, 0]);
    piece('edgeFlags', [0, 0, 1]);
    this.graph({ kind: 'part', requestId, part: { kind: 'end' } });
  }
}

const OUTLINE: StateGraphOutline = {
  vertexCount: 3,
  edgeCount: 3,
  states: 3,
  cut: undefined,
  empty: undefined,
  steps: undefined,
  centre: undefined,
  layerEnds: [1, 3],
  firstLayer: 0,
  frontier: [1, 2],
  violating: 1,
  violated: ['Agreement'],
  variables: [
    { key: 'node a.x', label: 'a.x' },
    { key: 'role A.x', label: 'x of every A' },
  ],
  hasValence: false,
  labels: [],
  edgeLabels: [],
};

function opened(overrides: Partial<PanelModel> = {}): Talk {
  const talk = new Talk();
  talk.show(overrides);
  talk.send({ kind: 'showView', view: 'stateGraph' });
  return talk;
}

describe('the view of the state graph', () => {
  it('asks for nothing while nobody looks at it', () => {
    const talk = new Talk();
    talk.show();
    talk.patch({ cursor: 2 });
    assert.deepEqual(talk.of('stateGraph'), []);
  });

  it('asks once for what is around the cursor where there are many states, and again when the cursor moves', () => {
    const talk = opened();
    const scopes = () => talk.of('stateGraph').map(({ scope }) => scope);
    const { schedule } = talk.ui.model!.execution!;
    assert.deepEqual(scopes(), [{ kind: 'neighbourhood', around: schedule.slice(0, 9), steps: 2 }]);
    talk.patch({ notice: 'Something else.' });
    assert.equal(scopes().length, 1);
    talk.send({ kind: 'moveCursor', step: 3 });
    assert.deepEqual(scopes()[1], { kind: 'neighbourhood', around: schedule.slice(0, 4), steps: 2 });
  });

  it('asks for all states where they are few', () => {
    const report = twoPhaseCommitModel().report!;
    const talk = opened({ report: { ...report, counts: { ...report.counts, distinctStates: 288 } } });
    assert.deepEqual(talk.of('stateGraph')[0]?.scope, { kind: 'whole' });
    talk.send({ kind: 'moveCursor', step: 3 });
    assert.equal(talk.of('stateGraph').length, 1, 'they are the same for every cursor');
  });

  it('asks again for another meaning, and keeps the picture until it is there', () => {
    const talk = opened();
    talk.arrive();
    const { shown } = talk.ui.stateGraph;
    assert.ok(shown);
    talk.patch({ stateGraphOf: 'two' });
    assert.equal(talk.of('stateGraph').length, 2);
    assert.equal(talk.ui.stateGraph.shown, shown);
  });

  it('asks for nothing while the text is read', () => {
    const talk = opened({ staleness: { kind: 'computing' } });
    assert.deepEqual(talk.of('stateGraph'), []);
    talk.patch({ staleness: { kind: 'fresh' } });
    assert.equal(talk.of('stateGraph').length, 1);
  });

  it('takes no part of a graph that is not wanted any more', () => {
    const talk = opened();
    const { requestId } = talk.of('stateGraph')[0]!;
    talk.send({ kind: 'moveCursor', step: 3 });
    talk.graph({ kind: 'part', requestId, part: { kind: 'outline', outline: OUTLINE } });
    talk.graph({ kind: 'part', requestId, part: { kind: 'end' } });
    assert.equal(talk.ui.stateGraph.shown, undefined);
  });

  it('asks what belongs to a graph, each once: the way of the execution, colours, the vertex looked at', () => {
    const talk = opened();
    talk.arrive();
    const questions = () => talk.of('askStateGraph').map(({ question }) => question.kind);
    assert.deepEqual(questions(), ['path']);
    talk.graph({ kind: 'colour', colouring: { kind: 'mover' } });
    talk.graph({ kind: 'focus', vertex: 2 });
    talk.graph({ kind: 'focus', vertex: 2 });
    assert.deepEqual(questions(), ['path', 'paint', 'vertex']);
    talk.graph({ kind: 'hover', vertex: 1 });
    assert.equal(questions().length, 3, 'one vertex at a time');
  });

  it('says of the path where the cursor is', () => {
    const talk = opened();
    talk.arrive();
    const { requestId } = talk.of('askStateGraph')[0]!;
    const vertices = Array.from({ length: 14 }, (_, step) => step % 3);
    talk.graph({ kind: 'part', requestId, part: { kind: 'answer', answer: { kind: 'path', vertices } } });
    assert.equal(currentVertex(talk.ui.stateGraph, talk.ui.model!), 8 % 3);
  });

  it('lays a small graph out itself when nobody else does in time', () => {
    const talk = opened();
    talk.arrive({ labels: ['start', 'one', 'two'], edgeLabels: ['a', 'b', 'c'] });
    const { requestId } = talk.of('layout')[0]!;
    talk.graph({ kind: 'late', requestId: requestId + 1 });
    const layout = () => talk.ui.stateGraph.layout?.layout;
    assert.equal(layout(), undefined);
    talk.graph({ kind: 'late', requestId });
    assert.equal(layout()?.by, 'layers');
    assert.equal(layout()?.x.length, 3);
  });

  it('merges at first by what every node of a role says', () => {
    const talk = opened();
    talk.arrive();
    talk.graph({ kind: 'mode', mode: 'quotient' });
    assert.deepEqual(talk.of('stateGraph').at(-1)?.scope, { kind: 'quotient', by: ['role A.x'] });
  });

  it('shows the execution that leads to a vertex', () => {
    const talk = opened();
    talk.arrive();
    talk.graph({ kind: 'show', vertex: 2 });
    const { scope } = talk.of('stateGraph')[0]!;
    assert.deepEqual(talk.of('showVertex'), [{ kind: 'showVertex', scope, vertex: 2 }]);
  });

  it('asks again for what was given up because nobody looked', () => {
    const talk = opened();
    talk.send({ kind: 'showView', view: 'counts' });
    talk.send({ kind: 'showView', view: 'stateGraph' });
    assert.equal(talk.of('stateGraph').length, 2);
    talk.arrive();
    talk.send({ kind: 'showView', view: 'counts' });
    talk.send({ kind: 'showView', view: 'stateGraph' });
    assert.equal(talk.of('stateGraph').length, 2, 'what came whole stays');
  });

  it('is looked at as before after a reload', () => {
    const graph = { mode: 'neighbourhood', steps: 4, by: ['node a.x'], colouring: { kind: 'mover' } } as const;
    const talk = opened();
    for (const input of [
      { kind: 'mergeBy', by: graph.by },
      { kind: 'mode', mode: graph.mode },
      { kind: 'steps', steps: graph.steps },
      { kind: 'colour', colouring: graph.colouring },
    ] as const)
      talk.graph(input);
    const restored = keptState(talk.ui);
    assert.deepEqual(restored?.graph, graph);
    const model = twoPhaseCommitModel({ stateGraphOf: 'one' });
    const { ui, posts } = reduce(INITIAL_UI, { kind: 'host', message: { kind: 'model', seq: 1, model, restored } });
    assert.deepEqual(keptState(ui)?.graph, graph);
    assert.deepEqual(
      posts.map(({ kind }) => kind),
      ['stateGraph'],
    );
  });

  it('says why a question has no answer, once, and asks the next one', () => {
    const talk = opened();
    talk.arrive();
    talk.graph({ kind: 'focus', vertex: 1 });
    const { requestId } = talk.of('askStateGraph').at(-1)!;
    talk.graph({ kind: 'part', requestId, part: { kind: 'refused', message: 'There is no such state.' } });
    assert.equal(talk.ui.stateGraph.unanswered?.why, 'There is no such state.');
    const vertices = () =>
      talk.of('askStateGraph').flatMap(({ question }) => (question.kind === 'vertex' ? [question.vertex] : []));
    talk.patch({ notice: 'Something else.' });
    assert.deepEqual(vertices(), [1]);
    talk.graph({ kind: 'focus', vertex: 2 });
    assert.deepEqual(vertices(), [1, 2]);
  });

  it('starts over after messages were lost', () => {
    const talk = opened();
    talk.show();
    assert.equal(talk.of('stateGraph').length, 2);
  });

  it('is walked through by keys', () => {
    const talk = opened();
    talk.arrive({ centre: 0 });
    const graph = { ...talk.ui.stateGraph, focused: 2 };
    const press = (key: string, shiftKey = true) => graphKey(graph, { cursor: 0 }, { key, shiftKey });
    assert.deepEqual(press('ArrowUp'), { kind: 'focus', vertex: 0 });
    assert.deepEqual(press('ArrowLeft'), { kind: 'focus', vertex: 1 });
    assert.equal(press('ArrowRight'), undefined);
    assert.deepEqual(press('ArrowDown'), { kind: 'focus', vertex: 0 }, 'the first step on leads back');
    assert.deepEqual(press('Enter', false), { kind: 'show', vertex: 2 });
    assert.deepEqual(press('Escape', false), { kind: 'focus', vertex: undefined });
    assert.equal(press('ArrowUp', false), undefined, 'without Shift the picture moves');
  });

  it('never says more than was explored', () => {
    assert.equal(graphSummary(OUTLINE, 'whole'), '3 states, 3 edges between them.');
    const cut = { ...OUTLINE, cut: 'The search stopped at its bound of 3 states.' };
    assert.equal(graphSummary(cut, 'whole'), '3 states found, 3 edges between them.');
    assert.equal(
      graphSummary({ ...OUTLINE, vertexCount: 1, edgeCount: 0 }, 'quotient'),
      '1 vertex for 3 states that agree; 0 edges.',
    );
    assert.equal(violatingWords(OUTLINE), '1 of 3 states violates Agreement.');
    assert.equal(violatingWords({ ...OUTLINE, violating: 0 }), '');
  });
});
