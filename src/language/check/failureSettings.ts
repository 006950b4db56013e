import { FAILURE_KINDS } from '../../model/scenario.ts';
import type { Span } from '../../base/span.ts';
import type { ClockSettings, DeclaredFailure, FailureKind, NetworkSettings } from '../../model/scenario.ts';
import type { ProblemDetails } from '../problems.ts';
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
    const message = 'This clock has no `horizon`, so time would go on without end.';
    addOnce(
      checking,
      { code: 'no-horizon', at, message },
      {
        try: 'Add `horizon: 10`: time then goes from 0 to 10 ticks.',
      },
    );
    return undefined;
  }
  return { at, horizon, skew, tickMs };
}

/** What cannot go wrong over TCP, and what can only there. */
export function checkTransport(checking: Checking, draft: Draft, system: Draft | undefined): void {
  const network = { ...system?.network, ...draft.network };
  const failures = failuresOf(draft, system);
  const happens = (kind: FailureKind): boolean => failures.some(each => each.kind === kind && mayHappen(each));
  if (network.transport !== 'tcp') {
    if (happens('reset')) reportAtWord(checking, NO_CONNECTION, draft, system);
    return;
  }
  if (network.order === 'any') reportAtWord(checking, IN_ORDER, draft, system);
  for (const clash of OVER_TCP) if (happens(clash.word)) reportAtWord(checking, clash, draft, system);
}

/** A word of `network` that cannot be with a transport. */
interface Clash {
  readonly word: string;
  readonly transport: NetworkSettings['transport'];
  readonly code: string;
  readonly message: string;
  readonly advice: string;
  /** What the word has to be instead. */
  readonly off: string;
}

const NO_CONNECTION: Clash = {
  word: 'reset',
  transport: 'udp',
  code: 'no-connection',
  message: 'Only connections reset, and over `udp` there are none.',
  advice: 'Add `transport: tcp`, or use `loss`.',
  off: '0',
};
const IN_ORDER: Clash = {
  word: 'order',
  transport: 'tcp',
  code: 'tcp-in-order',
  message: 'Over `tcp` messages arrive in the order in which they were sent.',
  advice: 'Remove `order: any`.',
  off: 'fifo',
};
const OVER_TCP = (
  [
    ['loss', 'no single message is lost'],
    ['duplicates', 'nothing arrives twice'],
  ] as const
).map(([word, what]) => ({
  word,
  transport: 'tcp' as const,
  code: 'tcp-in-order',
  message: `Over \`tcp\` ${what}: a connection resets, and loses all that was on its way.`,
  advice: `Write \`reset: 1\` in place of \`${word}\`.`,
  off: '0',
}));

/** At the word; where a scenario chooses its transport and the word is `system`'s, there. */
function reportAtWord(checking: Checking, clash: Clash, draft: Draft, system: Draft | undefined): void {
  const { word, transport, code, message, advice, off } = clash;
  const own = draft.written.get(word);
  const inherited = system?.written.get(word);
  const chosen = draft.written.get('transport');
  if (own === undefined && inherited !== undefined && chosen !== undefined) {
    const related = [{ at: inherited, message: `\`${word}\` is set here, for every scenario.` }];
    const instead = `Write \`${word}: ${off}  transport: ${transport}\` here.`;
    addOnce(checking, { code, at: chosen, message }, { related, try: instead });
    return;
  }
  const at = own ?? inherited;
  if (at !== undefined) addOnce(checking, { code, at, message }, { try: advice });
}

/** What `system` says is looked at once for each scenario. */
function addOnce(
  { problems }: Checking,
  { code, at, message }: { readonly code: string; readonly at: Span; readonly message: string },
  details: ProblemDetails,
): void {
  const known = problems.found.some(problem => problem.code === code && problem.at.start === at.start);
  if (!known) problems.add(code, at, message, details);
}

/** What `keep` promises, and first in, first out does not keep. */
export function warnAboutKeptOrder(checking: Checking, draft: Draft, system: Draft | undefined): void {
  const { order, unmatched, transport } = networkOf(draft, system);
  if (order !== 'fifo' || unmatched !== 'keep') return;
  const { network } = draft;
  const own = (network.order ?? network.unmatched ?? network.transport) !== undefined;
  const at = (own ? draft : (system ?? draft)).node.heading;
  const word = transport === 'tcp' ? 'transport: tcp' : 'order: fifo';
  const message = `With \`${word}\`, \`unmatched: keep\` keeps nothing: a message that nobody handles is used up, or it would block its link.`;
  addOnce(
    checking,
    { code: 'keep-in-order', at, message },
    {
      severity: 'warning',
      try: 'Remove one of them, or store the message in a variable with a handler of its own.',
    },
  );
}
