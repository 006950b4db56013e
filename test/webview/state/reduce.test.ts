import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HostMessage, PanelModel, PanelState, WebviewMessage } from '../../../src/contract/webview.ts';
import { CONTRACT_VERSION, PANEL_STATE_VERSION } from '../../../src/contract/version.ts';
import type { PanelInput } from '../../../webview/view/panel/inputs.ts';
import { reduce } from '../../../webview/view/panel/reduce.ts';
import { INITIAL_UI, keptState, litEvent, sizeOf, type PanelUi } from '../../../webview/view/panel/state.ts';
import { lassoModel } from '../fixtures/lasso.ts';
import { twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

function host(message: HostMessage): PanelInput {
  return { kind: 'host', message };
}

function opened(overrides: Partial<PanelModel> = {}, restored?: PanelState): PanelUi {
  const model = twoPhaseCommitModel(overrides);
  return reduce(INITIAL_UI, host({ kind: 'model', seq: 1, model, restored })).ui;
}

function patched(ui: PanelUi, patch: Partial<PanelModel>): PanelUi {
  return reduce(ui, host({ kind: 'patch', seq: (ui.seq ?? 0) + 1, patch })).ui;
}

function after(ui: PanelUi, ...inputs: readonly PanelInput[]): { ui: PanelUi; posts: readonly WebviewMessage[] } {
  let now = ui;
  const posts: WebviewMessage[] = [];
  for (const input of inputs) {
    const reaction = reduce(now, input);
    now = reaction.ui;
    posts.push(...reaction.posts);
  }
  return { ui: now, posts };
}

describe('messages of the host', () => {
  it('are applied in order, parts over the whole', () => {
    const ui = patched(opened(), { notice: 'The engine was restarted.' });
    assert.equal(ui.model?.notice, 'The engine was restarted.');
    assert.equal(ui.model.scenario, 'the coordinator dies');
  });

  it('ask for everything again when one is missing', () => {
    const { ui, posts } = reduce(opened(), host({ kind: 'patch', seq: 3, patch: { cursor: 2 } }));
    assert.deepEqual(posts, [{ kind: 'ready', version: CONTRACT_VERSION }]);
    assert.equal(ui.model?.cursor, 8, 'a patch with a gap before it is not applied');
    const again = reduce(ui, host({ kind: 'patch', seq: 4, patch: { cursor: 2 } }));
    assert.equal(again.ui.model?.cursor, 8, 'nor is one that follows it');
    const whole = reduce(
      ui,
      host({ kind: 'model', seq: 9, model: twoPhaseCommitModel({ cursor: 2 }), restored: undefined }),
    );
    assert.equal(whole.ui.model?.cursor, 2);
  });

  it('clear a field with null, since JSON has no undefined', () => {
    const ui = opened({ notice: 'Something happened.' });
    const cleared = JSON.parse('{"notice":null}') as Partial<PanelModel>;
    assert.equal(patched(ui, cleared).model?.notice, undefined);
  });

  it('bring back what was kept, the first time only', () => {
    const restored: PanelState = {
      version: PANEL_STATE_VERSION,
      uri: 'file:///examples/two-phase-commit.cone',
      locked: false,
      scenario: 'the coordinator dies',
      variant: undefined,
      choice: { kind: 'random', seed: 42 },
      cursor: 3,
      selectedEvent: 4,
      view: 'counts',
      timestamps: 'vector',
    };
    const ui = opened({}, restored);
    assert.equal(ui.view, 'counts');
    assert.equal(ui.timestamps, 'vector');
    assert.equal(ui.selection.stuck, 4);
    assert.equal(ui.seed, 42);
    const moved = reduce(ui, { kind: 'showView', view: 'spaceTime' }).ui;
    const again = reduce(moved, host({ kind: 'model', seq: 9, model: twoPhaseCommitModel(), restored })).ui;
    assert.equal(again.view, 'spaceTime');
  });

  it('keep the last picture of a text that no longer parses', () => {
    const before = opened();
    const at = { start: 3, end: 5 };
    const ui = patched(before, {
      execution: undefined,
      report: undefined,
      staleness: { kind: 'broken', message: 'Expected an expression.', at, problemCount: 1 },
    });
    assert.equal(ui.model?.execution, before.model?.execution);
    assert.equal(ui.model?.report, before.model?.report);
  });

  it('take the picture away when a fresh text has none', () => {
    const ui = patched(opened(), { execution: undefined, staleness: { kind: 'fresh' } });
    assert.equal(ui.model?.execution, undefined);
  });

  it('show the help', () => {
    const { ui } = reduce(opened(), host({ kind: 'command', seq: 2, command: 'showHelp' }));
    assert.equal(ui.helpShown, true);
  });
});

describe('the cursor', () => {
  it('moves at once, tells the host, and stays within the execution', () => {
    const { ui, posts } = after(opened(), { kind: 'moveCursor', step: 99 });
    assert.equal(ui.model?.cursor, 13);
    assert.deepEqual(posts, [{ kind: 'moveCursor', step: 13 }]);
    assert.deepEqual(after(ui, { kind: 'moveCursor', step: 13 }).posts, []);
  });

  it('does not go back to positions that the host confirms late', () => {
    const { ui } = after(
      opened({ cursor: 0 }),
      { kind: 'moveCursor', step: 1 },
      { kind: 'moveCursor', step: 2 },
      { kind: 'moveCursor', step: 3 },
    );
    const late = patched(ui, { cursor: 1 });
    assert.equal(late.model?.cursor, 3);
    assert.deepEqual(late.cursorsSent, [2, 3]);
    const confirmed = patched(late, { cursor: 3 });
    assert.equal(confirmed.model?.cursor, 3);
    assert.deepEqual(confirmed.cursorsSent, []);
  });

  it('follows the host when it goes somewhere else', () => {
    const { ui } = after(opened({ cursor: 0 }), { kind: 'moveCursor', step: 1 });
    assert.equal(patched(ui, { cursor: 7 }).model?.cursor, 7);
  });

  it('is said with what a step means for the whole, and that a loop begins again', () => {
    const model = lassoModel({ cursor: 5 });
    const endless = reduce(INITIAL_UI, host({ kind: 'model', seq: 1, model, restored: undefined })).ui;
    const spoken = (ui: PanelUi, step: number): string => after(ui, { kind: 'moveCursor', step }).ui.spoken;
    const repeated = 'From here the last 3 steps are repeated for ever.';
    assert.equal(spoken(endless, 6), `Step 6 of 8: acceptor receives Propose(1) from proposer 1. ${repeated}`);
    const last = after(endless, { kind: 'moveCursor', step: 8 }).ui;
    assert.equal(spoken(last, 6), `Again step 6 of 8: acceptor receives Propose(1) from proposer 1. ${repeated}`);
    assert.equal(spoken(last, 3), 'Step 3 of 8: proposer 2 does read. Not needed.');
  });

  it('takes the focused event along', () => {
    const { ui } = after(opened(), { kind: 'moveCursor', step: 1 });
    assert.equal(ui.model?.execution?.events[ui.selection.focused ?? -1]?.step, 1);
  });
});

describe('the selection', () => {
  it('holds a clicked event, moves the cursor to it, and lets go of it on the second click', () => {
    const { ui, posts } = after(opened(), { kind: 'stick', event: 5 });
    const step = ui.model?.execution?.events[5]?.step;
    assert.equal(ui.selection.stuck, 5);
    assert.equal(ui.model?.cursor, step);
    assert.deepEqual(posts, [{ kind: 'moveCursor', step }]);
    assert.equal(after(ui, { kind: 'stick', event: 5 }).ui.selection.stuck, undefined);
  });

  it('lights what is held before what the pointer passes before what the keyboard focuses', () => {
    const { ui } = after(opened(), { kind: 'focus', event: 4 });
    assert.equal(litEvent(ui.selection), 4);
    const hovering = after(ui, { kind: 'hover', event: 6 }).ui;
    assert.equal(litEvent(hovering.selection), 6);
    const holding = after(hovering, { kind: 'stick', event: 2 }).ui;
    assert.equal(litEvent(holding.selection), 2);
    assert.equal(litEvent(after(holding, { kind: 'stick', event: undefined }).ui.selection), undefined);
  });

  it('survives an edit that leaves the event as it was, and no other', () => {
    const { ui } = after(opened(), { kind: 'stick', event: 5 });
    const execution = ui.model!.execution!;
    assert.equal(patched(ui, { execution: { ...execution } }).selection.stuck, 5);
    const events = execution.events.map((event, index) => (index === 5 ? { ...event, sentence: 'Else.' } : event));
    assert.equal(patched(ui, { execution: { ...execution, events } }).selection.stuck, undefined);
    assert.equal(patched(ui, { execution: { ...execution, events: events.slice(0, 3) } }).selection.stuck, undefined);
  });
});

describe('what the panel tells the host', () => {
  const cases: readonly (readonly [PanelInput, WebviewMessage])[] = [
    [
      { kind: 'selectScenario', scenario: 'reliable network' },
      { kind: 'selectScenario', scenario: 'reliable network' },
    ],
    [
      { kind: 'choose', choice: { kind: 'property', property: 'Termination' } },
      { kind: 'choose', choice: { kind: 'property', property: 'Termination' } },
    ],
    [
      { kind: 'takeStep', position: 2 },
      { kind: 'takeStep', position: 2 },
    ],
    [
      { kind: 'reveal', at: { start: 1, end: 2 } },
      { kind: 'reveal', at: { start: 1, end: 2 } },
    ],
    [
      { kind: 'command', command: 'chooseNextStep' },
      { kind: 'command', command: 'chooseNextStep' },
    ],
  ];
  for (const [input, message] of cases) {
    it(`says ${message.kind}`, () => assert.deepEqual(after(opened(), input).posts, [message]));
  }

  it('says nothing of a place that there is not', () => {
    assert.deepEqual(after(opened(), { kind: 'reveal', at: undefined }).posts, []);
  });

  it('keeps what brings the panel back', () => {
    const place = { node: 'coordinator', variable: 'yes', path: [] };
    const { ui } = after(
      opened(),
      { kind: 'stick', event: 5 },
      { kind: 'timestamps', timestamps: 'lamport' },
      { kind: 'inspector', input: { kind: 'pin', place, name: 'yes' } },
    );
    assert.deepEqual(keptState(ui), {
      version: PANEL_STATE_VERSION,
      uri: 'file:///examples/two-phase-commit.cone',
      locked: false,
      scenario: 'the coordinator dies',
      variant: undefined,
      choice: { kind: 'default' },
      cursor: ui.model?.cursor,
      selectedEvent: 5,
      view: 'spaceTime',
      timestamps: 'lamport',
      diagram: { direction: 'down', collapsed: true, expanded: [], hidden: [], order: [] },
      graph: { mode: 'automatic', steps: 2, by: [], colouring: { kind: 'none' } },
      inspector: { pinned: [place], changedOnly: false },
    });
    assert.equal(keptState(INITIAL_UI), undefined);
  });
});

describe('the layout of the happens-before graph', () => {
  const request = { vertices: [], edges: [], direction: 'down' } as const;
  const layout = { width: 1, height: 1, x: [], y: [], routes: [], by: 'elk' } as const;

  it('is asked for by a number, and an answer to another number is not for us', () => {
    const { ui, posts } = after(opened(), { kind: 'layoutWanted', request });
    const { requestId } = ui.graph;
    assert.deepEqual(posts, [{ kind: 'layout', requestId, request }]);
    const wrong = reduce(ui, host({ kind: 'layout', seq: 2, requestId: requestId - 1, layout })).ui;
    assert.equal(wrong.graph.layout, undefined);
    const right = reduce(wrong, host({ kind: 'layout', seq: 3, requestId, layout })).ui;
    assert.equal(right.graph.layout, layout);
  });

  it('is made here when the host is late, unless it has come meanwhile', () => {
    const { ui } = after(opened(), { kind: 'layoutWanted', request });
    const { requestId } = ui.graph;
    assert.equal(after(ui, { kind: 'layoutLate', requestId }).ui.graph.late, true);
    const answered = reduce(ui, host({ kind: 'layout', seq: 2, requestId, layout })).ui;
    assert.equal(after(answered, { kind: 'layoutLate', requestId }).ui.graph.late, false);
    assert.equal(after(ui, { kind: 'layoutLate', requestId: requestId - 1 }).ui.graph.late, false);
  });

  it('is asked for again when the graph changes', () => {
    const { ui } = after(opened(), { kind: 'layoutWanted', request });
    const graph = { ...ui.model!.happensBefore! };
    assert.equal(patched(ui, { happensBefore: graph }).graph.requested, false);
    assert.equal(patched(ui, { cursor: 2 }).graph.requested, true);
  });
});

describe('the size of the panel', () => {
  it('folds the inspector below 560 pixels and lists the steps from 1,600', () => {
    const sizes = [559, 560, 1599, 1600].map(width => sizeOf({ ...INITIAL_UI, width }));
    assert.deepEqual(sizes, ['narrow', 'medium', 'medium', 'wide']);
  });
});
