import type { ArrowView, EventView, ExecutionView, StepView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import { nodeName, stepSentence, stepText } from '../model/labels.ts';
import { isFault, type Execution, type Step, type Transition } from '../model/state.ts';
import { traceOf } from '../trace/record.ts';
import type { Trace, TraceEvent, TraceMessage } from '../trace/trace.ts';
import { bandsOf } from './bands.ts';
import { headlineOf } from './headline.ts';
import { violatingStep } from './violatingStep.ts';
import { labelOf, messageLabel, spanOf } from './words.ts';
import { changesBetween, variablesOf } from './stateChanges.ts';

/** What an execution does not say about itself. */
export interface ExecutionAbout {
  readonly schedule: ExecutionView['schedule'];
  readonly origin: ExecutionView['origin'];
  /** Whether the last state has no step left, faults aside. */
  readonly quiescent: boolean;
  readonly verdict: ExecutionView['verdict'];
}

/** An execution with its causality and in words: all that drawing it and stepping through it needs. */
export function executionView(instance: Instance, execution: Execution, about: ExecutionAbout): ExecutionView {
  const trace = traceOf(instance, execution);
  const taken = [execution.start, ...execution.transitions];
  const states = taken.map(({ state }) => state);
  const steps = stepViews(instance, execution, trace);
  const violatedStep = violatingStep({ verdict: about.verdict, steps });
  const stepOf = (index: number): Step | undefined => taken[index]?.step ?? execution.error?.step;
  return {
    protocol: instance.protocol.name,
    scenario: instance.scenario.name,
    ...about,
    headline: headlineOf(instance, execution, about),
    lanes: instance.nodes.map(({ name, role }) => ({ name, role: instance.protocol.roles[role]?.name ?? '' })),
    events: trace.events.map(event => ({
      ...eventWords(instance, execution, event, stepOf(event.step)),
      lane: event.node,
      step: event.step,
      kind: event.kind,
      lamport: event.lamport,
      vector: event.vector,
      violation: event.kind === 'error' || event.step === violatedStep,
    })),
    arrows: trace.messages.map(message => arrowView(instance, message)),
    bands: bandsOf(states),
    steps,
    initial: variablesOf(instance, execution.start.state),
  };
}

function stepViews(instance: Instance, execution: Execution, trace: Trace): readonly StepView[] {
  const { start, transitions, error } = execution;
  const eventsOf = Map.groupBy(
    trace.events.map((_, event) => event),
    event => trace.events[event]?.step,
  );
  const view = ({ step }: Pick<Transition, 'step'>, index: number): Omit<StepView, 'changes'> => ({
    text: stepText(instance, step),
    sentence: stepSentence(instance, step),
    fault: isFault(step),
    at: spanOf(instance, step),
    events: eventsOf.get(index) ?? [],
  });
  const steps = transitions.map((transition, i) => {
    const before = transitions[i - 1]?.state ?? start.state;
    return { ...view(transition, i + 1), changes: changesBetween(instance, before, transition.state) };
  });
  const begun = [{ ...view(start, 0), changes: [] }, ...steps];
  if (error === undefined) return begun;
  const failed = view(error, begun.length);
  const sentence = `${failed.sentence} and fails: ${error.error.message}`;
  return [...begun, { ...failed, sentence, at: error.error.at, changes: [] }];
}

function arrowView(instance: Instance, message: TraceMessage): ArrowView {
  const { envelope, from, to, fate, copyOf, sentStep, endStep, at } = message;
  const label = messageLabel(instance, envelope);
  return { from, to, fromLane: envelope.from, toLane: envelope.to, label, fate, copyOf, sentStep, endStep, at };
}

/** What is written beside an event, what is said of it, and what ran. */
function eventWords(
  instance: Instance,
  execution: Execution,
  event: TraceEvent,
  step: Step | undefined,
): Pick<EventView, 'label' | 'sentence' | 'at'> {
  const { node, kind } = event;
  const role = instance.protocol.roles[instance.nodes[node]?.role ?? -1];
  const name = nodeName(instance, node);
  if (kind === 'start') return { label: '', sentence: `${name} starts`, at: role?.start?.at };
  if (step === undefined) return { label: '', sentence: '', at: undefined };
  const sentence = stepSentence(instance, step);
  if (kind === 'error' && execution.error !== undefined) {
    const { message, at } = execution.error.error;
    return { label: labelOf(instance, step), sentence: `${sentence} and fails: ${message}`, at };
  }
  return { label: labelOf(instance, step), sentence, at: spanOf(instance, step) };
}
