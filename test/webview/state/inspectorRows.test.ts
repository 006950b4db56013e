import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inlineParts } from '../../../webview/view/inspector/inline.ts';
import { INITIAL_INSPECTOR, type InspectorUi } from '../../../webview/view/inspector/inspectorUi.ts';
import { nodeText, stateJson, stateText } from '../../../webview/view/inspector/copies.ts';
import { pinnedHistory, pinnedSentences, segmentWords } from '../../../webview/view/inspector/pinned.ts';
import { reduceInspector } from '../../../webview/view/inspector/reduce.ts';
import { rowsOf, type InspectorRow } from '../../../webview/view/inspector/rows.ts';
import { momentAfter } from '../../../webview/view/inspector/state.ts';
import { cellsOf, stepAtShare, stepByKey } from '../../../webview/view/inspector/strip.ts';
import { treeMove } from '../../../webview/view/inspector/treeKeys.ts';
import { differenceOf, valueTree } from '../../../src/scene/values.ts';
import { replicatedLog } from '../fixtures/replicatedLog.ts';

const execution = replicatedLog();
const WIDE = 1000;
const NARROW = 30;

function rowsAfter(step: number, ui: Partial<InspectorUi> = {}, room = WIDE) {
  return rowsOf(momentAfter(execution, step).nodes, { ...INITIAL_INSPECTOR, ...ui }, room);
}

/** A row as one line: two blanks for each level, how it is opened, what it is called. */
function lineOf(row: InspectorRow): string {
  const sign = row.expanded === undefined ? '' : row.expanded ? '▾ ' : '▸ ';
  const words = row.kind === 'node' ? row.node.name : `${row.label} ${row.difference.kind}`.trim();
  return `${'  '.repeat(row.level - 1)}${sign}${words}`;
}

const changedOnly = { pinned: [], changedOnly: true };

describe('the tree of the inspector', () => {
  it('opens what does not fit on a line, and nothing else', () => {
    const lines = (room: number) => rowsAfter(4, {}, room).rows.slice(0, 6).map(lineOf);
    assert.deepEqual(lines(WIDE), [
      '▾ server 1',
      '  mode same',
      '  term same',
      '  ▸ log changed',
      '  ▸ votes same',
      '  ▸ next changed',
    ]);
    assert.deepEqual(lines(NARROW), [
      '▾ server 1',
      '  mode same',
      '  term same',
      '  ▾ log changed',
      '    ▾ 0 added',
      '      term added',
    ]);
  });

  it('is opened and closed by hand, whatever fits', () => {
    const [server, , , log] = rowsAfter(4).rows;
    const { inspector } = reduceInspector(INITIAL_INSPECTOR, { kind: 'open', row: log!.id, open: true });
    assert.deepEqual(rowsAfter(4, inspector).rows.slice(3, 6).map(lineOf), [
      '  ▾ log changed',
      '    ▸ 0 added',
      '  ▸ votes same',
    ]);
    const closed = reduceInspector(inspector, { kind: 'open', row: server!.id, open: false }).inspector;
    const [first, second] = rowsAfter(4, closed).rows;
    assert.deepEqual(
      [first, second].map(row => lineOf(row!)),
      ['▸ server 1', '▾ server 2'],
    );
    assert.equal(first?.kind === 'node' && first.changed, 2);
  });

  it('shows only what changed, all the way down', () => {
    const { rows, variables } = rowsAfter(6, { kept: changedOnly }, NARROW);
    assert.deepEqual(rows.map(lineOf), [
      '▾ server 1',
      '  ▾ log changed',
      '    ▾ 0 changed',
      '      ▾ acknowledged changed',
      '        added',
      '  ▾ next changed',
      '    server 2 changed',
    ]);
    assert.equal(variables, 2);
    assert.deepEqual(rowsAfter(0, { kept: changedOnly }).rows, []);
  });

  it('finds values by node, variable and value', () => {
    const { rows, found, variables } = rowsAfter(8, { query: 'SERVER candidate' });
    assert.deepEqual([rows.length, found, variables], [0, 0, 17]);
    assert.deepEqual(rowsAfter(8, { query: '2 mode' }).rows.map(lineOf), ['▾ server 2', '  mode same']);
    assert.equal(rowsAfter(8, { query: 'leader' }).found, 1);
    assert.equal(rowsAfter(8, { query: ' ' }).found, 17);
  });

  it('says where each row stands, and gives none the id of another', () => {
    const { rows } = rowsAfter(7, {}, 0);
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    for (const row of rows) {
      const siblings = rows.filter(({ parent }) => parent === row.parent);
      assert.equal(row.size, siblings.length);
      assert.equal(siblings[row.position - 1], row);
      if (row.parent !== undefined) {
        assert.equal(rows.find(({ id }) => id === row.parent)?.level, row.level - 1);
      }
    }
  });

  it('can pin what has a name', () => {
    const names = rowsAfter(6, {}, 0).rows.flatMap(row =>
      row.kind === 'value' && row.place !== undefined ? [row.name] : [],
    );
    assert.ok(names.includes('log[0].operation.key of server 1'));
    assert.ok(names.includes('next[server 2] of server 1'));
    assert.ok(names.includes('crashes left'));
    assert.ok(!names.some(name => name.includes('votes server')));
  });
});

