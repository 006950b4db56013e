import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import { FAILURE_KINDS } from '../../src/model/scenario.ts';
import { DECLARED, variantOf, variantOfMessages, variantsOf } from '../../src/model/variants.ts';
import type { Variant, VariantBase } from '../../src/model/variants.ts';

const at = { start: 3, end: 9 };
const declared = { at, doc: undefined };

/** Two servers and a client that speak; everything that a variant looks at, and nothing else. */
function baseWith(differences: {
  readonly protocol?: Partial<VariantBase['protocol']>;
  readonly network?: Partial<VariantBase['scenario']['network']>;
  readonly server?: Partial<VariantBase['protocol']['roles'][number]>;
  readonly clock?: VariantBase['clock'];
  readonly counts?: readonly [number, number];
  readonly failures?: VariantBase['failures'];
}): VariantBase {
  const [servers, clients] = differences.counts ?? [2, 1];
  const role = { ...declared, ordered: false, variables: [], messageHandlers: [] };
  const variable = { ...declared, name: 'log', type: { kind: 'bool' }, durable: true };
  const base = {
    protocol: {
      messages: [{ ...declared, name: 'Put', fields: [{ name: 'on', type: { kind: 'bool' } }] }],
      roles: [
        { ...role, name: 'Server', variables: [variable], messageHandlers: [{}], ...differences.server },
        { ...role, name: 'Client' },
      ],
      ...differences.protocol,
    },
    scenario: {
      ...declared,
      name: 'usual',
      network: {
        order: 'fifo',
        unmatched: 'discard',
        transport: 'udp',
        timing: 'asynchronous',
        ...differences.network,
      },
      failures: [],
      clock: differences.clock === undefined ? undefined : { at },
      expectations: [{ kind: 'noError', at, text: 'no error' }],
      replays: [{ name: 'once', at, steps: [] }],
    },
    nodes: Array.from({ length: servers + clients }, () => ({})),
    roleNodes: [
      { first: 0, count: servers },
      { first: servers, count: clients },
    ],
    clock: differences.clock,
    failures: differences.failures ?? [],
  };
  return base as unknown as VariantBase;
}

const CLOCK = {
  horizon: 3,
  skew: 1,
  tickMs: 1,
  roles: [
    { has: true, monotonic: false },
    { has: false, monotonic: false },
  ],
};

function named(base: VariantBase, id: string): Variant {
  return present(variantOf(base, id), `the variant ${id}`);
}

function reasons(base: VariantBase): Readonly<Record<string, string>> {
  const refused = variantsOf(base).flatMap(({ id, scenario }) => (scenario.ok ? [] : [[id, scenario.failure]]));
  return Object.fromEntries(refused) as Readonly<Record<string, string>>;
}

function failuresOf(base: VariantBase, id: string): readonly string[] {
  const { scenario } = named(base, id);
  assert.ok(scenario.ok, id);
  return scenario.value.failures.map(({ kind, budget }) => {
    const limit = budget === 'any' ? budget : budget.kind === 'literal' ? JSON.stringify(budget.value) : '?';
    return `${kind}: ${limit}`;
  });
}

