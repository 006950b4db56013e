import { groupBy } from '../base/groupBy.ts';
import { listed } from '../base/listed.ts';
import type { Instance } from '../model/instance.ts';
import { nodeName } from '../model/labels.ts';
import type { Role } from '../model/protocol.ts';
import type { FailureKind, FailureTarget } from '../model/scenario.ts';
import type { FairnessClass } from '../semantics/fairness.ts';

/** Failures after which a message may never arrive, although it is on its way. */
const UNREACHABLE: readonly FailureKind[] = ['crash', 'partition', 'cut', 'stall'];

/** How many classes of steps are named before the others are only counted. */
const NAMED_MAX = 4;

/** What a fair run is, in one sentence or a few: as far as it matters for this protocol in this scenario. */
export function assumedFairness(instance: Instance): readonly string[] {
  const clauses = [
    ...messageClauses(instance),
    ...(rolesOf(instance).some(({ timers }) => timers.length > 0) ? ['every armed timer fires'] : []),
    ...actionClauses(instance),
    ...(has(instance, 'pause') ? ['every frozen node goes on'] : []),
    ...timingClauses(instance),
  ];
  const sentences = clauses.length === 0 ? [] : [`Assumed: ${listed(clauses)}.`];
  return [...sentences, ...fairLossSentences(instance), ...declaredFairness(instance)];
}

/** What is possible in a loop and never happens, and which of it would repair the property, were it strongly fair. */
export function neverTakenSentences(instance: Instance, neverTaken: readonly FairnessClass[]): readonly string[] {
  const groups = grouped(instance, neverTaken);
  const named = groups.slice(0, NAMED_MAX).map(group => `${neverTakenText(instance, group)}.`);
  const rest = groups.length - named.length;
  if (rest === 0) return named;
  return [...named, `${String(rest)} more ${rest === 1 ? 'step is' : 'kinds of steps are'} possible, and never taken.`];
}

/** What would make a property hold, were it strongly fair: `P would hold were the action a of R strongly fair: …`. */
export function repairSentences(
  instance: Instance,
  property: string,
  repairs: readonly FairnessClass[],
): readonly string[] {
  return grouped(instance, repairs)
    .slice(0, NAMED_MAX)
    .map(group => `${property} would hold ${repairText(instance, group)}.`);
}

function messageClauses(instance: Instance): readonly string[] {
  const { protocol, network } = instance;
  if (!protocol.messages.some((_, message) => message !== protocol.disconnect)) return [];
  const which = has(instance, 'loss') || has(instance, 'reset') ? 'that is not lost' : 'in flight';
  const hindered = network.unmatched === 'keep' || UNREACHABLE.some(kind => has(instance, kind));
  return [`every message ${which} arrives in the end${hindered ? ' (where it can)' : ''}`];
}

function actionClauses(instance: Instance): readonly string[] {
  const isAny = actionsOf(instance).some(({ fairness }) => fairness === 'weak');
  return isAny ? ['every action that stays possible is taken'] : [];
}

function timingClauses({ clock, network }: Instance): readonly string[] {
  const clauses = clock === undefined ? [] : [`time goes on until tick ${String(clock.horizon)}`];
  switch (network.timing) {
    case 'asynchronous':
      return clauses;
    case 'synchronous':
      return clock === undefined ? ['one round follows the other'] : clauses;
    case 'eventuallySynchronous':
      return [...clauses, 'the network is synchronous in the end'];
  }
}

/** Messages that may be lost any number of times, and arrive if they are sent often enough. */
function fairLossSentences(instance: Instance): readonly string[] {
  return instance.failures
    .filter(({ kind, budget }) => kind === 'loss' && budget === Infinity)
    .map(loss => {
      const { protocol } = instance;
      const what = loss.message === undefined ? 'every message' : (protocol.messages[loss.message]?.name ?? '');
      return `Any number may be lost, but ${what}${linkText(instance, loss)} that is sent again and again arrives again and again.`;
    });
}

/** What is promised of actions that a file calls fair or unfair. */
function declaredFairness(instance: Instance): readonly string[] {
  const named = (fairness: NamedAction['fairness']): readonly string[] =>
    actionsOf(instance).flatMap(each => (each.fairness === fairness ? [`${each.name} of ${each.role}`] : []));
  const [strong, unfair] = [named('strong'), named('none')];
  const [is, each] = strong.length === 1 ? ['is', 'it is'] : ['are', 'they are'];
  return [
    ...(strong.length === 0
      ? []
      : [`${listed(strong)} ${is} taken again and again where ${each} possible again and again (fair).`]),
    ...(unfair.length === 0 ? [] : [`Nothing is promised of ${listed(unfair)} (unfair).`]),
  ];
}

function linkText({ protocol }: Instance, { from, to }: FailureTarget): string {
  const ends = [
    ['from', from],
    ['to', to],
  ] as const;
  return ends
    .map(([word, role]) => (role === undefined ? '' : ` ${word} ${protocol.roles[role]?.name ?? ''}`))
    .join('');
}