describe('a difference on one line', () => {
  function check(before: string, after: string, expected: string): void {
    it(expected, () => {
      const parts = inlineParts(differenceOf(valueTree(before), valueTree(after)));
      const signs = { same: '', added: '+', removed: '−', before: '', after: '→' };
      assert.equal(parts.map(({ kind, text }) => `${signs[kind]}${text}`).join(''), expected);
    });
  }

  check('{A}', '{A}', '{A}');
  check('idle', 'busy', 'idle→busy');
  check('{A, B}', '{A, C}', '{A, −B, +C}');
  check('{A: 1}', '{A: 2, B: 0}', '{A: 1→2, B: +0}');
  const many = Array.from({ length: 20 }, (_, i) => String(i));
  check(`{${many.join(', ')}}`, `{${['−1', ...many.slice(0, 19)].join(', ')}}`, '{+−1, … 19 more …, −19}');
  check('[E(a: 1), E(a: 2)]', '[E(a: 1), E(a: 3)]', '[E(a: 1), E(a: 2→3)]');
});

describe('the keys of the tree', () => {
  const { rows } = rowsAfter(4);
  const [server, mode, , log] = rows.map(({ id }) => id);
  const move = (id: string | undefined, key: string, shiftKey = false) => treeMove(rows, id!, { key, shiftKey });

  it('go from row to row and stay at the ends', () => {
    assert.equal(move(server, 'ArrowDown')?.focus, mode);
    assert.equal(move(server, 'ArrowUp')?.focus, server);
    assert.equal(move(mode, 'End')?.focus, rows.at(-1)!.id);
    assert.equal(move(log, 'Home')?.focus, server);
  });

  it('open, close, and go in and out', () => {
    assert.deepEqual(move(log, 'ArrowRight'), { focus: log, input: { kind: 'open', row: log, open: true } });
    assert.deepEqual(move(server, 'ArrowRight'), { focus: mode });
    assert.deepEqual(move(mode, 'ArrowLeft'), { focus: server });
    assert.deepEqual(move(server, 'ArrowLeft'), { focus: server, input: { kind: 'open', row: server, open: false } });
    assert.deepEqual(move(mode, 'ArrowRight'), { focus: mode });
    assert.equal(move(mode, 'x'), undefined);
  });

  it('pin and copy', () => {
    const place = { node: 'server 1', variable: 'mode', path: [] };
    assert.deepEqual(move(mode, 'p')?.input, { kind: 'pin', place, name: 'mode of server 1' });
    assert.deepEqual(move(server, 'p'), {});
    assert.deepEqual(move(mode, 'c')?.input, { kind: 'copy', text: 'leader', what: 'mode of server 1' });
    const json = move(log, 'C', true)?.input;
    assert.ok(json?.kind === 'copy');
    const entry = { term: 2, operation: { key: 'x', value: 1 }, acknowledged: ['server 1'] };
    assert.deepEqual(JSON.parse(json.text), [entry]);
  });
});

