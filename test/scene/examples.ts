import { present } from '../../src/base/assert.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { parse } from '../../src/language/parse.ts';
import { stepText } from '../../src/model/labels.ts';
import type { Instance } from '../../src/model/instance.ts';
import type { Execution } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { executionView, type ExecutionAbout } from '../../src/scene/executionView.ts';
import { execute } from '../../src/semantics/execute.ts';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { runToViolation } from '../../src/simulator/runToViolation.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { exampleText } from '../support/protocols.ts';

/** Examples that ship with the product, with scenarios in which something goes wrong. */
export const EXAMPLES = [
  { file: 'two-phase-commit', scenario: 'the coordinator dies' },
  { file: 'two-phase-commit', scenario: 'everything at once' },
  { file: 'primary-backup', scenario: undefined },
  { file: 'lamport-mutex', scenario: undefined },
  { file: 'ring-election', scenario: undefined },
  { file: 'paxos', scenario: undefined },
] as const;

/** A shipped example in one of its scenarios, by default its first. */
export function exampleSystem(file: string, scenarioName: string | undefined): System {
  const protocol = present(parse(exampleText(file)).protocol, `${file} parses`);
  const scenario = protocol.scenarios.find(({ name }) => name === scenarioName) ?? protocol.scenarios[0];
  const instance = instantiate(protocol, present(scenario, 'a scenario'));
  if (!instance.ok) throw new Error(instance.failure.message);
  return createSystem(instance.value);
}

/** A random run of a system. */
export function randomExecution(system: System, seed: number, stepsMax: number): Execution {
  const run = simulate(system, seed, { stepsMax });
  if (!run.ok) throw new Error(run.failure.message);
  return run.value.execution;
}

/** The shortest counterexample to anything, as it is shown. */
export function violationView(system: System): ExecutionView {
  const found = runToViolation(system, [], { statesMax: 200_000 });
  if (!found.ok || found.value.kind !== 'violation') throw new Error('nothing is violated');
  const { schedule, of } = found.value;
  const execution = execute(system, schedule);
  if (!execution.ok) throw new Error(execution.failure.message);
  const property = of === 'runtime error' ? 'error' : (system.instance.protocol.properties[of]?.name ?? '');
  return viewOf(system.instance, execution.value, { property, kind: 'violated' });
}

/** An execution given by its steps, in the words of `replay`. */
export function pinnedView(system: System, steps: readonly string[], start = 'start'): ExecutionView {
  return viewOf(system.instance, pinnedExecution(system, steps, start), undefined);
}

export function pinnedExecution(system: System, steps: readonly string[], start = 'start'): Execution {
  const { instance } = system;
  let outcomes = system.initial();
  const taken = [start, ...steps].map(text => {
    const outcome = outcomes.find(({ step }) => stepText(instance, step) === text);
    if (outcome?.kind !== 'state')
      throw new Error(`${text} is none of ${outcomes.map(({ step }) => stepText(instance, step)).join('; ')}`);
    outcomes = system.successors(outcome.state);
    return outcome;
  });
  const [first, ...transitions] = taken;
  return { start: present(first, 'a start'), transitions, error: undefined };
}

/** `known` is what may be known of an execution beside its steps. */
export function viewOf(
  instance: Instance,
  execution: Execution,
  verdict: ExecutionView['verdict'],
  known: Partial<ExecutionAbout> = {},
): ExecutionView {
  const origin = verdict === undefined ? 'representative' : 'counterexample';
  return executionView(instance, execution, {
    schedule: [],
    origin: origin === 'representative' ? { kind: origin } : { kind: origin, property: verdict?.property ?? '' },
    quiescent: verdict === undefined,
    verdict,
    ...known,
  });
}