/** Classes that differ only in their nodes, together. */
function grouped(
  instance: Instance,
  classes: readonly FairnessClass[],
): readonly (readonly [FairnessClass, ...FairnessClass[]])[] {
  return [...groupBy(classes, each => groupKey(instance, each)).values()];
}

function groupKey(instance: Instance, each: FairnessClass): string {
  switch (each.kind) {
    case 'timer':
      return `timer ${String(instance.nodes[each.node]?.role)} ${String(each.timer)}`;
    case 'action':
      return `action ${String(instance.nodes[each.node]?.role)} ${String(each.action)}`;
    case 'message':
      return `message ${String(each.message)}`;
    case 'resume':
      return 'resume';
    case 'everybody':
      return each.step;
  }
}

function neverTakenText(instance: Instance, group: readonly [FairnessClass, ...FairnessClass[]]): string {
  const [first] = group;
  const at = listed(nodesOf(instance, group));
  switch (first.kind) {
    case 'action': {
      const { name, fairness } = actionOf(instance, first);
      const owner = group.length === 1 ? `${at}'s action ${name}` : `The action ${name} of ${at}`;
      return `${owner} is possible again and again, and never taken${fairness === 'none' ? ': it is unfair' : ''}`;
    }
    case 'timer': {
      const name = timerOf(instance, first);
      const owner = group.length === 1 ? `${at}'s timer ${name}` : `The timer ${name} of ${at}`;
      return `${owner} could fire again and again, and never does`;
    }
    case 'message':
      return `${messageText(instance, group)} could arrive again and again, and never does`;
    case 'resume':
      return `${at} could go on after the pause, and never ${group.length === 1 ? 'does' : 'do'}`;
    case 'everybody':
      return `${EVERYBODY[first.step].could} again and again, and never does`;
  }
}

const EVERYBODY: Readonly<Record<CommonStep, { readonly could: string; readonly did: string }>> = {
  tick: { could: 'Time could go on', did: 'time went on' },
  settle: { could: 'The turn of the timers could come', did: 'the turn of the timers came' },
  round: { could: 'The next round could begin', did: 'the next round began' },
  stabilise: { could: 'The network could become synchronous', did: 'the network became synchronous' },
};

type CommonStep = Extract<FairnessClass, { readonly kind: 'everybody' }>['step'];

function repairText(instance: Instance, group: readonly [FairnessClass, ...FairnessClass[]]): string {
  const [first] = group;
  const at = listed(nodesOf(instance, group));
  switch (first.kind) {
    case 'action': {
      const { name, role } = actionOf(instance, first);
      return `were the action ${name} of ${role} strongly fair: write \`fair action ${name}\``;
    }
    case 'timer':
      return `if the timer ${timerOf(instance, first)} of ${at} fired when it can again and again`;
    case 'message':
      return `if ${messageText(instance, group)} arrived when it can again and again`;
    case 'resume':
      return `if ${at} went on after each pause`;
    case 'everybody':
      return `if ${EVERYBODY[first.step].did} when it can again and again`;
  }
}

/** `Ping from Client 1 to Server`, or only the name where several links are meant. */
function messageText(instance: Instance, group: readonly [FairnessClass, ...FairnessClass[]]): string {
  const [first] = group;
  if (first.kind !== 'message') return '';
  const name = instance.protocol.messages[first.message]?.name ?? '';
  if (group.length > 1) return name;
  return `${name} from ${nodeName(instance, first.from)} to ${nodeName(instance, first.to)}`;
}

function nodesOf(instance: Instance, group: readonly FairnessClass[]): readonly string[] {
  return group.flatMap(each => ('node' in each ? [nodeName(instance, each.node)] : []));
}

function actionOf(
  { protocol, nodes }: Instance,
  { node, action }: Extract<FairnessClass, { readonly kind: 'action' }>,
): NamedAction {
  const role = protocol.roles[nodes[node]?.role ?? -1];
  const { name = '', fairness = 'weak' } = role?.actions[action] ?? {};
  return { name, fairness, role: role?.name ?? '' };
}

function timerOf(
  { protocol, nodes }: Instance,
  { node, timer }: Extract<FairnessClass, { readonly kind: 'timer' }>,
): string {
  return protocol.roles[nodes[node]?.role ?? -1]?.timers[timer]?.name ?? '';
}

interface NamedAction {
  readonly name: string;
  readonly role: string;
  readonly fairness: Role['actions'][number]['fairness'];
}

function actionsOf(instance: Instance): readonly NamedAction[] {
  return rolesOf(instance).flatMap(role =>
    role.actions.map(({ name, fairness }) => ({ name, fairness, role: role.name })),
  );
}

/** The roles that have nodes here. */
function rolesOf({ protocol, roleNodes }: Instance): readonly Role[] {
  return protocol.roles.filter((_, i) => (roleNodes[i]?.count ?? 0) > 0);
}

function has({ failures }: Instance, kind: FailureKind): boolean {
  return failures.some(failure => failure.kind === kind);
}
