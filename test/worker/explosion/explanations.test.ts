import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { present } from '../../../src/base/assert.ts';
import type { EngineApi } from '../../../src/contract/engine.ts';
import type { ExplosionReport, StateCount } from '../../../src/contract/explosion.ts';
import type { LocalState, State } from '../../../src/model/state.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf, oracleText, shippedExamples, systemOf } from '../../support/protocols.ts';
import { reachedBy, referenceGraph } from '../../support/referenceGraph.ts';
import { AROUND, BOUNDS, createEngine, valueOf } from '../asking.ts';

const SUBJECT = { text: oracleText('two-phase-commit'), scenario: '3' };

async function explain(
  text: string,
  { scenario, statesMax = BOUNDS.statesMax }: { readonly scenario?: string; readonly statesMax?: number } = {},
): Promise<ExplosionReport> {
  const engine = createEngine();
  const first = engine.outline(text)?.scenarios[0] ?? '';
  return valueOf(await engine.explain(1, { text, scenario: scenario ?? first }, { ...BOUNDS, statesMax }));
}

/** Waits until something is known of an explanation that goes on. */
async function known(
  engine: EngineApi,
  requestId: number,
  what: (report: ExplosionReport) => unknown,
): Promise<ExplosionReport> {
  for (;;) {
    const report = engine.explanation(requestId);
    if (report !== undefined && what(report) !== undefined) return report;
    await AROUND.pause();
  }
}

/** That every number of a report is one that can be. */
function checkNumbers(report: ExplosionReport): void {
  const { reachable, sources = [], variables = [], messages = [], actions = [], growth = [] } = report;
  assert(report.finished && reachable && report.doing === undefined);
  const all = reachable.states;
  const isPart = (count: StateCount | undefined): void => {
    assert.ok(count === undefined || (count.states >= 0 && count.states <= all), JSON.stringify(count));
  };
  for (const { count } of sources) isPart(count);
  for (const { share, without, bounded, sentence } of [...variables, ...messages]) {
    assert.ok(share >= 0 && share < 1 && Math.abs(share - (1 - without.states / all)) < 1e-9, sentence);
    isPart(without);
    isPart(bounded?.count);
    assert.ok(bounded === undefined || bounded.count.states <= all / 2);
  }
  for (const { share, onlyWayTo, enabledIn, steps } of actions) {
    assert.ok(share >= 0 && share <= 1 && onlyWayTo <= all && enabledIn <= all && steps >= enabledIn);
    assert.equal(share, onlyWayTo / all);
  }
  for (const list of [variables, messages, actions]) {
    const shares = list.map(({ share }) => share);
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => b - a),
      'the largest share comes first',
    );
  }
  for (const { points, nodes } of growth) {
    const counted = points.map(point => point.nodes);
    assert.deepEqual(
      counted,
      [...new Set(counted)].sort((a, b) => a - b),
    );
    const own = points.find(point => point.nodes === nodes);
    if (own !== undefined && reachable.isExact) assert.deepEqual(own.count, reachable);
  }
  assert.equal(
    report.depth?.frontier.reduce((sum, states) => sum + states, 0),
    all,
  );
}