describe('a pinned value', () => {
  const place = { node: 'server 1', variable: 'log', path: ['0', 'acknowledged'] };

  it('is followed, or not any more', () => {
    const input = { kind: 'pin', place, name: 'it' } as const;
    const pinned = reduceInspector(INITIAL_INSPECTOR, input);
    assert.deepEqual(pinned.inspector.kept.pinned, [place]);
    assert.equal(pinned.spoken, 'it is followed through time.');
    assert.deepEqual(reduceInspector(pinned.inspector, input).inspector.kept.pinned, []);
    const gone = reduceInspector(pinned.inspector, { kind: 'unpin', places: [{ ...place }] });
    assert.deepEqual(gone.inspector.kept.pinned, []);
  });

  it('has a history of its own, as long as there is such a part', () => {
    const history = pinnedHistory(execution, place)!;
    assert.equal(history.name, 'log[0].acknowledged of server 1');
    assert.deepEqual(history.segments, [
      { from: 0, to: 3, value: '–' },
      { from: 4, to: 5, value: '{server 1}' },
      { from: 6, to: 8, value: '{server 1, server 2}' },
    ]);
    assert.equal(pinnedHistory(execution, place), history, 'and is read once');
    assert.equal(segmentWords(history, 5, 8), '{server 1}, steps 4 to 5, value 2 of 3');
    assert.deepEqual(pinnedSentences([history], 4), ['log[0].acknowledged of server 1: – → {server 1}']);
    assert.deepEqual(pinnedSentences([history], 5), []);
    assert.deepEqual(pinnedSentences([history], 0), ['log[0].acknowledged of server 1: –']);
  });

  it('is not there where an execution has no such node or variable', () => {
    assert.equal(pinnedHistory(execution, { ...place, node: 'server 9' }), undefined);
    assert.equal(pinnedHistory(execution, { ...place, variable: 'x' }), undefined);
    assert.equal(pinnedHistory(execution, { node: '', variable: 'crashes left', path: [] })?.segments.length, 1);
  });

  it('leads to where it got its values', () => {
    const { segments } = pinnedHistory(execution, place)!;
    const go = (step: number, key: string) => stepByKey(segments, step, key);
    assert.deepEqual([go(0, 'ArrowRight'), go(5, 'ArrowRight'), go(7, 'ArrowRight')], [4, 6, 7]);
    assert.deepEqual([go(5, 'ArrowLeft'), go(4, 'ArrowLeft'), go(0, 'ArrowLeft')], [4, 0, 0]);
    assert.deepEqual([go(5, 'Home'), go(0, 'End'), go(5, 'Enter'), go(5, 'a')], [0, 6, 4, undefined]);
    assert.deepEqual(
      [stepAtShare(segments, 8, 0.5), stepAtShare(segments, 8, 1), stepAtShare(segments, 8, -1)],
      [4, 6, 0],
    );
  });

  it('is a strip of few stretches, however often it changes', () => {
    const often = Array.from({ length: 5000 }, (_, step) => ({ from: step, to: step, value: String(step) }));
    const cells = cellsOf(often, 4999, 30);
    assert.ok(cells.length <= 120);
    assert.equal(
      cells.reduce((sum, { count }) => sum + count, 0),
      5000,
    );
    assert.deepEqual([cells[0]?.from, cells.at(-1)?.to], [0, 4999]);
    const { segments } = pinnedHistory(execution, place)!;
    assert.deepEqual(
      cellsOf(segments, 8, 30).map(({ label }) => label),
      ['–', '{ser…', '{server …'],
    );
  });
});

describe('a copied state', () => {
  const { nodes, inFlight } = momentAfter(execution, 4);

  it('is text', () => {
    const text = stateText(execution, { title: 'after step 4', nodes, inFlight });
    assert.match(text, /^after step 4\nserver 1\n {2}mode = leader\n/);
    assert.match(text, /\nenvironment\n {2}crashes left = 1\n {2}committed = none\nin flight\n/);
    assert.match(text, /\n {2}Append: server 1 → server 2\n$/);
    const down = { ...nodes[1]!, conditions: ['down', 'stalled'] as const, variables: [], waiting: 'waits for Vote' };
    assert.equal(nodeText(down), 'server 2 (crashed, hangs, waits for Vote)');
  });

  it('is JSON', () => {
    const data: unknown = JSON.parse(stateJson(execution, { title: 'after step 4', nodes, inFlight }));
    const { nodes: all, environment, inFlight: flights } = data as Record<string, Record<string, unknown>>;
    assert.deepEqual(environment, { 'crashes left': 1, committed: null });
    assert.deepEqual(all!['server 2'], {
      variables: {
        mode: 'follower',
        term: 2,
        log: [],
        votes: {},
        next: { 'server 1': 0, 'server 2': 0, 'server 3': 0 },
      },
    });
    assert.ok(Array.isArray(flights));
    assert.deepEqual(flights.at(-1), { message: 'Append', from: 'server 1', to: 'server 2' });
  });
});
