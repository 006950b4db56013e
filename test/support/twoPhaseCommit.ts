import { NO_SPAN } from '../../src/base/span.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Protocol } from '../../src/model/protocol.ts';
import type { DeclaredType } from '../../src/model/types.ts';
import { EMPTY_SET } from '../../src/model/values.ts';
import * as build from './protocolBuilder.ts';

const MANAGER = 0;
const PARTICIPANT = 1;
const PREPARED = 0;
const COMMIT = 1;
const ABORT = 2;

const decision: DeclaredType = { kind: 'enum', name: undefined, literals: ['init', 'committed', 'aborted'] };
const phase: DeclaredType = {
  kind: 'enum',
  name: undefined,
  literals: ['working', 'prepared', 'committed', 'aborted'],
};

/**
 * Two-phase commit in the manner of the published TLA+ module: messages are never used up, one state machine step for
 * each handler and action.
 */
export function twoPhaseCommit(participants: number): Protocol {
  const is = (literal: string): Expression => build.binary('equal', build.variable(0), build.literal(literal));
  const become = (literal: string) => build.assign(0, build.literal(literal));
  const manager = build.role('Manager', {
    variables: [
      build.declare('state', decision, 'init'),
      build.declare(
        'prepared',
        { kind: 'set', of: { kind: 'role', role: PARTICIPANT, name: 'Participant' } },
        EMPTY_SET,
      ),
    ],
    messageHandlers: [build.onMessage(PREPARED, is('init'), [build.assign(1, build.local(0), 'insert')])],
    actions: [
      build.action(
        'commit',
        build.binary('and', is('init'), build.binary('equal', build.variable(1), build.allOf(PARTICIPANT))),
        [become('committed'), build.sendToAll(COMMIT, build.allOf(PARTICIPANT))],
      ),
      build.action('abort', is('init'), [become('aborted'), build.sendToAll(ABORT, build.allOf(PARTICIPANT))]),
    ],
  });
  const participant = build.role('Participant', {
    variables: [build.declare('state', phase, 'working')],
    messageHandlers: [
      build.onMessage(COMMIT, undefined, [become('committed')]),
      build.onMessage(ABORT, undefined, [become('aborted')]),
    ],
    actions: [
      build.action('prepare', is('working'), [become('prepared'), build.sendToAll(PREPARED, build.allOf(MANAGER))]),
      build.action('giveUp', is('working'), [become('aborted')]),
    ],
  });
  const scenario = build.scenario([1, participants]);
  return build.protocol({
    name: 'TwoPhaseCommit',
    messages: ['Prepared', 'Commit', 'Abort'].map(name => ({ name, at: NO_SPAN, doc: undefined, fields: [] })),
    roles: [manager, participant],
    properties: [build.property('Agreement', 'invariant', noTwoDiffer())],
    scenarios: [{ ...scenario, network: { ...scenario.network, duplicates: 'any' } }],
  });
}

/** No participant has committed while another has aborted. */
function noTwoDiffer(): Expression {
  const stateIs = (slot: number, literal: string): Expression =>
    build.binary(
      'equal',
      { at: NO_SPAN, kind: 'nodeVariable', node: build.local(slot), role: PARTICIPANT, variable: 0, name: 'state' },
      build.literal(literal),
    );
  return {
    at: NO_SPAN,
    kind: 'quantified',
    quantifier: 'no',
    bindings: [
      { slot: 0, name: 'p', over: build.allOf(PARTICIPANT) },
      { slot: 1, name: 'q', over: build.allOf(PARTICIPANT) },
    ],
    where: undefined,
    body: build.binary('and', stateIs(0, 'committed'), stateIs(1, 'aborted')),
  };
}
