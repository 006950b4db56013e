import assert from 'node:assert/strict';
import { present } from '../../src/base/assert.ts';
import type { Answer, CheckBounds, EngineApi } from '../../src/contract/engine.ts';
import type { CheckReport, PropertyReport } from '../../src/contract/report.ts';
import { createEngineService } from '../../src/worker/engineService.ts';
import type { EngineSurroundings } from '../../src/worker/slices.ts';

/** More than the protocols of these tests need. */
export const BOUNDS: CheckBounds = { statesMax: 100_000, depthMax: 1000, copiesMax: 8, memoryBytesMax: 1 << 28 };

export const AROUND: EngineSurroundings = {
  cores: 1,
  nowMs: () => performance.now(),
  pause: () => new Promise(done => setImmediate(done)),
};

/** An engine in the thread of the test. */
export function createEngine(): EngineApi {
  return createEngineService(AROUND);
}

export function valueOf<T>(answer: Answer<T>): T {
  assert.ok(answer.ok, answer.ok ? '' : answer.refusal.message);
  return answer.value;
}

export function propertyOf(report: CheckReport, name: string): PropertyReport {
  return present(
    report.properties.find(property => property.name === name),
    `the property ${name}`,
  );
}
