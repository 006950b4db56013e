import type { EventView, ExecutionView } from '../../contract/execution.ts';
import { oneLine } from './sequence.ts';

/**
 * How ShiViz takes an event apart. It reads this from the first line of a file that is opened in it; where the log is
 * pasted, it stands in the field «Log parsing regular expression».
 */
export const SHIVIZ_EXPRESSION = String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;

/**
 * An execution as a log with vector clocks, as ShiViz (Beschastnikh et al. 2016) and GoVector write it: for each event a
 * line with its node and its clock as JSON, and one with what happened. What strikes no node is no event and not in it.
 */
export function shiVizText(view: ExecutionView): string {
  const hosts = hostsOf(view);
  const events = view.events.flatMap(event => [
    `${hosts[event.lane] ?? ''} ${clockText(event, hosts)}`,
    oneLine(`${event.sentence}${changesText(view, event)}`),
  ]);
  // The second line would say what divides several executions.
  return `${[SHIVIZ_EXPRESSION, '', ...events].join('\n')}\n`;
}

/** Names without blanks, each of one node. */
function hostsOf({ lanes }: ExecutionView): readonly string[] {
  const used = new Set<string>();
  return lanes.map(({ name }) => {
    const wanted = oneLine(name).replace(/\s/g, '_');
    let host = wanted;
    for (let n = 2; used.has(host); n += 1) host = `${wanted}_${String(n)}`;
    used.add(host);
    return host;
  });
}

/** Nodes of which nothing is known are left out. */
function clockText({ vector }: EventView, hosts: readonly string[]): string {
  const known = hosts.flatMap((host, lane) => {
    const count = vector[lane] ?? 0;
    return count === 0 ? [] : [`${JSON.stringify(host)}: ${String(count)}`];
  });
  return `{${known.join(', ')}}`;
}

function changesText({ steps }: ExecutionView, { step, lane }: EventView): string {
  const changes = (steps[step]?.changes ?? []).filter(change => change.lane === lane);
  return changes.map(({ name, before, value }) => ` · ${name}: ${before} → ${value}`).join('');
}
