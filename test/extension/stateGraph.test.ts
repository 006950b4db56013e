import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  PART_BYTES_MAX,
  type StateGraph,
  type StateGraphPart,
  type VertexDetails,
} from '../../src/contract/stateGraph.ts';
import { answerGraphQuestion, partsOf, showVertex } from '../../src/extension/preview/graphPosts.ts';
import { readWebviewMessage } from '../../src/extension/preview/webviewMessages.ts';
import { Session, type SessionSettings } from '../../src/extension/session/session.ts';
import { reduceGraph } from '../../webview/view/stateGraph/reduce.ts';
import { INITIAL_GRAPH } from '../../webview/view/stateGraph/state.ts';
import { reportOf, ScriptedEngine } from './scriptedEngine.ts';

const WHOLE = { kind: 'whole' } as const;

/** A graph of `count` vertices, each with edges to the next ones. */
function graphOf(count: number, degree: number): StateGraph {
  const edges = count * degree;
  return {
    outline: {
      vertexCount: count,
      edgeCount: edges,
      states: count,
      cut: undefined,
      empty: undefined,
      steps: undefined,
      centre: undefined,
      layerEnds: [count],
      firstLayer: 0,
      frontier: [count],
      violating: 0,
      violated: [],
      variables: [],
      hasValence: false,
      labels: [],
      edgeLabels: [],
    },
    arrays: {
      x: Float32Array.from({ length: count }, (_, i) => i / 3),
      weights: new Uint32Array(0),
      parents: Int32Array.from({ length: count }, (_, i) => i - 1),
      flags: Uint8Array.from({ length: count }, (_, i) => i % 16),
      firstEdges: Uint32Array.from({ length: count + 1 }, (_, i) => i * degree),
      targets: Int32Array.from({ length: edges }, (_, i) => (i * 7919) % count),
      edgeFlags: Uint8Array.from({ length: edges }, (_, i) => i % 2),
    },
  };
}

const DETAILS: VertexDetails = {
  kind: 'vertex',
  vertex: 4,
  schedule: [0, 2, 1],
  states: 1,
  depth: 2,
  violated: [],
  step: 'act',
  changes: [],
  agreed: [],
  before: [],
  after: [],
  beforeCount: 0,
  afterCount: 0,
};

describe('a state graph on its way to a page', () => {
  it('comes in parts below half a megabyte, and is put together again as it was', () => {
    const graph = graphOf(100_000, 5);
    const parts = [...partsOf(graph)];
    let ui = { ...INITIAL_GRAPH, asked: { id: 3, key: 'this', scope: WHOLE } };
    for (const part of parts) {
      if (part.kind === 'piece') {
        assert.ok(part.items.byteLength <= PART_BYTES_MAX);
        assert.equal(part.items.buffer.byteLength, part.items.byteLength, 'no more travels than is meant');
      }
      ui = reduceGraph(ui, { kind: 'part', requestId: 3, part }).graph as typeof ui;
    }
    assert.ok(parts.length > 10);
    assert.deepEqual(ui.shown?.graph, graph);
  });

  it('has an outline below a megabyte, however large it is', () => {
    const { outline } = graphOf(300, 3);
    const full = {
      ...outline,
      labels: Array.from({ length: 300 }, () => 'a label that says much of a state\nof a node with a long name'),
      edgeLabels: Array.from({ length: 3000 }, () => 'Message(with, some, fields); Another(with, some, more)'),
      layerEnds: Array.from({ length: 10_000 }, (_, i) => i),
      frontier: Array.from({ length: 10_000 }, (_, i) => i),
    };
    assert.ok(JSON.stringify(full).length < 2 ** 20);
  });

  it('is asked for by messages that are what they seem', () => {
    const around = { kind: 'neighbourhood', around: [0, 1], steps: 2 } as const;
    const asked = { kind: 'stateGraph', requestId: 1, scope: around } as const;
    assert.deepEqual(readWebviewMessage(asked), asked);
    const question = { kind: 'askStateGraph', requestId: 2, scope: WHOLE } as const;
    for (const colouring of [{ kind: 'mover' }, { kind: 'variable', key: 'up' }]) {
      const whole = { ...question, question: { kind: 'paint', colouring } };
      assert.deepEqual(readWebviewMessage(whole), whole);
    }
    const shown = { kind: 'showVertex', scope: { kind: 'quotient', by: ['up'] }, vertex: 7 } as const;
    assert.deepEqual(readWebviewMessage(shown), shown);
    for (const wrong of [
      { ...asked, scope: { kind: 'everything' } },
      { ...asked, scope: { ...around, around: ['0'] } },
      { ...asked, requestId: 'one' },
      { ...question, question: { kind: 'paint', colouring: { kind: 'variable' } } },
      { ...question, question: { kind: 'vertex', vertex: 0.5 } },
      { ...shown, scope: { kind: 'quotient', by: 'up' } },
    ])
      assert.equal(readWebviewMessage(wrong), undefined, JSON.stringify(wrong));
  });
});

