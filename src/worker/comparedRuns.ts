import type { Answer, ExecutionRequest } from '../contract/engine.ts';
import type { ComparedExecution, ComparedExecutions, ComparedRequest, CompareRequest } from '../contract/comparison.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { System } from '../model/system.ts';
import type { Value } from '../model/values.ts';
import { representativeView } from './executions.ts';
import type { Known } from './executions.ts';
import { lassoIn, type Findings } from './findings.ts';
import { drawingGoodRun } from './goodRun.ts';
import { inVariant } from './inVariant.ts';
import { SLICE_MS } from './slices.ts';
import type { Surroundings } from './slices.ts';

/** What executions are asked of. */
export interface ComparedSubject {
  readonly system: System;
  readonly findings: Findings | undefined;
  readonly known: Known;
  readonly execution: (request: ExecutionRequest) => Promise<Answer<ExecutionView>>;
}

/** Finds executions to compare, in slices; any of it can be cancelled. */
export class ComparedRuns {
  readonly #around: Surroundings;
  readonly #cancelled = new Map<number, boolean>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Two executions, the one that depends on the other after it; a side that cannot be is a sentence. */
  async compare(
    requestId: number,
    subject: ComparedSubject,
    { left, right }: CompareRequest,
  ): Promise<Answer<ComparedExecutions>> {
    this.#cancelled.set(requestId, false);
    try {
      const independent = async (request: ComparedRequest): Promise<ComparedExecution> =>
        request.kind === 'nearestGood' ? NO_OTHER : sideOf(await executionOf(subject, request));
      const sides = [await independent(left), await independent(right)] as const;
      const good = async (request: ComparedRequest, own: ComparedExecution, other: ComparedExecution) =>
        request.kind === 'nearestGood' && other.kind === 'execution'
          ? await this.#goodRun(requestId, subject, other.execution)
          : own;
      const value = { left: await good(left, ...sides), right: await good(right, sides[1], sides[0]) };
      if (this.#cancelled.get(requestId) === true) return CANCELLED;
      return { ok: true, value };
    } finally {
      this.#cancelled.delete(requestId);
    }
  }

  cancel(requestId: number): void {
    if (this.#cancelled.has(requestId)) this.#cancelled.set(requestId, true);
  }

  async #goodRun(
    requestId: number,
    { system, findings, known }: ComparedSubject,
    other: ExecutionView,
  ): Promise<ComparedExecution> {
    const values = valuesOf(system, findings, other);
    const work = drawingGoodRun(system, other, { known, values });
    let sliceEndsAtMs = this.#around.nowMs() + SLICE_MS;
    while (this.#cancelled.get(requestId) !== true) {
      const next = work.next();
      if (next.done === true) return sideOf(next.value);
      if (this.#around.nowMs() < sliceEndsAtMs) continue;
      await this.#around.pause();
      sliceEndsAtMs = this.#around.nowMs() + SLICE_MS;
    }
    return NO_OTHER;
  }
}

/** The same, as executions of a variant. */
export function comparedInVariant({ left, right }: ComparedExecutions, phrase: string): ComparedExecutions {
  const named = (side: ComparedExecution): ComparedExecution =>
    side.kind === 'execution' ? { ...side, execution: inVariant(side.execution, phrase) } : side;
  return { left: named(left), right: named(right) };
}

const NO_OTHER: ComparedExecution = { kind: 'none', reason: 'There is no other run to look beside.' };

const CANCELLED: Answer<never> = {
  ok: false,
  refusal: { code: 'cancelled', message: 'The comparison was cancelled.' },
};

async function executionOf(
  { system, known, execution }: ComparedSubject,
  request: Exclude<ComparedRequest, { kind: 'nearestGood' }>,
): Promise<Answer<ExecutionView>> {
  switch (request.kind) {
    case 'representative':
      return representativeView(system, known);
    case 'random':
      return await execution({ ...request, after: [] });
    case 'default':
    case 'property':
    case 'timed':
    case 'sampled':
    case 'schedule':
      return await execution(request);
  }
}

function sideOf(answer: Answer<ExecutionView>): ComparedExecution {
  return answer.ok ? { kind: 'execution', execution: answer.value } : { kind: 'none', reason: answer.refusal.message };
}

/** For which values of its parameters the property fails that an execution violates, as far as the check has said so. */
function valuesOf(
  { instance }: System,
  findings: Findings | undefined,
  { verdict, schedule }: ExecutionView,
): readonly Value[] {
  const index = instance.protocol.properties.findIndex(({ name }) => name === verdict?.property);
  const lasso = lassoIn(findings?.result.verdicts[index]);
  return lasso !== undefined && lasso.schedule.join() === schedule.join() ? (lasso.arguments ?? []) : [];
}
