import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { readTrace } from '../../src/scene/exports/readTrace.ts';
import { savedTraceText } from '../../src/scene/exports/savedTrace.ts';
import { happensBeforeView } from '../../src/scene/happensBeforeView.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { traceOf } from '../../src/trace/record.ts';
import { schemaViolations } from '../cli/jsonSchema.ts';
import { recipes, syntheticExecution } from '../trace/syntheticExecutions.ts';
import { blockedView } from './endless.ts';
import { assertGolden } from './golden.ts';
import { oddViews } from './oddTexts.ts';
import { syntheticView, views } from './views.ts';

const ABOUT = { protocol: { file: 'x.cone', sha256: '0'.repeat(64) }, cursor: 0 };
const SCHEMA = JSON.parse(readFileSync('docs/trace.schema.json', 'utf8')) as Parameters<typeof schemaViolations>[0];

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Some place in data, to be damaged: the path to a value. */
function somePath(data: unknown, pick: (below: number) => number): readonly string[] {
  const path: string[] = [];
  let at: unknown = data;
  while (typeof at === 'object' && at !== null && Object.keys(at).length > 0 && (path.length === 0 || pick(6) > 0)) {
    const keys = Object.keys(at);
    const key = keys[pick(keys.length)] ?? '';
    path.push(key);
    at = (at as Record<string, unknown>)[key];
  }
  return path;
}

function damaged(data: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(data) ? [...(data as unknown[])] : { ...(data as object) }) as Record<string, unknown>;
  copy[key] = damaged(copy[key], rest, value);
  return copy;
}

const ODD_VALUES: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  1,
  1e9,
  0.5,
  'x',
  '',
  true,
  [],
  {},
  [[]],
  { kind: 'x' },
];

describe('a saved trace', () => {
  it('is read as it was written, and its graph is that of the execution', () => {
    fc.assert(
      fc.property(fc.oneof(views, oddViews), view => {
        const read = readTrace(savedTraceText(view, ABOUT));
        assert.ok(read.ok, read.ok ? '' : read.failure);
        assert.deepEqual(plain(read.value.trace.execution), plain(view));
        assert.deepEqual(read.value.trace.protocol, { name: view.protocol, ...ABOUT.protocol });
      }),
    );
    fc.assert(
      fc.property(recipes, recipe => {
        const { instance, execution } = syntheticExecution(recipe);
        const read = readTrace(savedTraceText(syntheticView(recipe), ABOUT));
        assert.ok(read.ok);
        assert.deepEqual(read.value.happensBefore, happensBeforeView(traceOf(instance, execution)));
      }),
    );
  });

  it('is of the shape that docs/trace.schema.json says', () => {
    fc.assert(
      fc.property(views, view => {
        const data = JSON.parse(savedTraceText(view, ABOUT)) as Parameters<typeof schemaViolations>[1];
        assert.deepEqual(schemaViolations(SCHEMA, data), []);
      }),
      { numRuns: 30 },
    );
    const odd = damaged(JSON.parse(savedTraceText(blockedView(), ABOUT)), ['execution', 'steps', '0', 'note'], 1);
    assert.deepEqual(schemaViolations(SCHEMA, odd as Parameters<typeof schemaViolations>[1]), [
      '$.execution.steps[0]: note is not in the schema',
    ]);
  });

  it('is refused with a sentence or can be drawn, however it is damaged', () => {
    let refused = 0;
    let drawn = 0;
    const damages = fc.tuple(views, fc.constantFrom(...ODD_VALUES), fc.infiniteStream(fc.nat()));
    fc.assert(
      fc.property(damages, ([view, value, numbers]) => {
        const data: unknown = JSON.parse(savedTraceText(view, ABOUT));
        const path = somePath(data, below => (numbers.next().value as number) % below);
        const read = readTrace(JSON.stringify(damaged(data, path, value)));
        if (read.ok) {
          const { execution, cursor } = read.value.trace;
          spaceTimeScene(execution, { laneWidth: 120, cursor });
          executionText(execution);
          drawn += 1;
        } else {
          assert.match(read.failure, /^This .*\.?$/);
          refused += 1;
        }
      }),
      { numRuns: 600 },
    );
    assert.ok(refused > 100 && drawn > 20, `${String(refused)} refused, ${String(drawn)} drawn`);
  });

  it('that says what cannot be is refused, with the place', () => {
    const whole: unknown = JSON.parse(savedTraceText(blockedView(), ABOUT));
    const failureOf = (path: string, value: unknown): string => {
      const read = readTrace(JSON.stringify(damaged(whole, path.split('.'), value)));
      return read.ok ? '' : read.failure;
    };
    assert.match(failureOf('version', 2), /version 2; this Lightcone reads version 1/);
    assert.match(failureOf('format', 'ITF'), /not a trace of Lightcone/);
    assert.match(failureOf('execution.events.3.lane', 9), /execution\.events\[3\]\.lane is 9, which does not exist/);
    assert.match(failureOf('execution.events.3.vector.0', 9), /execution\.events\[3\]\.vector is not its vector clock/);
    assert.match(failureOf('execution.arrows.0.from', 5), /execution\.arrows\[0\]/);
    assert.match(failureOf('execution.headline', undefined), /execution\.headline is not a text/);
    assert.match(failureOf('cursor', 99), /cursor is 99, which does not exist/);
    const broken = readTrace('{');
    assert.ok(!broken.ok && broken.failure.startsWith('This is not JSON: '));
  });

  it('is as a person has read it', () => {
    assertGolden('export-blocked.cone-trace.json', savedTraceText(blockedView(), ABOUT));
  });
});