describe('the variants of a scenario', () => {
  it('begin with nothing going wrong and end with all that is declared', () => {
    const ids = variantsOf(baseWith({})).map(({ id }) => id);
    assert.equal(ids[0], 'none');
    assert.equal(ids.at(-1), DECLARED);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.includes('byzantine:Server') && ids.includes('byzantine:Client'));
  });

  it('have every kind of failure, each at most once in a run', () => {
    const base = baseWith({ clock: CLOCK, network: { transport: 'tcp' } });
    const udp = baseWith({ clock: CLOCK });
    const seen = [...variantsOf(base), ...variantsOf(udp)].flatMap(({ id, scenario }) =>
      scenario.ok && id !== DECLARED ? scenario.value.failures : [],
    );
    assert.deepEqual([...new Set(seen.map(({ kind }) => kind))].sort(), [...FAILURE_KINDS].sort());
    assert.deepEqual(failuresOf(udp, 'loss'), ['loss: 1']);
    assert.deepEqual(failuresOf(udp, 'crashRecover'), ['crash: 1', 'recover: any']);
    assert.deepEqual(failuresOf(udp, 'diskfail'), ['crash: 1', 'recover: any', 'diskfail: 1']);
    assert.deepEqual(failuresOf(udp, 'none'), []);
  });

  it('list failures in the order in which they are listed everywhere', () => {
    for (const { id, scenario } of variantsOf(baseWith({ clock: CLOCK }))) {
      if (!scenario.ok || id === DECLARED) continue;
      const order = scenario.value.failures.map(({ kind }) => FAILURE_KINDS.indexOf(kind));
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
        id,
      );
    }
  });

  it('reorder messages by the network, and lie by one role', () => {
    const base = baseWith({});
    const { scenario: reordered } = named(base, 'reorder');
    assert.equal(reordered.ok && reordered.value.network.order, 'any');
    const { scenario: lying } = named(base, 'byzantine:Client');
    assert.equal(lying.ok && lying.value.failures[0]?.role, 1);
  });

  it('leave out expectations and replays, which are about what is declared', () => {
    const { scenario } = named(baseWith({}), 'loss');
    assert.ok(scenario.ok);
    assert.deepEqual([scenario.value.expectations, scenario.value.replays], [[], []]);
  });

  it('are the scenario itself with all that it declares', () => {
    const base = baseWith({ failures: [{ kind: 'loss', budget: 2 }] });
    const { scenario } = named(base, DECLARED);
    assert.ok(scenario.ok);
    assert.equal(scenario.value, base.scenario);
    assert.equal(reasons(baseWith({}))[DECLARED], 'The scenario declares no failure.');
  });

  it('say why a failure cannot happen', () => {
    const silent = reasons(baseWith({ protocol: { messages: [] }, server: { messageHandlers: [] } }));
    for (const id of ['loss', 'duplicates', 'reorder', 'corruptMessage']) {
      assert.equal(silent[id], 'The protocol has no messages.');
    }
    assert.equal(silent['stall'], 'No node handles messages.');
    assert.equal(silent['drift'], 'The scenario has no clock.');
    assert.equal(reasons(baseWith({}))['reset'], 'The network is not tcp: no connection can reset.');
    assert.equal(reasons(baseWith({ network: { order: 'any' } }))['reorder'], 'The network already reorders messages.');
    const tcp = reasons(baseWith({ network: { transport: 'tcp' } }));
    assert.equal(tcp['loss'], 'Over tcp nothing is lost but by a reset.');
    assert.equal(tcp['reset'], undefined);
    const bare = reasons(baseWith({ server: { variables: [] } }));
    assert.equal(bare['diskfail'], 'No variable is durable: no disk is in use.');
    assert.equal(bare['corruptState'], 'No node has a variable.');
    const alone = reasons(baseWith({ counts: [1, 0] }));
    assert.deepEqual([alone['partition'], alone['cut']], ['There is only one node.', 'There is only one node.']);
    const unread = reasons(baseWith({ clock: CLOCK, counts: [0, 2] }));
    assert.equal(unread['jump'], 'No node reads a clock.');
    const exact = reasons(baseWith({ clock: { ...CLOCK, skew: 0 } }));
    assert.equal(exact['drift'], 'The skew is 0: all clocks always show the true time.');
    assert.equal(exact['clockFail'], undefined);
  });

  it('may strike some messages only', () => {
    const protocol = {
      messages: ['Ask', 'Answer'].map(name => ({ ...declared, name, fields: [] })),
    };
    const base = baseWith({ protocol });
    const lost = named(base, variantOfMessages('loss', ['Answer']));
    assert.deepEqual([lost.name, lost.phrase], ['One lost Answer', 'with one lost Answer']);
    const struck = (id: string): unknown => {
      const { scenario } = named(base, id);
      assert.ok(scenario.ok);
      return scenario.value.failures.map(({ kind, message }) => [kind, message]);
    };
    assert.deepEqual(struck('loss:Answer'), [['loss', 1]]);
    assert.deepEqual(struck('duplicates:Ask'), [['duplicates', 0]]);
    assert.deepEqual(struck('loss:Ask,Answer'), [
      ['loss', 0],
      ['loss', 1],
    ]);
    assert.equal(named(base, 'loss:Ask,Answer').phrase, 'with one lost Ask and one lost Answer');
    for (const id of ['loss:Nothing', 'loss:', 'crash:Ask', 'loss:Ask,']) assert.equal(variantOf(base, id), undefined);
    const tcp = baseWith({ protocol, network: { transport: 'tcp' } });
    const refused = named(tcp, 'loss:Ask').scenario;
    assert.equal(refused.ok ? '' : refused.failure, 'Over tcp nothing is lost but by a reset.');
  });

  it('do not ask about roles without nodes', () => {
    const base = baseWith({ counts: [2, 0] });
    assert.equal(variantOf(base, 'byzantine:Client'), undefined);
    assert.equal(variantOf(base, 'no such thing'), undefined);
  });

  it('are said in words that end a sentence', () => {
    const phrases = variantsOf(baseWith({})).map(({ phrase }) => phrase);
    for (const phrase of phrases) assert.match(phrase, /^with [a-z].*[^.]$/);
    assert.equal(named(baseWith({}), 'byzantine:Server').phrase, 'with one Byzantine Server');
  });
});
