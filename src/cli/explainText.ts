import type { ExplosionReport, Growth, SourceStep, StateCount } from '../contract/explosion.ts';
import { aligned, bar, type Canvas, sparkline, wrapped } from './bars.ts';
import { shareSections } from './explainShares.ts';
import type { Drawing } from './drawing.ts';
import type { Style } from './style.ts';
import { counted, grouped, printable, quoted, seconds } from './words.ts';

const INDENT = '  ';

/** Why a scenario has as many states as it has, for a person: as much as is known. */
export function explainText(report: ExplosionReport, drawing: Drawing): string {
  const { style } = drawing;
  const blocks = [
    headingLines(report, drawing),
    sourceLines(report, drawing),
    ...(report.growth ?? []).map(growth => growthLines(growth, drawing)),
    depthLines(report, drawing),
    ...shareSections(report, drawing),
    reductionLines(report, drawing),
    hintLines(report, drawing),
    endLines(report, style),
  ];
  return blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.map(line => `${line}\n`).join(''))
    .join('\n');
}

function headingLines(report: ExplosionReport, { style, canvas }: Drawing): readonly string[] {
  const { protocol, scenario, reachable, cut, potential } = report;
  const reached = reachable === undefined ? '' : `${countText(reachable)} states can be reached; `;
  const told = `states that could be told apart: ${[potential.text, ...potential.yardsticks].join('; ')}`;
  return [
    style.strong(printable(protocol)),
    ...wrapped(printable(`scenario ${quoted(scenario)}: ${reached}${told}`), canvas.columns),
    ...(cut === undefined ? [] : wrapped(cut, canvas.columns).map(style.caution)),
  ];
}

function sourceLines({ sources = [] }: ExplosionReport, { style, canvas }: Drawing): readonly string[] {
  if (sources.length === 0) return [];
  const most = Math.max(...sources.map(({ count }) => count?.states ?? 1));
  const rows = sources.map(({ label, count }) => [label, count === undefined ? '–' : countText(count)]);
  const beside = Math.max(...aligned(rows, [1]).map(({ length }) => length)) + 2 * INDENT.length;
  const width = canvas.columns - beside;
  const bars = sources.map(({ count }) => (count === undefined ? '' : logBar(count.states, most, width, canvas)));
  const table = aligned(
    rows.map((row, i) => [...row, bars[i] ?? '']),
    [1],
  );
  return [
    style.strong('where the states come from (logarithmic scale)'),
    ...table.map(line => INDENT + line),
    ...sources.flatMap(source => sentenceLines(source, canvas).map(style.muted)),
  ];
}

function sentenceLines({ sentence }: SourceStep, { columns }: Canvas): readonly string[] {
  return wrapped(printable(sentence), columns, INDENT);
}

/** A bar on a logarithmic scale from 1 on. */
function logBar(states: number, most: number, width: number, canvas: Canvas): string {
  return bar(states <= 1 ? 0 : Math.log(states) / Math.log(most), width, canvas);
}

function growthLines({ role, nodes, points, extrapolated, sentence }: Growth, drawing: Drawing): readonly string[] {
  const { style, canvas } = drawing;
  const last = points.at(-1)?.nodes ?? 0;
  const isCut = points.at(-1)?.count.isExact === false;
  const beyond = extrapolated
    .filter(point => point.nodes > last || (isCut && point.nodes === last))
    .filter((point, i) => i < 3 || point.nodes === nodes);
  const counted = points.filter(point => !beyond.some(other => other.nodes === point.nodes));
  const most = Math.max(...counted.map(({ count }) => count.states), ...beyond.map(({ states }) => states));
  const rows = [
    ...counted.map(({ nodes: here, count, orbits }) => {
      return {
        here,
        states: count.states,
        text: countText(count),
        left: orbits === undefined ? '' : countText(orbits),
      };
    }),
    ...beyond.map(({ nodes: here, states }) => ({ here, states, text: `about ${roughText(states)}`, left: '' })),
  ];
  const isReduced = rows.some(({ left }) => left !== '');
  const cells = rows.map(({ here, text, left }) => {
    const which = here === nodes ? `${grouped(here)} (this scenario)` : grouped(here);
    return [which, text, ...(isReduced ? [left] : [])];
  });
  const right = isReduced ? [1, 2] : [1];
  const beside = Math.max(...aligned(cells, right).map(({ length }) => length)) + 2 * INDENT.length;
  const table = aligned(
    cells.map((row, i) => [...row, logBar(rows[i]?.states ?? 0, most, canvas.columns - beside, canvas)]),
    right,
  );
  const also = isReduced ? ', and what symmetry reduction leaves' : '';
  return [
    ...wrapped(`by number of ${printable(role)} nodes${also} (logarithmic scale)`, canvas.columns).map(style.strong),
    ...table.map((line, i) => INDENT + (i < counted.length ? line : style.muted(line))),
    ...wrapped(printable(sentence), canvas.columns, INDENT),
  ];
}

function depthLines({ depth }: ExplosionReport, { style, canvas }: Drawing): readonly string[] {
  if (depth === undefined) return [];
  const curve = sparkline(depth.frontier, canvas.columns - INDENT.length);
  return [
    style.strong('by distance from the start'),
    ...(canvas.hasBlocks && depth.frontier.length > 2 ? [INDENT + curve] : []),
    ...wrapped(depth.sentence, canvas.columns, INDENT),
  ];
}

function reductionLines({ reductions = [] }: ExplosionReport, { style, canvas }: Drawing): readonly string[] {
  if (reductions.length === 0) return [];
  const lines = reductions.flatMap(({ sentence }) => wrapped(printable(sentence), canvas.columns, INDENT));
  return [style.strong('what reductions save'), ...lines];
}

function hintLines({ hints }: ExplosionReport, { source, style, canvas }: Drawing): readonly string[] {
  if (hints.length === 0) return [];
  const places = hints.map(({ at }) => `line ${grouped(source.lines.placeOf(at.start).line)}`);
  const width = Math.max(...places.map(({ length }) => length));
  const lines = hints.flatMap(({ text }, i) => {
    const place = (places[i] ?? '').padEnd(width);
    const [first = '', ...rest] = wrapped(printable(text), canvas.columns, `${INDENT}${place}  `);
    return [first.replace(place, style.muted(place)), ...rest];
  });
  return [style.strong('what could be done, the most rewarding first'), ...lines];
}

function endLines({ finished, doing, elapsedMs, reachable }: ExplosionReport, style: Style): readonly string[] {
  if (finished) return [style.muted(`worked out in ${seconds(elapsedMs)}`)];
  const states = reachable === undefined ? '' : `, ${counted(reachable.states, 'state')} found`;
  return [style.caution(`cut short by you while ${doing ?? 'working'}${states}; the rest was not worked out`)];
}

export function countText({ states, isExact }: StateCount): string {
  return isExact ? grouped(states) : `at least ${grouped(states)}`;
}

/** `320`, `1,700,000` or `3.2e10`. */
function roughText(states: number): string {
  const rounded = Number(states.toPrecision(2));
  return rounded < 1e9 ? grouped(rounded) : rounded.toExponential(1).replace('e+', 'e');
}
