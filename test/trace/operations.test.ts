import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { groupBy } from '../../src/base/groupBy.ts';
import { operationText } from '../../src/model/labels.ts';
import type { Execution } from '../../src/model/state.ts';
import type { System } from '../../src/model/system.ts';
import { execute } from '../../src/semantics/execute.ts';
import { replaySchedule } from '../../src/semantics/replay.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { operationsOf } from '../../src/trace/operations.ts';
import { traceOf } from '../../src/trace/record.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { systemOf } from '../support/protocols.ts';

/** `C 1 write(1) start 0 – deliver 3`: each operation, and in which events it began and was answered. */
function textsOf(system: System, execution: Execution): readonly string[] {
  const trace = traceOf(system.instance, execution);
  const at = (event: number): string => `${trace.events[event]!.kind} ${trace.events[event]!.step}`;
  return operationsOf(trace, execution).map(operation => {
    const name = system.instance.nodes[operation.client]!.name;
    const until = operation.toEvent === undefined ? '' : at(operation.toEvent);
    return `${name} ${operationText(system.instance, operation)} ${at(operation.fromEvent)} – ${until}`;
  });
}

function executionOf(system: System, ...steps: readonly string[]): Execution {
  const at = { start: 0, end: 0 };
  const replay = { name: 'r', at, doc: undefined, steps: steps.map(text => ({ text, at })) };
  const schedule = replaySchedule(system, replay);
  assert(schedule.ok, schedule.ok ? '' : schedule.failure.message);
  const execution = execute(system, schedule.value);
  assert(execution.ok);
  return execution.value;
}

describe('The operations of an execution', () => {
  it('have the events in which they began and were answered', () => {
    const system = systemOf(`protocol P message Put message Ok
history h: Register of 0..1 = 0
role C { on start { invoke h.write(1) send Put to the S } on Ok { respond h invoke h.read } on recover { invoke h.read respond h with 1 } }
role S { on Put { reply Ok } }
system { S: 1 C: 2 faults { crash: 1 of C recover: 1 } }`);
    const execution = executionOf(
      system,
      'deliver Put from C 2 to S',
      'deliver Ok from S to C 2',
      'crash C 1',
      'recover C 1',
    );
    assert.deepEqual(textsOf(system, execution), [
      'C 1 write(1) start 0 – ',
      'C 2 write(1) start 0 – deliver 2',
      'C 2 read deliver 2 – ',
      'C 1 read recover 4 – recover 4',
    ]);
  });

  it('are told of a crash in the midst of a handler, and of what is forged', () => {
    const system = systemOf(`protocol P message Put message Ok
history h: Register of 0..1 = 0
role C { var n: 0..1 = 0 timer t on start { start t } on t { invoke h.read send Put to the S send Put to the S respond h with 0 } on Ok { invoke h.write(1) } }
role S { on Put { reply Ok } }
system { S: 1 C: 1 faults { crash: 1 of C midway byzantine: 1 of S } }`);
    const midway = executionOf(system, 'crash C midway 1 firing t at C');
    assert.deepEqual(textsOf(system, midway), ['C read crashMidway 1 – ']);
    const forged = executionOf(system, 'byzantine S', 'forge Ok from S to C', 'fire t at C');
    assert.deepEqual(textsOf(system, forged), ['C write(1) deliver 2 – ', 'C read timer 3 – timer 3']);
  });

  it('are those of the last state, in their places, and in the order in which the events say', () => {
    let operations = 0;
    fc.assert(
      fc.property(arbitraryProtocol, fc.integer(), (text, seed) => {
        fc.pre(text.includes('history asked'));
        const system = systemOf(text);
        const run = simulate(system, seed, { stepsMax: 30 });
        fc.pre(run.ok);
        const { execution } = run.value;
        const traced = operationsOf(traceOf(system.instance, execution), execution);
        const last = (execution.transitions.at(-1) ?? execution.start).state;
        const [history] = last.histories!;
        operations += traced.length;
        assert.equal(traced.length, history!.length);
        for (const { index, client, operation, arguments: asked, result, fromEvent, history: number } of traced) {
          const answered = traced.filter(
            other => other.client !== client && other.toEvent !== undefined && other.toEvent < fromEvent,
          );
          const byClient = [...groupBy(answered, other => other.client)].sort(([a], [b]) => a - b);
          const after = byClient.map(([node, before]) => ({ client: node, answered: before.length }));
          const expected = { client, operation, arguments: asked, after, ...(result === undefined ? {} : { result }) };
          assert.deepEqual({ ...history![index] }, expected);
          assert.equal(number, 0);
        }
        const begun = traced.map(({ fromEvent }) => fromEvent);
        assert.deepEqual(
          begun,
          begun.toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 60 },
    );
    assert(operations > 20, 'many operations were looked at');
  });
});
