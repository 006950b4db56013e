import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { judge } from '../src/engine/judge.ts';
import { helperSpawner } from '../src/worker/spawnHelper.node.ts';
import type { ExploreRequest, Explored } from './explorer.ts';
import { explore, exploreInSlices, instanceIn } from './measure.ts';

// The process behind `Explorer`: explores what it is told, again and again, and says each time what that took.

process.on('message', (request: ExploreRequest) => {
  void answer(request).then(explored => {
    assert.ok(process.send !== undefined, 'somebody started this process in order to hear from it');
    process.send(explored);
  });
});

async function answer({ text, scenario, options, helper }: ExploreRequest): Promise<Explored> {
  const instance = instanceIn(text, scenario);
  const { result, wallMs, processorMs } =
    helper === undefined
      ? explore(instance, options)
      : await exploreInSlices(instance, { ...options, spawnHelper: helperSpawner(pathToFileURL(helper)) });
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
