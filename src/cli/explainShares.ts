import type { Span } from '../base/span.ts';
import type { ActionShare, BoundedCount, ExplosionReport } from '../contract/explosion.ts';
import { aligned, bar, type Canvas } from './bars.ts';
import type { Drawing } from './drawing.ts';
import { counted, grouped, printable } from './words.ts';

const INDENT = '  ';

/** What has less than this part of the states is only named. */
const SHOWN_MIN = 0.005;

/** One line of a table of shares. */
interface Row {
  readonly name: string;
  readonly share: number;
  readonly remarks: readonly string[];
  readonly at: Span | undefined;
}

/** The tables of what has which part of the states; largest first. */
export function shareSections(
  { variables, messages, actions }: ExplosionReport,
  drawing: Drawing,
): readonly (readonly string[])[] {
  return [
    section(
      'what part of the states each variable accounts for',
      (variables ?? []).map(({ role, name, share, without, bounded, at }) => ({
        name: role === undefined ? name : `${role}.${name}`,
        share,
        remarks: [`${grouped(without.states)} left`, boundText(bounded)],
        at,
      })),
      drawing,
    ),
    section(
      'what part of the states messages in flight account for',
      (messages ?? []).map(({ name, share, without, inFlightMax, bounded, at }) => ({
        name,
        share,
        remarks: [`${grouped(without.states)} left`, boundText(bounded) || `at most ${grouped(inFlightMax)}`],
        at,
      })),
      drawing,
    ),
    section('what part of the states cannot be reached without', (actions ?? []).map(actionRow), drawing),
  ];
}

function actionRow({ role, name, share, steps, at }: ActionShare): Row {
  return { name: role === undefined ? name : `${name} at ${role}`, share, remarks: [counted(steps, 'step')], at };
}

/** `≤ 2: 1,900`. */
function boundText(bounded: BoundedCount | undefined): string {
  if (bounded === undefined) return '';
  return `≤ ${grouped(bounded.bound)}: ${bounded.count.isExact ? '' : 'at least '}${grouped(bounded.count.states)}`;
}

function section(title: string, rows: readonly Row[], { source, style, canvas }: Drawing): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.filter(({ share, remarks }) => share >= SHOWN_MIN || remarks.some(text => text.startsWith('≤')));
  const hidden = rows.filter(row => !shown.includes(row));
  const cells = shown.map(({ name, share, remarks, at }) => {
    const place = at === undefined ? '' : `line ${grouped(source.lines.placeOf(at.start).line)}`;
    return [printable(name), percent(share), ...remarks, place];
  });
  const right = [1, 2];
  const beside = Math.max(0, ...aligned(cells, right).map(({ length }) => length)) + 2 * INDENT.length;
  const width = Math.max(5, canvas.columns - beside);
  const table = aligned(
    cells.map((row, i) => withBar(row, shown[i]?.share ?? 0, width, canvas)),
    [1, 3],
  );
  const names = hidden.map(({ name }) => printable(name)).join(', ');
  return [
    style.strong(title),
    ...table.map(line => INDENT + line),
    ...(hidden.length === 0 ? [] : [style.muted(`${INDENT}next to none: ${names}`)]),
  ];
}

function withBar(row: readonly string[], share: number, width: number, canvas: Canvas): readonly string[] {
  const [name = '', percentage = '', ...rest] = row;
  return [name, percentage, bar(share, width, canvas).padEnd(width), ...rest];
}

/** `83 %`, `0.4 %`, `< 0.1 %`. */
function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return `${String(value)} %`;
  if (value < 0.1) return '< 0.1 %';
  if (value > 99.9) return '> 99.9 %';
  return `${value < 1 || value > 99 ? value.toFixed(1) : value.toFixed(0)} %`;
}
