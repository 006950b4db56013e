import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../../src/language/parse.ts';
import { protocolOf, withoutSpans } from './checks.ts';
import { TWO_PHASE_COMMIT } from './sources.ts';

describe('two-phase commit', () => {
  const protocol = protocolOf(TWO_PHASE_COMMIT);

  it('has no problems', () => {
    assert.deepEqual(parse(TWO_PHASE_COMMIT).problems, []);
  });

  it('has its declarations in order, with their comments', () => {
    assert.equal(protocol.name, 'TwoPhaseCommit');
    assert.match(protocol.doc ?? '', /^Two-phase commit: one coordinator/);
    assert.deepEqual(
      protocol.messages.map(message => message.name),
      ['Prepare', 'Vote', 'Decide'],
    );
    assert.deepEqual(
      protocol.roles.map(role => [role.name, role.ordered, role.variables.map(variable => variable.name)]),
      [
        ['Coordinator', false, ['outcome', 'yes']],
        ['Participant', false, ['state']],
      ],
    );
    assert.equal(protocol.properties[0]?.doc, 'No two participants ever end up on different sides.');
    assert.deepEqual(
      protocol.properties.map(property => [property.kind, property.name]),
      [
        ['invariant', 'Agreement'],
        ['finally', 'Termination'],
      ],
    );
  });

  it('turns a reply into a message to the sender', () => {
    const prepare = protocol.roles[1]?.messageHandlers[0];
    assert.ok(prepare);
    assert.deepEqual(prepare.fieldSlots, []);
    assert.equal(prepare.slots, 1);
    const either = prepare.body[0];
    assert.equal(either?.kind, 'either');
    assert.deepEqual(withoutSpans(either.branches[0]?.[1]), {
      kind: 'send',
      message: 1,
      fields: [{ kind: 'literal', value: true }],
      to: { kind: 'one', node: { kind: 'local', slot: prepare.senderSlot, name: 'sender' } },
    });
  });

  it('adds a sender of known role to a set of that role', () => {
    const vote = protocol.roles[0]?.messageHandlers[0];
    assert.equal(vote?.message, 1);
    assert.deepEqual(vote.fieldSlots, [0]);
    const branch = vote.body[0];
    assert.equal(branch?.kind, 'if');
    assert.deepEqual(withoutSpans(branch.then), [
      {
        kind: 'assign',
        target: { scope: 'variable', index: 1, name: 'yes', path: [] },
        operator: 'insert',
        value: { kind: 'local', slot: 1, name: 'p' },
      },
    ]);
  });

  it('reads variables of nodes in properties', () => {
    const agreement = protocol.properties[0];
    assert.equal(agreement?.kind, 'invariant');
    assert.equal(agreement.slots, 2);
    assert.deepEqual(withoutSpans(agreement.body), {
      kind: 'quantified',
      quantifier: 'no',
      bindings: [
        { slot: 0, name: 'p', over: { kind: 'roleNodes', role: 1 } },
        { slot: 1, name: 'q', over: { kind: 'roleNodes', role: 1 } },
      ],
      body: {
        kind: 'binary',
        operator: 'and',
        left: stateIs('p', 0, 'committed'),
        right: stateIs('q', 1, 'aborted'),
      },
    });
  });

  it('completes each scenario from the system', () => {
    assert.deepEqual(
      protocol.scenarios.map(scenario => withoutSpans([scenario.name, scenario.nodes, scenario.failures])),
      [
        ['reliable network', counts(1, 3), []],
        ['the coordinator dies', counts(1, 3), [{ kind: 'crash', budget: { kind: 'literal', value: 1 }, role: 0 }]],
      ],
    );
    assert.deepEqual(
      protocol.scenarios[1]?.expectations.map(expectation => expectation.text),
      ['Agreement holds', 'Termination fails'],
    );
  });

  it('knows where everything stands', () => {
    const at = protocol.roles[0]?.variables[1]?.at;
    assert.equal(TWO_PHASE_COMMIT.slice(at?.start, at?.end), 'yes');
    const heading = protocol.roles[0]?.messageHandlers[0]?.at;
    assert.equal(TWO_PHASE_COMMIT.slice(heading?.start, heading?.end), 'on Vote(v) from p when outcome == undecided');
    const expectation = protocol.scenarios[1]?.expectations[1]?.at;
    assert.equal(TWO_PHASE_COMMIT.slice(expectation?.start, expectation?.end), 'expect Termination fails');
  });
});

function stateIs(name: string, slot: number, value: string): unknown {
  const node = { kind: 'local', slot, name };
  const left = { kind: 'nodeVariable', node, role: 1, variable: 0, name: 'state' };
  return { kind: 'binary', operator: 'equal', left, right: { kind: 'literal', value } };
}

function counts(...values: readonly number[]): unknown {
  return values.map(value => ({ kind: 'literal', value }));
}
