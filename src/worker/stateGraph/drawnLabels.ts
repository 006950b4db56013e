import { UNLABELLED } from '../../engine/liveness/labels.ts';
import { actionText, messageText, nodeName, stepText, timerName } from '../../model/labels.ts';
import type { Instance } from '../../model/instance.ts';
import type { State, Step } from '../../model/state.ts';
import { stateKey } from '../../model/stateKey.ts';
import type { System } from '../../model/system.ts';
import { changesBetween } from '../../scene/stateChanges.ts';
import type { VertexChange } from '../../contract/stateGraph.ts';
import type { StepLabel } from '../../semantics/fairness.ts';
import type { Work } from '../explosion/exploring.ts';
import type { DrawnEdges } from './drawnEdges.ts';
import type { DrawnGraph, Drawing } from './drawing.ts';
import type { ExploredStates } from './exploredStates.ts';
import { textIn } from './stateTexts.ts';

/** As many kinds of steps as one edge names. */
const NAMES_MAX = 3;

/** By vertex what tells it apart: what its states agree on, or what the step that found it changed. */
export function vertexLabelsOf(
  { explored, mergedBy }: Drawing,
  { firsts }: Pick<DrawnGraph, 'firsts'>,
): readonly string[] {
  const { graph } = explored;
  return Array.from(firsts, state => {
    if (mergedBy !== undefined) return mergedBy.map(text => textIn(graph, text, state)).join(' · ');
    const { step, changes } = discoveryOf(explored, state);
    if (step === undefined) return 'start';
    const [change] = changes;
    const others = changes.length > 1 ? ` +${String(changes.length - 1)}` : '';
    return change === undefined ? step : `${change.variable}: ${change.value}${others}\n${change.owner}`;
  });
}

/** By edge the steps that lead along it, of which the first ones are named. */
export function* edgeLabelsOf(
  { explored, mergedBy }: Drawing,
  { members, vertexOf, firsts }: Omit<DrawnGraph, 'sent'>,
  { firstEdges, targets }: DrawnEdges,
): Work<readonly string[]> {
  const labels: string[] = [];
  const { graph, system } = explored;
  for (let vertex = 0; vertex < firsts.length; vertex += 1) {
    const names = new Map<number, Set<string>>();
    const note = (target: number, name: string): void => {
      names.set(target, (names.get(target) ?? new Set()).add(name));
    };
    if (mergedBy === undefined) {
      for (const { step, to } of stepsFrom(explored, firsts[vertex]!)) {
        const target = vertexOf[to]!;
        if (target >= 0) note(target, shortStep(system.instance, step));
      }
    } else {
      for (let i = members.firsts[vertex]!; i < members.firsts[vertex + 1]!; i += 1) {
        const state = members.states[i]!;
        if (!graph.transitions.isExpanded(state)) continue;
        for (let step = graph.transitions.first(state); step < graph.transitions.end(state); step += 1) {
          const to = graph.transitions.target(step);
          if (to >= 0) note(vertexOf[to]!, kindName(explored, graph.transitions.label(step)));
        }
      }
    }
    for (let edge = firstEdges[vertex]!; edge < firstEdges[vertex + 1]!; edge += 1) {
      labels.push(listed([...(names.get(targets[edge]!) ?? [])]));
    }
    yield;
  }
  return labels;
}

/** What happens, without where: an edge is short. */
function shortStep(instance: Instance, step: Step): string {
  if (step.kind === 'deliver') return messageText(instance, step.envelope);
  if (step.kind === 'timer') return timerName(instance, step.node, step.timer);
  return step.kind === 'action' ? actionText(instance, step) : stepText(instance, step);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_MAX).join('; ');
  return names.length > NAMES_MAX ? `${shown}; …` : shown;
}

/** What a step does, whoever does it: the message that arrives, the timer that fires, the action that is taken. */
export function kindName({ system, graph }: ExploredStates, label: number): string {
  const said = label === UNLABELLED ? undefined : graph.labels.labelOf(label);
  return said === undefined ? 'a failure' : nameOfKind(system, said);
}

function nameOfKind({ instance }: System, label: StepLabel): string {
  const roleOf = (node: number) => instance.protocol.roles[instance.nodes[node]?.role ?? -1];
  switch (label.kind) {
    case 'arrival':
      return instance.protocol.messages[label.envelope.message]?.name ?? 'a message';
    case 'timer':
      return timerName(instance, label.node, label.timer);
    case 'action':
      return roleOf(label.node)?.actions[label.action]?.name ?? 'an action';
    case 'resume':
      return 'resume';
    case 'everybody':
      return label.step;
  }
}

/** How a state was found first, and what that changed. */
export function discoveryOf(
  explored: ExploredStates,
  state: number,
): { readonly step: string | undefined; readonly changes: readonly NamedChange[] } {
  const { graph, system } = explored;
  const parent = graph.parentOf(state);
  if (parent < 0) return { step: undefined, changes: [] };
  const [before, after] = [graph.stateOf(parent), graph.stateOf(state)];
  const key = stateKey(after);
  const outcome = system
    .successors(before)
    .find(candidate => candidate.kind === 'state' && stateKey(candidate.state) === key);
  const step = outcome === undefined ? 'a step' : stepText(system.instance, outcome.step);
  return { step, changes: changesOf(system, before, after) };
}

/** A change with the two halves of its name. */
interface NamedChange extends VertexChange {
  readonly owner: string;
  readonly variable: string;
}

function changesOf({ instance }: System, before: State, after: State): readonly NamedChange[] {
  return changesBetween(instance, before, after).map(({ lane, name, value, before: was }) => ({
    name: lane < 0 ? name : `${nodeName(instance, lane)}.${name}`,
    owner: lane < 0 ? '' : nodeName(instance, lane),
    variable: name,
    value,
    before: was,
  }));
}

/** Every step from a stored state to another one, in their order. */
export function* stepsFrom(
  { graph, system }: ExploredStates,
  state: number,
): Generator<{ readonly step: Step; readonly to: number }> {
  if (!graph.transitions.isExpanded(state)) return;
  const targets = new Map<string, number>();
  for (let step = graph.transitions.first(state); step < graph.transitions.end(state); step += 1) {
    const target = graph.transitions.target(step);
    if (target >= 0) targets.set(stateKey(graph.stateOf(target)), target);
  }
  for (const outcome of system.successors(graph.stateOf(state))) {
    const to = outcome.kind === 'state' ? targets.get(stateKey(outcome.state)) : undefined;
    if (to !== undefined) yield { step: outcome.step, to };
  }
}
