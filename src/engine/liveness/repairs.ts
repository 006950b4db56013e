import { classKey, type FairnessClass } from '../../semantics/fairness.ts';
import type { Explored } from './explored.ts';
import { hasFairRun } from './fairComponents.ts';
import { type Pursuit, regionOf } from './region.ts';
import { Groups } from './stronglyConnected.ts';

/** How many actions are tried for whether their fairness would repair a property. */
const REPAIRS_TRIED = 8;

/**
 * The actions among what a lasso never takes whose strong fairness, for every node of their role, leaves no fair run as any
 * of the pursuits wants it. None where one of those cannot be worked out.
 */
export function* repairsAmong(
  neverTaken: readonly FairnessClass[],
  pursuits: readonly Generator<undefined, Pursuit | undefined>[],
  explored: Explored,
): Generator<undefined, readonly FairnessClass[]> {
  if (!explored.complete) return [];
  let repairs = candidatesAmong(neverTaken, explored);
  for (const working of pursuits) {
    if (repairs.length === 0) break;
    const pursuit = yield* working;
    repairs = pursuit === undefined ? [] : yield* repairsOf(repairs, pursuit, explored);
  }
  return repairs;
}

/** The first actions of each role; the same for another node of the role is none of its own. */
function candidatesAmong(neverTaken: readonly FairnessClass[], { system }: Explored): readonly FairnessClass[] {
  const candidates = new Map<string, FairnessClass>();
  for (const each of neverTaken) {
    if (each.kind !== 'action') continue;
    const name = `${String(system.instance.nodes[each.node]!.role)} ${String(each.action)}`;
    if (!candidates.has(name)) candidates.set(name, each);
  }
  return [...candidates.values()].slice(0, REPAIRS_TRIED);
}

function* repairsOf(
  candidates: readonly FairnessClass[],
  pursuit: Pursuit,
  { transitions, labels, system, depthOf }: Explored,
): Generator<undefined, readonly FairnessClass[]> {
  const { nodes } = system.instance;
  const region = yield* regionOf(pursuit, transitions, depthOf);
  const repairs: FairnessClass[] = [];
  for (const each of candidates) {
    if (each.kind !== 'action') continue;
    const { role } = nodes[each.node]!;
    const made = nodes.filter(node => node.role === role).map(({ index }) => classKey({ ...each, node: index }));
    const graph = { transitions, promises: labels.promises(new Set(made)), groups: new Groups(transitions) };
    if (!(yield* hasFairRun(region, pursuit, graph))) repairs.push(each);
  }
  return repairs;
}