describe('an explanation', () => {
  it('says of two-phase commit what brute force says', async () => {
    const report = await explain(SUBJECT.text, { scenario: '3' });
    checkNumbers(report);
    const system = systemOf(SUBJECT.text, '3');
    const reference = referenceGraph(system, 300);
    assert(reference);
    const { states } = reference;
    const countOf = (blank: (state: State) => unknown): number =>
      new Set(states.map(state => JSON.stringify(blank(state)))).size;
    const locals = ({ locals: [manager, ...participants] }: State): LocalState[] => [
      present(manager, 'a manager'),
      ...participants,
    ];
    const unsent =
      (name: string) =>
      (state: State): unknown => {
        const message = system.instance.protocol.messages.findIndex(each => each.name === name);
        return [state.locals, state.inboxes.map(inbox => inbox.filter(each => each.message !== message))];
      };
    assert.deepEqual(report.reachable, { states: 288, isExact: true });
    assert.deepEqual(
      Object.fromEntries(
        (report.variables ?? []).map(({ role, name, without }) => [`${role}.${name}`, without.states]),
      ),
      {
        'Participant.state': countOf(state => [locals(state)[0], state.inboxes]),
        'Manager.state': countOf(state => [
          locals(state).map(({ variables }, i) => variables[i === 0 ? 1 : 0]),
          state.inboxes,
        ]),
        'Manager.prepared': countOf(state => [locals(state).map(({ variables }) => variables[0]), state.inboxes]),
      },
    );
    assert.deepEqual(
      Object.fromEntries((report.messages ?? []).map(({ name, without }) => [name, without.states])),
      Object.fromEntries(['Prepared', 'Commit', 'Abort'].map(name => [name, countOf(unsent(name))])),
    );
    assert.deepEqual(
      report.messages?.map(({ inFlightMax }) => inFlightMax),
      [3, 3, 3],
    );
    const prepare = report.actions?.find(({ name }) => name === 'prepare');
    const unprepared = reachedBy(reference, {
      step: step => !(step.kind === 'action' && step.node > 0 && step.action === 0),
    });
    assert.equal(prepare?.onlyWayTo, 288 - unprepared.length);
    assert.deepEqual([prepare.kind, prepare.role], ['action', 'Participant']);
    const left = report.variables?.[0]?.without.states ?? 0;
    assert.equal(
      report.variables?.[0]?.sentence,
      `Participant.state accounts for 81 % of the states: ${left} are left without it.`,
    );
    assert.equal(report.depth?.frontier.length, 11);
    // 3 · 2³ of the manager, 4³ of the participants, and 9 messages in flight or not.
    assert.equal(report.potential.exact, String(3 * 8 * 64 * 512));
  });

  it('goes on in slices, is known in part, and answers what is known when it is cancelled', async () => {
    const engine = createEngine();
    const subject = { ...SUBJECT, scenario: '8' };
    const answer = engine.explain(7, subject, { ...BOUNDS, statesMax: 2_000_000, memoryBytesMax: 2 ** 31 });
    const partial = await known(engine, 7, ({ reachable }) =>
      reachable !== undefined && reachable.states > 10 ? 1 : undefined,
    );
    assert.equal(partial.finished, false);
    assert.equal(partial.doing, 'exploring the scenario');
    assert.equal(engine.outline(subject.text)?.protocol, 'TwoPhaseCommit');
    engine.cancel(7);
    const report = valueOf(await answer);
    assert.equal(report.finished, false);
    assert.equal(report.variables, undefined);
    assert.ok((report.reachable?.states ?? 0) > 10);
    assert.equal(report.reachable?.isExact, false);
    assert.equal(engine.explanation(7), undefined);
  });

  it('is known part by part', async () => {
    const engine = createEngine();
    const answer = engine.explain(3, { ...SUBJECT, scenario: '5' }, BOUNDS);
    const early = await known(engine, 3, ({ sources }) => sources);
    assert.equal(early.growth, undefined);
    const later = await known(engine, 3, ({ growth }) => growth);
    assert.match(later.doing ?? '', /^counting the states with \d+ Participant nodes$/);
    assert.notEqual(later.actions, undefined);
    engine.cancel(3);
    assert.equal(valueOf(await answer).finished, false);
  });

  it('is answered from memory when the same is asked again', async () => {
    const engine = createEngine();
    const first = valueOf(await engine.explain(1, { ...SUBJECT, scenario: '2' }, { ...BOUNDS, statesMax: 500 }));
    const second = valueOf(await engine.explain(2, { ...SUBJECT, scenario: '2' }, { ...BOUNDS, statesMax: 500 }));
    assert.equal(second, first);
    // Where things stand has changed, and so have the places in the answer.
    const moved = { text: `\n${SUBJECT.text}`, scenario: '2' };
    const third = valueOf(await engine.explain(3, moved, { ...BOUNDS, statesMax: 500 }));
    assert.equal(third.variables?.[0]?.at.start, (first.variables?.[0]?.at.start ?? 0) + 1);
  });

  it('of a variant has the failures of the variant', async () => {
    const engine = createEngine();
    const subject = { text: exampleText('two-phase-commit'), scenario: 'reliable network', variant: 'loss' };
    const report = valueOf(await engine.explain(1, subject, { ...BOUNDS, statesMax: 7_000 }));
    assert.equal(report.reachable?.states, 6_018);
    assert.ok(report.actions?.some(({ kind, name }) => kind === 'failure' && name === 'message lost'));
  });

  it('of a text that does not parse is refused', async () => {
    const answer = await createEngine().explain(1, { text: 'protocol', scenario: 'x' }, BOUNDS);
    assert(!answer.ok && answer.refusal.code === 'does-not-parse');
  });

  it('says that it is cut short wherever it is', async () => {
    const report = await explain(exampleText('two-phase-commit'), { scenario: 'everything at once', statesMax: 1_000 });
    checkNumbers(report);
    assert.deepEqual(report.reachable, { states: 1_000, isExact: false });
    assert.equal(report.cut, 'The search stopped at its bound of 1,000 states.');
    assert.ok(report.variables?.every(({ without }) => !without.isExact));
    assert.match(report.variables?.[0]?.sentence ?? '', / of the 1,000 states found: /);
    assert.match(report.depth?.sentence ?? '', /farther ones were not looked for\.$/);
  });

  it('looks at a part of the states where memory does not suffice for the steps between all', async () => {
    const engine = createEngine();
    const subject = { ...SUBJECT, scenario: '6' };
    const report = valueOf(await engine.explain(1, subject, { ...BOUNDS, memoryBytesMax: 6 * 2 ** 20 }));
    checkNumbers(report);
    assert.match(
      report.cut ?? '',
      /^There is memory for [\d,]+ states with the steps between them, and not for all\.$/,
    );
    assert.equal(report.reachable?.isExact, false);
  });

  it('of a protocol in which nothing can start says what there is to say', async () => {
    const report = await explain(`protocol P
role R { var n: 0..1 = 0 on start { choose v in {0, 1} where v > 5 n = v } }
system { R: 2 }
invariant I: true`);
    assert.deepEqual(report.reachable, { states: 0, isExact: true });
    assert.equal(report.finished, true);
    assert.equal(report.sources, undefined);
  });

  it('has only numbers that can be, on random protocols', async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryProtocol, async text => {
        if (
          !createSystem(instanceOf(text))
            .initial()
            .some(({ kind }) => kind === 'state')
        )
          return;
        checkNumbers(await explain(text, { statesMax: 300 }));
        checked += 1;
      }),
      { numRuns: 40 },
    );
    assert.ok(checked > 20);
  });

  for (const { name, text } of shippedExamples()) {
    it(`is given of ${name}`, async () => {
      checkNumbers(await explain(text, { statesMax: 3_000 }));
    });
  }
});
