import { listed } from '../base/listed.ts';
import type { Answer } from '../contract/engine.ts';
import type { ExecutionView } from '../contract/execution.ts';
import type { Instance } from '../model/instance.ts';
import type { Protocol } from '../model/protocol.ts';
import { createSystem } from '../semantics/system.ts';
import { firstCounterexample, propertyView, randomView, representativeView } from '../worker/executions.ts';
import { NoReturns } from '../worker/noReturns.ts';
import { timedView } from '../worker/timedRuns.ts';
import { explore } from './explore.ts';
import type { Terminal } from './terminal.ts';

/** Which execution of a scenario is meant: by default the shortest counterexample, else a run that ends on its own. */
export interface ExecutionOptions {
  readonly property?: string;
  readonly seed?: number;
  /** The run of `seed` in continuous time. */
  readonly timed?: boolean;
}

/** How much work it may be to find out since when a violation could not be avoided any more: some seconds. */
const PARTS_MAX = 3000;

/** Why a property cannot be meant; undefined where it can. */
export function propertyProblem({ properties }: Protocol, property: string | undefined): string | undefined {
  const names = [...properties.map(({ name }) => name), 'error', 'deadlock'];
  if (property === undefined || names.includes(property)) return undefined;
  return `There is no property ${property}; there are ${listed(names)}.`;
}

export async function chosenExecution(
  instance: Instance,
  { property, seed, timed }: ExecutionOptions,
  terminal: Terminal,
): Promise<Answer<ExecutionView>> {
  if (timed === true) return timedView(createSystem(instance), seed ?? 1);
  if (seed !== undefined) return randomView(createSystem(instance), seed, []);
  const { system, findings, report, valenceOf } = await explore(instance, {
    bounds: {},
    terminal,
    isInterrupted: () => false,
  });
  const shown = property ?? firstCounterexample(system, findings);
  if (shown === undefined) return representativeView(system, { valenceOf });
  const verdictWith = new NoReturns(PARTS_MAX).verdictWith('');
  const view = propertyView(system, findings, shown, { valenceOf, verdictWith });
  if (view.ok) return view;
  // What was found of the property says better why there is nothing to draw.
  const sentence = report.properties.find(({ name }) => name === shown)?.sentence ?? view.refusal.message;
  return { ok: false, refusal: { ...view.refusal, message: `There is nothing to draw. ${sentence}` } };
}