describe('a session that is asked for state graphs', () => {
  const settings: SessionSettings = {
    bounds: { statesMax: 1_000_000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 20 },
    autoCheck: 'onType',
    delayMs: 0,
  };
  let engine: ScriptedEngine;
  let session: Session;
  const until = async (holds: () => boolean): Promise<void> => {
    for (let turn = 0; !holds(); turn += 1) {
      assert.ok(turn < 1000, `this never comes true: ${String(holds)}`);
      await new Promise<void>(done => setImmediate(done));
    }
  };

  beforeEach(async () => {
    engine = new ScriptedEngine();
    session = new Session(engine, () => settings);
    session.watch();
    session.update({ text: 'one', broken: undefined }, 'opened');
    await until(() => engine.checks.length > 0);
    engine.checks[0]!.answer({ ok: true, value: reportOf(true) });
    await session.settled();
  });
  afterEach(() => session.dispose());

  it('gives the graph up that was asked for before, and says nothing of it', async () => {
    const posts: StateGraphPart[] = [];
    const ask = (requestId: number): Promise<void> =>
      answerGraphQuestion(session, { kind: 'stateGraph', requestId, scope: WHOLE }, part => posts.push(part));
    const first = ask(1);
    const second = ask(2);
    const [one, two] = engine.graphs;
    assert.deepEqual([one?.listen.signal.aborted, two?.listen.signal.aborted], [true, false]);
    one?.answer({ ok: false, refusal: { code: 'cancelled', message: 'given up' } });
    two?.listen.onProgress(9);
    two?.answer({ ok: true, value: graphOf(2, 1) });
    await Promise.all([first, second]);
    assert.deepEqual(
      posts.map(({ kind }) => kind),
      ['progress', 'outline', ...Array<string>(6).fill('piece'), 'end'],
    );
  });

  it('says why there is no graph', async () => {
    const posts: StateGraphPart[] = [];
    const answer = answerGraphQuestion(session, { kind: 'stateGraph', requestId: 1, scope: WHOLE }, part =>
      posts.push(part),
    );
    engine.graphs[0]?.answer({ ok: false, refusal: { code: 'failed', message: 'The engine stopped.' } });
    await answer;
    assert.deepEqual(posts, [{ kind: 'refused', message: 'The engine stopped.' }]);
  });

  it('gives the memory back when the last one looks away', () => {
    const [one, other] = [session.graphs.watch(), session.graphs.watch()];
    void session.graphs.graph(WHOLE, () => undefined);
    one.dispose();
    assert.equal(engine.forgotten, 0);
    other.dispose();
    assert.equal(engine.forgotten, 1);
    assert.equal(engine.graphs[0]?.listen.signal.aborted, true);
  });

  it('shows the execution that leads to a vertex, at its end', async () => {
    engine.answerOf = () => ({ ok: true, value: DETAILS });
    engine.allows = () => true;
    await showVertex(session, { kind: 'showVertex', scope: WHOLE, vertex: 4 });
    assert.deepEqual(session.state.choice, { kind: 'schedule', schedule: [0, 2, 1] });
    assert.equal(session.state.cursor, 2);
  });
});
