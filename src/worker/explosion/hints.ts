import { counted, digits } from '../../base/digits.ts';
import type { Span } from '../../base/span.ts';
import type {
  ActionShare,
  ExplosionHint,
  ExplosionReport,
  MessageShare,
  VariableShare,
} from '../../contract/explosion.ts';
import type { Instance } from '../../model/instance.ts';
import { boundClause } from './bounded.ts';
import { neededVariables } from './needed.ts';
import type { Unordered } from './unordered.ts';
import { factorText, shareText } from './words.ts';

/** The most that are said. */
const HINTS_MAX = 6;

/** What leaves more than this part of the states is not worth a hint. */
const LEFT_MAX = 0.7;

/** A timer that may fire in more than this part of the states may fire nearly always. */
const NEARLY_ALWAYS = 0.8;

/** A smaller share of the states is no reason by itself. */
const WORTH_SAYING = 0.1;

/** A hint with how many states its advice leaves, of all. */
interface Advice extends ExplosionHint {
  readonly leaves: number;
}

/** What has been found, for hints about it. */
export interface Found extends Pick<ExplosionReport, 'variables' | 'messages' | 'actions' | 'growth' | 'reductions'> {
  readonly instance: Instance;
  readonly states: number;
  /** Whether these are all there are. */
  readonly isExact: boolean;
  readonly unordered: readonly Unordered[];
}

/**
 * What could be done about the number of states, each about a line of the file and only where the numbers support it: what
 * leaves the fewest states first.
 */
export function explosionHints(found: Found): readonly ExplosionHint[] {
  const advice = [
    ...(found.variables ?? []).flatMap(share => ofVariable(found, share)),
    ...(found.messages ?? []).flatMap(share => ofMessage(found, share)),
    ...(found.actions ?? []).flatMap(share => ofAction(found, share)),
    ...found.unordered.map(each => ofOrder(found, each)),
    ...ofSymmetry(found),
    ...(found.growth ?? []).flatMap(growth => ofNodes(found, growth)),
  ];
  return advice
    .filter(({ leaves }) => leaves <= LEFT_MAX * found.states)
    .sort((a, b) => a.leaves - b.leaves)
    .slice(0, HINTS_MAX)
    .map(({ text, at }) => ({ text, at }));
}

function ofVariable(found: Found, share: VariableShare): readonly Advice[] {
  const { instance } = found;
  const { kind, role, name, at, bounded, without } = share;
  const accounts = `accounts for ${shareText(share.share)} of the states`;
  const left = `${digits(without.states)} of ${all(found)} are left`;
  if (kind === 'variable' && !isNeeded(instance, share)) {
    const text = `Nothing depends on ${String(role)}.${name}, and it ${accounts}: without it ${left}.`;
    return [{ text, at, leaves: without.states }];
  }
  const what = role === undefined ? name : `${role}.${name}`;
  if (kind === 'timer') return [];
  if (kind === 'ghost' && bounded === undefined) {
    const text = `The ghost ${what} ${accounts}: without it, and the properties that read it, ${left}.`;
    return [{ text, at, leaves: without.states }];
  }
  if (bounded === undefined) return [];
  const text =
    share.share < WORTH_SAYING
      ? `Bounding ${what} to ${digits(bounded.bound)} leaves ${digits(bounded.count.states)} of ${all(found)}.`
      : `${what} ${accounts}${boundClause(bounded, 'bounding it to')} of ${all(found)}.`;
  return [{ text, at, leaves: bounded.count.states }];
}

/** `1,234 states`, as far as they were found. */
function all({ states, isExact }: Found): string {
  return `${counted(states, 'state')}${isExact ? '' : ' found'}`;
}

function isNeeded({ protocol }: Instance, { role, name }: VariableShare): boolean {
  const index = protocol.roles.findIndex(other => other.name === role);
  const variable = protocol.roles[index]?.variables.findIndex(other => other.name === name) ?? -1;
  return neededVariables(protocol)[index]?.has(variable) === true;
}

