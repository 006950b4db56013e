import { setImmediate as nextTurn } from 'node:timers/promises';
import { COPIES_MAX } from '../contract/copies.ts';
import type { CheckReport } from '../contract/report.ts';
import { boundsOf, type SearchBounds } from '../engine/bounds.ts';
import { PLAIN_METHOD, type SearchMethod } from '../engine/method.ts';
import type { SearchProgress } from '../engine/searchResult.ts';
import type { Instance } from '../model/instance.ts';
import type { System } from '../model/system.ts';
import { createSystem } from '../semantics/system.ts';
import type { ValenceOf } from '../worker/executions.ts';
import { Exploration, type Findings } from '../worker/findings.ts';
import { potentialReport } from '../worker/potential.ts';
import { replayingAll } from '../worker/replayed.ts';
import { checkReport } from '../worker/report.ts';
import { inSlices } from '../worker/slices.ts';
import { helperSpawner } from '../worker/spawnHelper.node.ts';
import { ProgressLine } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { counted, grouped, quoted } from './words.ts';

/** How long the search has the process for itself before a Ctrl-C is noticed and the progress line is renewed. */
const sliceMs = 40;

/** How one scenario is explored. */
export interface Exploring {
  /** Bounds of the command line: they go before those of the scenario. */
  readonly bounds: Partial<SearchBounds>;
  readonly method?: SearchMethod;
  readonly terminal: Terminal;
  /** What the progress line names; the scenario where nothing is said. */
  readonly name?: string;
  /** Asked between slices: whether to leave it at what was found. */
  readonly isInterrupted: () => boolean;
}

export interface Explored {
  readonly system: System;
  readonly findings: Findings;
  readonly report: CheckReport;
  /** What can still be decided from a state, where that was found out. */
  readonly valenceOf: ValenceOf;
}

/** Explores one scenario to its end, or to a bound, with a progress line on the terminal's error output. */
export async function explore(instance: Instance, exploring: Exploring): Promise<Explored> {
  const { bounds, method = PLAIN_METHOD, terminal, name = quoted(instance.scenario.name), isInterrupted } = exploring;
  const startedAtMs = performance.now();
  const exploration = new Exploration(instance, {
    bounds: { ...boundsOf(instance, { copiesMax: COPIES_MAX }), ...bounds },
    method,
    spawnHelper: helperSpawner(helperScript()),
  });
  const { search } = exploration;
  const progress = new ProgressLine(terminal.error);
  const around = {
    nowMs: () => performance.now(),
    pause: async () => {
      await nextTurn();
      if (isInterrupted()) search.cancel();
      const nowMs = performance.now();
      progress.show(nowMs, () => progressText(name, search.progress(), nowMs - startedAtMs));
    },
  };
  let sliceEndsAtMs = startedAtMs + sliceMs;
  while (!search.run(() => performance.now() >= sliceEndsAtMs)) {
    await around.pause();
    sliceEndsAtMs = performance.now() + sliceMs;
  }
  const elapsedMs = performance.now() - startedAtMs;
  const system = createSystem(instance);
  await inSlices(exploration.working(), around);
  const findings = exploration.findings(elapsedMs);
  await inSlices(replayingAll(system, findings), around);
  progress.clear();
  const report = checkReport(system, findings, potentialReport(instance));
  return { system, findings, report, valenceOf: state => search.valenceOf(state) };
}

/** Beside the bundle, or among the sources where those run. */
function helperScript(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? '../worker/helperEntry.node.ts' : 'search-helper.cjs', import.meta.url);
}

function progressText(name: string, progress: SearchProgress, elapsedMs: number): string {
  const { distinctStates, expandedStates, depth, memoryBytes } = progress;
  return [
    name,
    counted(distinctStates, 'state'),
    `${grouped(distinctStates - expandedStates)} waiting`,
    `depth ${grouped(depth)}`,
    `${grouped((distinctStates / elapsedMs) * 1000)} states/s`,
    `${grouped(memoryBytes / (1 << 20))} MB`,
  ].join(' · ');
}
