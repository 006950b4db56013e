import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import type { PanelState, WebviewMessage } from '../../src/contract/webview.ts';
import { createNonce, previewPage } from '../../src/extension/preview/page.ts';
import { panelModel, patchBetween } from '../../src/extension/preview/panelModel.ts';
import { readPanelState } from '../../src/extension/preview/panelStates.ts';
import { readWebviewMessage } from '../../src/extension/preview/webviewMessages.ts';
import { INITIAL_SESSION } from '../../src/extension/session/sessionState.ts';
import { explained, finishedExplosion } from '../webview/fixtures/explosion.ts';
import { executionOf, reportOf } from './scriptedEngine.ts';

const PLACE = { uri: 'file:///a.cone', fileName: 'a.cone', locked: false };

describe('the page of a preview', () => {
  const page = previewPage({
    cspSource: 'https://source.example',
    nonce: 'abc',
    scriptUri: 'https://source.example/webview.js',
    styleUri: 'https://source.example/webview.css',
    title: '<b>&"',
  });

  it('lets one script run, and loads nothing from outside the extension', () => {
    assert.match(page, /default-src 'none'; script-src 'nonce-abc'; style-src https:\/\/source\.example 'sha256-/);
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.match(page, /<script nonce="abc"/);
    assert.doesNotMatch(page, /unsafe|\sstyle=/);
  });

  it('shows a file name as text, whatever it says', () => {
    assert.match(page, /<title>&lt;b&gt;&amp;&quot;<\/title>/);
  });

  it('has a nonce that cannot be guessed', () => {
    assert.match(createNonce(), /^[0-9a-f]{32}$/);
    assert.notEqual(createNonce(), createNonce());
  });
});

describe('the model of a panel', () => {
  const execution = executionOf([0, 1, 2]);
  const state = { ...INITIAL_SESSION, execution, cursor: 1, report: reportOf(true) };

  it('shows the glimpse of a step in place of the execution, and the execution again afterwards', () => {
    const glimpse = { execution: executionOf([0, 5]), cursor: 1 };
    assert.equal(panelModel({ ...state, glimpse }, PLACE).execution, glimpse.execution);
    assert.equal(panelModel(state, PLACE).execution, execution);
  });

  it('is patched by what differs only', () => {
    const before = panelModel(state, PLACE);
    assert.equal(patchBetween(before, panelModel(state, PLACE)), undefined);
    assert.deepEqual(patchBetween(before, panelModel({ ...state, cursor: 2 }, PLACE)), { cursor: 2 });
  });

  it('says on the wire that a part is gone', () => {
    const before = panelModel(state, PLACE);
    const patch = patchBetween(before, panelModel({ ...state, report: undefined }, PLACE));
    assert.deepEqual(JSON.parse(JSON.stringify(patch)), { report: null });
  });
});

describe('an explosion on its way to a page', () => {
  it('stays below a megabyte, however deep and varied the states are', () => {
    const report = finishedExplosion();
    const frontier = Array.from({ length: 10_000 }, (_, depth) => 1 + ((depth * 7919) % 2_000_000));
    const many = <Item>(items: readonly Item[] | undefined): readonly Item[] =>
      Array.from({ length: 300 }, (_, i) => items![i % items!.length]!);
    const explosion = explained({
      ...report,
      depth: {
        ...report.depth!,
        frontier,
        factors: frontier.slice(1).map((states, depth) => states / frontier[depth]!),
      },
      variables: many(report.variables),
      messages: many(report.messages),
      actions: many(report.actions),
    });
    const patch = patchBetween(
      panelModel(INITIAL_SESSION, PLACE),
      panelModel({ ...INITIAL_SESSION, explosion }, PLACE),
    );
    assert.deepEqual(Object.keys(patch ?? {}), ['explosion']);
    assert.ok(JSON.stringify(patch).length < 1_000_000);
  });
});

describe('a message of a page', () => {
  const state: PanelState = {
    version: 2,
    uri: 'file:///a.cone',
    locked: true,
    scenario: 'usual',
    variant: 'loss',
    choice: { kind: 'schedule', schedule: [0, 1] },
    cursor: 1,
    selectedEvent: 3,
    view: 'counts',
    timestamps: 'vector',
  };
  const messages: readonly WebviewMessage[] = [
    { kind: 'ready', version: 1 },
    { kind: 'selectScenario', scenario: 'usual' },
    { kind: 'showVariant', variant: 'loss', choice: { kind: 'property', property: 'Safe' } },
    { kind: 'showVariant', variant: undefined, choice: { kind: 'default' } },
    { kind: 'choose', choice: { kind: 'random', seed: 4 } },
    { kind: 'choose', choice: { kind: 'property', property: 'Safe' } },
    { kind: 'choose', choice: { kind: 'sampled', property: 'Safe', seed: 3_000_000_000, schedule: [0, 2, 1] } },
    { kind: 'moveCursor', step: 2 },
    { kind: 'takeStep', position: 0 },
    { kind: 'reorder', order: [0, 2, 1], cursor: 2 },
    { kind: 'reveal', at: { start: 1, end: 2 } },
    { kind: 'copy', text: '{p 1: 2}' },
    {
      kind: 'layout',
      requestId: 1,
      request: { vertices: [{ width: 1, height: 2.5 }], edges: [0, 0], direction: 'down' },
    },
    { kind: 'state', state },
    { kind: 'branch', deed: 'keep', branch: 3 },
    { kind: 'readAbout', anchor: 'network-loss' },
    { kind: 'command', command: 'stepForward' },
  ];

  it('is read as it was sent', () => {
    for (const message of messages) assert.deepEqual(readWebviewMessage(structuredClone(message)), message);
    assert.deepEqual(readPanelState(JSON.parse(JSON.stringify(state))), state);
    const diagram = {
      direction: 'right',
      collapsed: false,
      expanded: [3],
      captions: true,
      hidden: ['p 1'],
      order: ['p 2', 'p 1'],
    } as const;
    assert.deepEqual(readPanelState(JSON.parse(JSON.stringify({ ...state, diagram }))), { ...state, diagram });
    assert.deepEqual(readPanelState({ ...state, diagram: { ...diagram, order: [1] } }), state);
    const graph = { mode: 'quotient', steps: 3, by: ['role A.x'], colouring: { kind: 'variable', key: 'k' } } as const;
    assert.deepEqual(readPanelState(structuredClone({ ...state, graph })), { ...state, graph });
    assert.deepEqual(readPanelState({ ...state, graph: { ...graph, mode: 'other' } }), state);
    const pin = { node: 'p 1', variable: 'log', path: ['0', 'term'] };
    const inspector = { pinned: [pin, { ...pin, node: '', path: [] }], changedOnly: true };
    assert.deepEqual(readPanelState(JSON.parse(JSON.stringify({ ...state, inspector }))), { ...state, inspector });
    for (const wrong of [{ ...pin, path: [0] }, { node: 'p 1' }, null]) {
      assert.deepEqual(readPanelState({ ...state, inspector: { ...inspector, pinned: [wrong] } }), state);
    }
  });

  it('is refused when it is anything else', () => {
    for (const message of messages) {
      for (const key of Object.keys(message)) {
        assert.equal(readWebviewMessage({ ...message, [key]: { nothing: 1 } }), undefined, `${message.kind}.${key}`);
      }
    }
    assert.equal(readPanelState({ ...state, version: 1 }), undefined);
    const outside = { vertices: [], edges: [0, 1], direction: 'down' };
    assert.equal(readWebviewMessage({ kind: 'layout', requestId: 1, request: outside }), undefined);
  });

  it('never makes the reader fail', () => {
    fc.assert(
      fc.property(fc.anything(), data => {
        readWebviewMessage(data);
        readPanelState(data);
      }),
    );
  });
});
