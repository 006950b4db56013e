import { atOnce } from '../base/atOnce.ts';
import { groupBy } from '../base/groupBy.ts';
import type { ExecutionView, StepSign, StepView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { stepText } from '../model/labels.ts';
import { stepSentence } from '../model/sentences.ts';
import { isFault, type Execution, type Transition } from '../model/state.ts';
import { tracing } from '../trace/record.ts';
import type { Trace } from '../trace/trace.ts';
import { bandsOf } from './bands.ts';
import { arrowView, eventView } from './eventViews.ts';
import { headlineOf } from './headline.ts';
import { operationViews, type OperationOrder } from './operationViews.ts';
import { violatingStep } from './violatingStep.ts';
import { spanOf } from './words.ts';
import { changesBetween, variablesOf } from './stateChanges.ts';

/** What an execution does not say about itself. */
export interface ExecutionAbout {
  readonly schedule: ExecutionView['schedule'];
  readonly origin: ExecutionView['origin'];
  /** Whether the last state has no step left, faults aside. */
  readonly quiescent: boolean;
  readonly verdict: ExecutionView['verdict'];
  readonly loop?: NonNullable<ExecutionView['loop']>;
  readonly waiting?: NonNullable<ExecutionView['waiting']>;
  readonly notes?: NonNullable<ExecutionView['notes']>;
  /** Of the operations in its last state: which ones can be put in an order, by history; none where nobody asks. */
  readonly orders?: readonly OperationOrder[];
  /** By step, what can still be decided after it; as `StepView.valence`. */
  readonly valence?: readonly (readonly string[])[];
  /** Steps that the violation does not need: what happens in them is drawn faintly. */
  readonly irrelevantSteps?: ReadonlySet<number>;
}

/** An execution with its causality and in words: all that drawing it and stepping through it needs. */
export function executionView(instance: Instance, execution: Execution, about: ExecutionAbout): ExecutionView {
  return atOnce(drawingUp(instance, execution, about));
}

/** The same in parts, each of about a step. */
export function* drawingUp(
  instance: Instance,
  execution: Execution,
  about: ExecutionAbout,
): Generator<undefined, ExecutionView> {
  const { orders = [], valence = [], irrelevantSteps = new Set<number>(), ...said } = about;
  const trace = yield* tracing(instance, execution);
  const taken = [execution.start, ...execution.transitions];
  const states = taken.map(({ state }) => state);
  const drawn = yield* stepViews(instance, execution, trace);
  const steps = drawn.map((step, i) => (valence[i] === undefined ? step : { ...step, valence: valence[i] }));
  const violatedStep = violatingStep({ ...said, steps });
  const events = yield* eachOf(trace.events, event => {
    const view = eventView(instance, execution, event, violatedStep);
    return irrelevantSteps.has(event.step) ? { ...view, irrelevant: true as const } : view;
  });
  const arrows = yield* eachOf(trace.messages, message => arrowView(instance, message));
  const operations = operationViews(instance, execution, trace, orders);
  return {
    protocol: instance.protocol.name,
    scenario: instance.scenario.name,
    ...said,
    headline: headlineOf(instance, execution, said),
    lanes: instance.nodes.map(({ name, role }) => ({ name, role: instance.protocol.roles[role]?.name ?? '' })),
    events,
    arrows,
    bands: bandsOf(states),
    steps,
    ...(operations === undefined ? {} : { operations }),
    initial: variablesOf(instance, execution.start.state),
  };
}

/** What becomes of each item; yields after each. */
function* eachOf<Item, Made>(items: readonly Item[], make: (item: Item, index: number) => Made) {
  const made: Made[] = [];
  for (const [index, item] of items.entries()) {
    made.push(make(item, index));
    yield undefined;
  }
  return made as readonly Made[];
}

function* stepViews(instance: Instance, execution: Execution, trace: Trace): Generator<undefined, readonly StepView[]> {
  const { start, transitions, error } = execution;
  const eventsOf = groupBy(
    trace.events.map((_, event) => event),
    event => trace.events[event]?.step,
  );
  const signs = signsOf([start, ...transitions]);
  const view = ({ step }: Pick<Transition, 'step'>, index: number): Omit<StepView, 'changes'> => {
    const sign = signs[index];
    return {
      text: stepText(instance, step),
      sentence: stepSentence(instance, step),
      fault: isFault(step),
      ...(sign === undefined ? {} : { sign }),
      at: spanOf(instance, step),
      events: eventsOf.get(index) ?? [],
    };
  };
  const steps = yield* eachOf(transitions, (transition, i) => {
    const before = transitions[i - 1]?.state ?? start.state;
    return { ...view(transition, i + 1), changes: changesBetween(instance, before, transition.state) };
  });
  const begun = [{ ...view(start, 0), changes: [] }, ...steps];
  if (error === undefined) return begun;
  const failed = view(error, begun.length);
  const sentence = `${failed.sentence} and fails: ${error.error.message}`;
  return [...begun, { ...failed, sentence, at: error.error.at, changes: [] }];
}

/** What steps show that happen to everybody, or to a connection: by index, the start first. */
function signsOf(taken: readonly Transition[]): readonly (StepSign | undefined)[] {
  let round = 1;
  return taken.map(({ step, state }): StepSign | undefined => {
    switch (step.kind) {
      case 'tick':
        return { kind: 'tick', label: `t = ${String(state.environment.time ?? 0)}` };
      case 'settle':
        return { kind: 'settle', label: 'timers' };
      case 'round':
        round += 1;
        return { kind: 'round', label: `round ${String(round)}` };
      case 'stabilise':
        return { kind: 'stabilise', label: 'synchronous' };
      case 'reset':
        return { kind: 'reset', lanes: step.ends };
      case 'start':
      case 'deliver':
      case 'timer':
      case 'action':
      case 'lose':
      case 'duplicate':
      case 'corrupt':
      case 'crash':
      case 'recover':
      case 'partition':
      case 'heal':
      case 'cut':
      case 'mend':
      case 'stall':
      case 'pause':
      case 'resume':
      case 'diskfail':
      case 'alter':
      case 'turn':
      case 'forge':
      case 'drift':
      case 'jump':
      case 'clockFail':
        return undefined;
    }
  });
}
