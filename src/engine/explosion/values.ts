import { historyKey } from '../../model/stateKey.ts';
import { keyOf } from '../../model/values.ts';
import { type Components, FIRST_NODE, GHOSTS } from '../components.ts';
import { Pace, STEPS_PER_EVALUATION } from '../liveness/pace.ts';
import { remembered } from './remembered.ts';
import type { SeenIds } from './stateGraph.ts';

/** A text for what something is in a component's value `id`, equal exactly for equal values; undefined for components without it. */
export type ValueText = (component: number) => ((id: number) => string) | undefined;

/** How many values something takes, at whichever node. */
export function* valuesTaken(seen: SeenIds, textOf: ValueText): Generator<undefined, number> {
  const taken = new Set<string>();
  const pace = new Pace();
  for (const [component, ids] of seen.entries()) {
    const textIn = textOf(component);
    if (textIn === undefined) continue;
    for (const id of ids) {
      taken.add(textIn(id));
      if (pace.isDue(STEPS_PER_EVALUATION)) yield;
    }
  }
  return taken.size;
}

export function valueOfVariable(components: Components, role: number, variable: number): ValueText {
  return ofNodes(components, role, (node, local) =>
    keyOf(components.locals(node).valueOf(local).variables[variable] ?? null),
  );
}

/** Whether a timer is armed, and for how long. */
export function valueOfTimer(components: Components, role: number, timer: number): ValueText {
  return ofNodes(components, role, (node, id) => {
    const { timers, countdowns, rearmed = [] } = components.locals(node).valueOf(id);
    const at = timers.indexOf(timer);
    const countdown = countdowns?.[at];
    const waits = countdown === undefined ? '' : `${String(countdown.low)}-${String(countdown.high)}`;
    return `${at < 0 ? 'idle' : 'armed'} ${waits} ${String(rearmed.includes(timer))}`;
  });
}

export function valueOfGhost(components: Components, ghost: number): ValueText {
  const textIn = (id: number): string => keyOf(components.ghosts.valueOf(id).ghosts[ghost] ?? null);
  return component => (component === GHOSTS ? textIn : undefined);
}

export function valueOfHistory(components: Components, history: number): ValueText {
  const textIn = (id: number): string => historyKey(components.ghosts.valueOf(id).histories?.[history] ?? []);
  return component => (component === GHOSTS ? textIn : undefined);
}

function ofNodes(components: Components, role: number, textOf: (node: number, local: number) => string): ValueText {
  return component => {
    const node = component - FIRST_NODE;
    if (components.instance.nodes[node]?.role !== role) return undefined;
    const pairs = components.pairs(node);
    const textIn = remembered(local => textOf(node, local));
    return pair => textIn(pairs.localOf(pair));
  };
}
