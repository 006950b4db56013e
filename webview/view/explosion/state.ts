import type { Span } from '../../../src/base/span.ts';
import type { ActionShare, ExplosionReport, MessageShare, VariableShare } from '../../../src/contract/explosion.ts';
import { percentText } from '../../../src/scene/explosionWords.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';

/** A bar with its name: one variable, message or action. */
export interface ShareRow {
  readonly name: string;
  /** What it belongs to, in words that follow the name: `of Participant`. */
  readonly owner: string;
  readonly share: number;
  readonly percent: string;
  /** How much of it there is, or what is left without it. */
  readonly remark: string;
  readonly sentence: string;
  readonly at: Span | undefined;
  /** Whether it has the largest share of all that states differ in. */
  readonly isStrongest: boolean;
}

/** Bars under one heading, the largest first. */
export interface ShareGroup {
  readonly heading: string;
  /** Undefined while it is being worked out. */
  readonly rows: readonly ShareRow[] | undefined;
}

/** As many bars as are read at a glance; the others are a click away. */
export const ROWS_SHOWN = 5;

/** What states differ in, and what leads from one to the other. */
export function shareGroups({ variables, messages, actions }: ExplosionReport): readonly ShareGroup[] {
  const largest = Math.max(0, ...[...(variables ?? []), ...(messages ?? [])].map(({ share }) => share));
  const isStrongest = (share: number): boolean => share > 0 && share === largest;
  return [
    {
      heading: 'variables',
      rows: variables?.map(row => ({ ...variableRow(row), isStrongest: isStrongest(row.share) })),
    },
    {
      heading: 'messages in flight',
      rows: messages?.map(row => ({ ...messageRow(row), isStrongest: isStrongest(row.share) })),
    },
    { heading: 'steps', rows: actions?.map(row => ({ ...actionRow(row), isStrongest: false })) },
  ];
}

type PlainRow = Omit<ShareRow, 'isStrongest'>;

function variableRow({ name, role, share, values, bounded, sentence, at }: VariableShare): PlainRow {
  const owner = role === undefined ? '' : `of ${role}`;
  const remark =
    bounded === undefined
      ? formatUnits(values, 'value')
      : `${bounded.count.isExact ? '' : 'at least '}${formatCount(bounded.count.states)} left if at most ${formatCount(bounded.bound)}`;
  return { name, owner, share, percent: percentText(share), remark, sentence, at };
}

function messageRow({ name, share, inFlightMax, sentence, at }: MessageShare): PlainRow {
  const remark = `up to ${formatCount(inFlightMax)} at once`;
  return { name, owner: '', share, percent: percentText(share), remark, sentence, at };
}

const KINDS: Readonly<Record<ActionShare['kind'], string>> = {
  message: 'message',
  timer: 'timer',
  action: 'action',
  failure: 'failure',
  everybody: 'everybody',
};

function actionRow({ name, kind, share, steps, sentence, at }: ActionShare): PlainRow {
  const remark = formatUnits(steps, 'step');
  return { name, owner: KINDS[kind], share, percent: percentText(share), remark, sentence, at };
}

/** Which parts of a report are known, in the order in which they are shown. */
export function knownParts(report: ExplosionReport): { readonly known: number; readonly all: number } {
  const { sources, growth, depth, variables, messages, actions, reductions } = report;
  const parts = [sources, growth, depth, variables, messages, actions, reductions];
  return { known: parts.filter(part => part !== undefined).length, all: parts.length };
}
