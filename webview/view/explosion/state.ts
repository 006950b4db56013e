import type { Span } from '../../../src/base/span.ts';
import type {
  ActionShare,
  BoundedCount,
  ExplosionReport,
  MessageShare,
  VariableShare,
} from '../../../src/contract/explosion.ts';
import { percentText, variableName } from '../../../src/scene/explosionWords.ts';
import { formatCount, formatUnits } from '../../../src/scene/numbers.ts';

/** A bar with its name: one variable, message or action. */
export interface ShareRow {
  readonly name: string;
  /** What it is, in words that follow the name: `armed`, `arrives at Server`. */
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

/** As many bars as are read at a glance, of what accounts for a percent at least; the others are a click away. */
const ROWS_SHOWN = 5;
const SHARE_SHOWN = 0.01;

/** The bars that are shown at once, the largest of them in any case, and the others. */
export function foldedRows(rows: readonly ShareRow[]): {
  readonly shown: readonly ShareRow[];
  readonly folded: readonly ShareRow[];
} {
  const large = rows.findIndex(({ share }, i) => i > 0 && (i >= ROWS_SHOWN || share < SHARE_SHOWN));
  const count = large < 0 ? rows.length : large;
  return { shown: rows.slice(0, count), folded: rows.slice(count) };
}

/** What states differ in, and what leads from one to the other. */
export function shareGroups({ variables, messages, actions }: ExplosionReport): readonly ShareGroup[] {
  const largest = Math.max(0, ...[...(variables ?? []), ...(messages ?? [])].map(({ share }) => share));
  const isStrongest = (share: number): boolean => share > 0 && share === largest;
  return [
    {
      heading: 'what they differ in: variables',
      rows: variables?.map(row => ({ ...variableRow(row), isStrongest: isStrongest(row.share) })),
    },
    {
      heading: 'what they differ in: messages in flight',
      rows: messages?.map(row => ({ ...messageRow(row), isStrongest: isStrongest(row.share) })),
    },
    { heading: 'what leads to them', rows: actions?.map(row => ({ ...actionRow(row), isStrongest: false })) },
  ];
}

type PlainRow = Omit<ShareRow, 'isStrongest'>;

function variableRow(variable: VariableShare): PlainRow {
  const { kind, share, values, bounded, sentence, at } = variable;
  const remark = bounded === undefined ? formatUnits(values, 'value') : boundWords(bounded, '');
  return {
    name: variableName(variable),
    owner: VARIABLES[kind],
    share,
    percent: percentText(share),
    remark,
    sentence,
    at,
  };
}

const VARIABLES: Readonly<Record<VariableShare['kind'], string>> = {
  variable: '',
  timer: 'armed',
  ghost: 'ghost',
  history: 'history',
};

function messageRow({ name, share, inFlightMax, bounded, sentence, at }: MessageShare): PlainRow {
  const remark = bounded === undefined ? `up to ${formatCount(inFlightMax)} at once` : boundWords(bounded, ' at once');
  return { name, owner: '', share, percent: percentText(share), remark, sentence, at };
}

/** `1,900 left with at most 2`. */
function boundWords({ bound, count }: BoundedCount, what: string): string {
  return `${count.isExact ? '' : '≥ '}${formatCount(count.states)} left with at most ${formatCount(bound)}${what}`;
}

function actionRow({ name, kind, role, share, steps, sentence, at }: ActionShare): PlainRow {
  const remark = formatUnits(steps, 'step');
  return {
    name,
    owner: role === undefined ? KINDS[kind] : `${KINDS[kind]} at ${role}`,
    share,
    percent: percentText(share),
    remark,
    sentence,
    at,
  };
}

const KINDS: Readonly<Record<ActionShare['kind'], string>> = {
  message: 'arrives',
  timer: 'fires',
  action: 'is taken',
  failure: '',
  everybody: '',
};

/** Which parts of a report are known, in the order in which they are shown. */
export function knownParts(report: ExplosionReport): { readonly known: number; readonly all: number } {
  const { sources, growth, depth, variables, messages, actions, reductions } = report;
  const parts = [sources, growth, depth, variables, messages, actions, reductions];
  return { known: parts.filter(part => part !== undefined).length, all: parts.length };
}