function ofMessage(found: Found, share: MessageShare): readonly Advice[] {
  const { instance, actions = [] } = found;
  const { name, at, bounded, without, inFlightMax } = share;
  const accounts = `${name} in flight accounts for ${shareText(share.share)} of the states`;
  const left = `${digits(without.states)} of ${all(found)} are left`;
  if (!actions.some(action => action.kind === 'message' && action.name === name)) {
    const text = `${name} is never handled where it arrives, and stays in flight: without it ${left}.`;
    return [{ text, at, leaves: without.states }];
  }
  const message = instance.protocol.messages.findIndex(other => other.name === name);
  const copied = instance.failures.findIndex(
    failure =>
      failure.kind === 'duplicates' && failure.budget === Infinity && [undefined, message].includes(failure.message),
  );
  if (copied >= 0 && instance.network.order === 'any') return [];
  if (bounded === undefined || inFlightMax < 2) return [];
  const text = `${accounts}: up to ${digits(inFlightMax)} pile up; no more than ${digits(bounded.bound)} at once would leave ${digits(bounded.count.states)} of ${all(found)}.`;
  return [{ text, at, leaves: bounded.count.states }];
}

function ofAction(found: Found, share: ActionShare): readonly Advice[] {
  const { states } = found;
  const { kind, name, role, at, onlyWayTo, enabledIn } = share;
  if (at === undefined) return [];
  const leaves = states - onlyWayTo;
  if (kind === 'failure') {
    const text = `Without «${name}» ${digits(leaves)} of ${all(found)} are left: it multiplies them by ${factorText(states / leaves)}.`;
    return [{ text, at, leaves }];
  }
  if (kind !== 'timer' || enabledIn < NEARLY_ALWAYS * states) return [];
  const always = `The timer ${name} of ${String(role)} may fire in ${shareText(enabledIn / states)} of the states`;
  const text = `${always}, and ${shareText(onlyWayTo / states)} cannot be reached without it: start it where it is waited for, and stop it afterwards.`;
  return [{ text, at, leaves }];
}

function ofOrder(found: Found, { role, orbits }: Unordered): Advice {
  const text = `Nothing compares nodes of ${role.name}: were it not «ordered», symmetry reduction could leave ${digits(orbits)} of ${all(found)}.`;
  return { text, at: role.at, leaves: orbits };
}

function ofSymmetry(found: Found): readonly Advice[] {
  const { instance, reductions = [] } = found;
  const saved = reductions.find(({ kind, count }) => kind === 'symmetry' && count?.isExact === true);
  const index = instance.protocol.roles.findIndex(
    ({ ordered }, role) => !ordered && (instance.roleNodes[role]?.count ?? 0) > 1,
  );
  const role = instance.protocol.roles[index];
  if (saved?.count === undefined || role === undefined) return [];
  const leaves = saved.count.states;
  const text = `It does not matter which ${role.name} is which: symmetry reduction (--symmetry) explores ${digits(leaves)} of ${all(found)}.`;
  return [{ text, at: role.at, leaves }];
}

/** That fewer nodes may do: of three or more, since with two nothing of a crowd is left. */
function ofNodes(found: Found, growth: NonNullable<Found['growth']>[number]): readonly Advice[] {
  const { instance } = found;
  const fewer = growth.points.findLast(({ nodes, count }) => nodes < growth.nodes && nodes >= 2 && count.isExact);
  const at = placeOf(instance, growth.role);
  if (fewer === undefined || at === undefined) return [];
  const leaves = fewer.count.states;
  const text = `With ${digits(fewer.nodes)} instead of ${digits(growth.nodes)} ${growth.role} nodes there are ${digits(leaves)} of ${all(found)}.`;
  return [{ text, at, leaves }];
}

function placeOf({ protocol, scenario }: Instance, name: string): Span | undefined {
  const role = protocol.roles.findIndex(other => other.name === name);
  return scenario.nodes[role]?.at;
}
