import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { envelopeKey } from '../../src/model/stateKey.ts';
import type { Execution, Step } from '../../src/model/state.ts';
import { traceOf } from '../../src/trace/record.ts';
import { envelopeNow, type Trace, type TraceMessage } from '../../src/trace/trace.ts';
import { recipes, syntheticExecution } from './syntheticExecutions.ts';

const EVENTLESS: ReadonlySet<Step['kind']> = new Set([
  ...(['lose', 'duplicate', 'corrupt', 'reset', 'partition', 'heal', 'cut', 'mend'] as const),
  ...(['tick', 'settle', 'round', 'stabilise'] as const),
]);

/** Steps that are no event of any node. */
function isEventless(step: Step): boolean {
  return EVENTLESS.has(step.kind);
}

/** What is in flight after a step, by the messages of the trace: sorted keys. */
function inFlightAfter(trace: Trace, step: number): readonly string[] {
  return trace.messages
    .filter(({ sentStep, endStep }) => sentStep <= step && (endStep === undefined || endStep > step))
    .map(message => envelopeKey(envelopeNow(message, step)))
    .sort();
}

function statesOf({ start, transitions }: Execution): readonly Execution['start']['state'][] {
  return [start.state, ...transitions.map(({ state }) => state)];
}

function leavesCopy(step: Step): boolean {
  if (step.kind === 'crash') return step.midway !== undefined && leavesCopy(step.midway.of);
  return step.kind === 'deliver' && !step.consumed;
}

/** What is forged arrives in the step in which it is sent; what is sent to a Byzantine node is never in flight. */
function isInstant({ from, fate, sentStep, endStep }: TraceMessage, events: Trace['events']): boolean {
  return events[from]?.kind === 'forge' || (fate === 'ignored' && sentStep === endStep);
}

describe('the trace of an execution', () => {
  it('has one event for each step that happens at a node, and one for each start', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution(recipe);
        const trace = traceOf(instance, execution);
        const steps = execution.transitions.map(({ step }) => step).filter(step => !isEventless(step));
        const expected = steps.length + steps.filter(({ kind }) => kind === 'forge').length;
        const failed = execution.error === undefined ? 0 : 1;
        assert.equal(trace.events.length, instance.nodes.length + expected + failed);
        assert.equal(trace.stepCount, 1 + execution.transitions.length + failed);
      }),
    );
  });

  it('has exactly the messages in flight that the states have', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        fc.pre(!recipe.persistent);
        const { instance, execution } = syntheticExecution({ ...recipe, error: false });
        const trace = traceOf(instance, execution);
        // A copy that stays when its twin is delivered is drawn from the same send, so it seems to have been sent then.
        const copiesStay = execution.transitions.some(({ step }) => leavesCopy(step));
        statesOf(execution).forEach((state, step) => {
          const found = inFlightAfter(trace, step);
          const sent = state.inboxes.flat().filter(({ message }) => message !== instance.protocol.disconnect);
          const expected = sent.map(envelopeKey).sort();
          if (copiesStay) assert.deepEqual([...new Set(found)], [...new Set(expected)]);
          else assert.deepEqual(found, expected);
        });
      }),
    );
  });

  it('knows every message of a persistent network that is in flight at the end', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution({ ...recipe, order: 'any', persistent: true });
        const trace = traceOf(instance, execution);
        const sent = new Set(trace.messages.map(message => envelopeKey(envelopeNow(message))));
        const last = statesOf(execution).at(-1);
        const { disconnect } = instance.protocol;
        const inFlight = (last?.inboxes.flat() ?? []).filter(({ message }) => message !== disconnect);
        for (const envelope of inFlight) assert.ok(sent.has(envelopeKey(envelope)));
      }),
    );
  });

  it('lets no message arrive before it is sent', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution(recipe);
        const { events, messages } = traceOf(instance, execution);
        for (const message of messages) {
          const { from, to, sentStep, endStep, envelope, copyOf } = message;
          assert.equal(events[from]?.node, envelope.from);
          assert.ok(events[from].step <= sentStep);
          assert.ok(endStep === undefined || (isInstant(message, events) ? endStep === sentStep : endStep > sentStep));
          if (to !== undefined) {
            assert.equal(events[to]?.node, envelope.to);
            assert.equal(events[to].step, endStep);
          }
          if (copyOf !== undefined) assert.equal(messages[copyOf]?.from, from);
        }
      }),
    );
  });

  it('delivers the oldest of equal messages first', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution({ ...recipe, persistent: false });
        const { messages, events } = traceOf(instance, execution);
        const originals = messages.filter(
          ({ copyOf, corruptions, fate, from }) =>
            copyOf === undefined && corruptions.length === 0 && fate !== 'ignored' && events[from]?.kind !== 'forge',
        );
        for (const message of originals) {
          const key = envelopeKey(message.envelope);
          const younger = originals.filter(
            other => other.sentStep > message.sentStep && envelopeKey(other.envelope) === key && other.to !== undefined,
          );
          for (const other of younger) assert.ok((message.endStep ?? Infinity) <= (other.endStep ?? Infinity));
        }
      }),
    );
  });

  it('gives the event of an arrival a Lamport clock above both its causes', () => {
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution(recipe);
        const { events, messages } = traceOf(instance, execution);
        const latest = new Map<number, number>();
        for (const event of events) {
          const sender = event.received === undefined ? undefined : events[messages[event.received]?.from ?? -1];
          assert.equal(event.lamport, Math.max(latest.get(event.node) ?? 0, sender?.lamport ?? 0) + 1);
          latest.set(event.node, event.lamport);
        }
      }),
    );
  });
});
