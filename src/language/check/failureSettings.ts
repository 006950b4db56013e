import { FAILURE_KINDS } from '../../model/scenario.ts';
import type { Span } from '../../base/span.ts';
import type { ClockSettings, DeclaredFailure, FailureKind, NetworkSettings } from '../../model/scenario.ts';
import type { ScenarioNode } from '../syntax/tree.ts';
import type { Checking } from './scope.ts';
import type { FailureDraft } from './settings.ts';
import { mayHappen } from './struck.ts';

type Draft = FailureDraft & { readonly node: ScenarioNode };

/** What a scenario says of the network, over what `system` says. Over TCP, messages arrive in order. */
export function networkOf(draft: Draft, system: Draft | undefined): NetworkSettings {
  const network = { ...system?.network, ...draft.network };
  const transport = network.transport ?? 'udp';
  return {
    order: transport === 'tcp' ? 'fifo' : (network.order ?? 'any'),
    unmatched: network.unmatched ?? 'discard',
    capacity: network.capacity,
    delay: network.delay,
    transport,
    timing: network.timing ?? 'asynchronous',
  };
}

/** The failures of a scenario; each kind that it does not mention is as `system` says. */
export function failuresOf(draft: Draft, system: Draft | undefined): readonly DeclaredFailure[] {
  return FAILURE_KINDS.flatMap(kind => draft.failures.get(kind) ?? system?.failures.get(kind) ?? []);
}

/** The clock of a scenario, word by word over that of `system`. */
export function clockOf(checking: Checking, draft: Draft, system: Draft | undefined): ClockSettings | undefined {
  const { at, horizon, skew, tickMs } = { ...system?.clock, ...draft.clock };
  const { problems, tables } = checking;
  if (at === undefined) {
    const [read] = tables.clockReads;
    if (read !== undefined) {
      problems.add('no-clock', draft.node.heading, 'This protocol reads clocks, and here there are none.', {
        related: [{ at: read.at, message: 'Here a clock is read.' }],
        try: 'Add `clock { horizon: 10 }`, here or to `system`.',
      });
    }
    return undefined;
  }
  if (horizon === undefined) {
    addOnce(checking, 'no-horizon', at, [
      'How long time goes on is not said, and it would have no end.',
      'Add `horizon: 10`.',
    ]);
    return undefined;
  }
  return { at, horizon, skew, tickMs };
}

/** What cannot go wrong over TCP, and what can only there. */
export function checkTransport(checking: Checking, draft: Draft, system: Draft | undefined): void {
  const { transport } = networkOf(draft, system);
  const placeOf = (word: string): Span | undefined => draft.written.get(word) ?? system?.written.get(word);
  const happens = (kind: FailureKind): boolean =>
    failuresOf(draft, system).some(failure => failure.kind === kind && mayHappen(failure));
  if (transport === 'udp') {
    const at = placeOf('reset');
    if (at === undefined || !happens('reset')) return;
    addOnce(checking, 'no-connection', at, [
      'Only connections reset, and over `udp` there are none.',
      'Add `transport: tcp`, or use `loss`.',
    ]);
    return;
  }
  const order = placeOf('order');
  if (order !== undefined && { ...system?.network, ...draft.network }.order === 'any') {
    addOnce(checking, 'tcp-in-order', order, [
      'Over `tcp` messages arrive in the order in which they were sent.',
      'Remove `order: any`.',
    ]);
  }
  for (const [word, kind] of [
    ['loss', 'loss'],
    ['duplicates', 'duplicates'],
  ] as const) {
    const at = placeOf(word);
    if (at === undefined || !happens(kind)) continue;
    const what = word === 'loss' ? 'no single message is lost' : 'nothing arrives twice';
    addOnce(checking, 'tcp-in-order', at, [
      `Over \`tcp\` ${what}: a connection resets, and loses all that was on its way.`,
      'Write `reset: 1`.',
    ]);
  }
}

/** What `system` says is looked at once for each scenario. */
function addOnce({ problems }: Checking, code: string, at: Span, [message, advice]: readonly [string, string]): void {
  const known = problems.found.some(problem => problem.code === code && problem.at.start === at.start);
  if (!known) problems.add(code, at, message, { try: advice });
}
