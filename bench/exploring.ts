import assert from 'node:assert/strict';
import { judge } from '../src/engine/judge.ts';
import type { ExploreRequest, Explored } from './explorer.ts';
import { explore, instanceIn } from './measure.ts';

// The process behind `Explorer`: explores what it is told, again and again, and says each time what that took.

process.on('message', (request: ExploreRequest) => {
  assert.ok(process.send !== undefined, 'somebody started this process in order to hear from it');
  process.send(answer(request));
});

function answer({ text, scenario, options }: ExploreRequest): Explored {
  const instance = instanceIn(text, scenario);
  const { result, wallMs, processorMs } = explore(instance, options);
  return {
    wallMs,
    processorMs,
    states: result.distinctStates,
    transitions: result.generatedStates,
    memoryBytes: result.memoryBytes,
    reductions: result.reductions,
    unmet: judge(instance, result).flatMap(({ met, text, reason }) => (met ? [] : [`${text}: ${reason}`])),
  };
}
