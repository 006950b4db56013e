import assert from 'node:assert/strict';
import { nodeName, operationText, stepText, valueText } from '../../src/model/labels.ts';
import type { LocalState, Operation, State } from '../../src/model/state.ts';
import { stateKey } from '../../src/model/stateKey.ts';
import type { System } from '../../src/model/system.ts';
import { readingOf } from '../../src/semantics/conditions.ts';
import { inFlight } from './steps.ts';
import { checkAgreement } from './agreement.ts';

/**
 * Checks that exactly these states can be reached, each described as `describeState` does, and that the engine counts as
 * many. The list is written by hand: it says what a failure means.
 */
export function reaches(system: System, expected: readonly string[]): void {
  assert.deepEqual([...allStates(system)].sort(), [...expected].sort());
  checkAgreement(system.instance);
}

/** The descriptions of all reachable states; fails where two states would read the same. */
export function allStates(system: System): readonly string[] {
  const texts = reachableStates(system).map(state => describeState(system, state));
  assert.equal(new Set(texts).size, texts.length, 'a description says all that tells states apart');
  return texts;
}

/** All reachable states; fails where a step goes wrong. */
export function reachableStates(system: System): readonly State[] {
  const found = new Map<string, State>();
  const queue: State[] = [];
  const enter = (state: State): void => {
    if (found.has(stateKey(state))) return;
    found.set(stateKey(state), state);
    queue.push(state);
  };
  const enterAll = (outcomes: ReturnType<System['initial']>): void => {
    for (const outcome of outcomes) {
      if (outcome.kind === 'state') enter(outcome.state);
      else assert.fail(`${stepText(system.instance, outcome.step)}: ${outcome.error.message}`);
    }
  };
  enterAll(system.initial());
  for (const state of queue) enterAll(system.successors(state));
  return queue;
}

/** `B got=1, paused; M from A to B; 0 left`: what differs between the states of a small protocol, nodes without a part left out. */
export function describeState(system: System, state: State): string {
  const { instance } = system;
  const nodes = instance.nodes.flatMap(({ index }) => {
    const parts = partsOf(system, index, state.locals[index]!);
    return parts.length === 0 ? [] : [`${nodeName(instance, index)} ${parts.join(' ')}`];
  });
  const { budgets, cuts = [], partition, time, round } = state.environment;
  const left = budgets.length === 0 ? [] : [`${budgets.join('+')} left`];
  const links = cuts.map(({ from, to }) => `cut ${nodeName(instance, from)}-${nodeName(instance, to)}`);
  const split = partition === undefined ? [] : ['split'];
  const when = [...(time === undefined ? [] : [`time ${time}`]), ...(round === undefined ? [] : [round])];
  const asked = (state.histories ?? []).flatMap((history, i) => {
    const { name } = instance.protocol.histories[i]!;
    return history.length === 0 ? [] : [`${name}: ${history.map(each => describeOperation(system, each)).join(', ')}`];
  });
  return [...nodes, ...inFlight(system, state), ...links, ...split, ...when, ...left, ...asked].join('; ');
}

/** `A write(1)=none after B 1`: whose, what, the answer if there is one, and how much others had been answered before. */
function describeOperation({ instance }: System, operation: Operation): string {
  const { client, result, after } = operation;
  const answer = result === undefined ? '' : `=${valueText(instance, result.value)}`;
  const before = after.map(each => ` after ${nodeName(instance, each.client)} ${each.answered}`).join('');
  return `${nodeName(instance, client)} ${operationText(instance, operation)}${answer}${before}`;
}

function partsOf(system: System, node: number, local: LocalState): readonly string[] {
  const { instance } = system;
  const role = instance.protocol.roles[instance.nodes[node]!.role]!;
  const text = (value: LocalState['variables'][number]): string => valueText(instance, value);
  const { countdowns, rearmed = [], stalled, disk, clock } = local;
  return [
    ...role.variables.map(({ name }, i) => `${name}=${text(local.variables[i]!)}`),
    ...local.timers.map((timer, i) => {
      const countdown = countdowns?.[i];
      return `${role.timers[timer]!.name} armed${countdown === undefined ? '' : ` ${countdown.low}..${countdown.high}`}`;
    }),
    ...rearmed.map(timer => `${role.timers[timer]!.name} rearmed`),
    ...(local.status === 'up' ? [] : [local.status]),
    ...(stalled === undefined ? [] : ['hangs']),
    ...(disk === undefined ? [] : [`disk=${disk.map(text).join(',')}`]),
    ...(clock === undefined ? [] : [`reads ${readingOf(clock)}`]),
    ...(clock?.monotonic === undefined ? [] : [`counts ${clock.monotonic}`]),
    ...(clock?.slow === true ? ['slow'] : []),
    ...(clock?.failedAt === undefined ? [] : ['failed']),
  ];
}
