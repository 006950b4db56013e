import type { Band, ExecutionView } from '../../contract/execution.ts';
import { waitingTexts } from '../waitingText.ts';
import { nameOf, type Caption } from './caption.ts';

/** A wall clock that is set back. */
export function clocksBackwards(view: ExecutionView): readonly Caption[] {
  return view.events.flatMap(({ kind, moves, lane, step }, event): readonly Caption[] => {
    if (kind !== 'jump' || moves !== 'behind') return [];
    const text = `What ${nameOf(view, lane)}'s clock shows from here on it has shown before.`;
    return [{ kind: 'clockBackwards', step, event, text }];
  });
}

/** Who waits at the end of what violates something, though nothing is left to happen. */
export function waitsForEver(view: ExecutionView): readonly Caption[] {
  const { verdict, quiescent, steps, events } = view;
  if (verdict?.kind !== 'violated' || !quiescent) return [];
  return waitingTexts(view).flatMap((words, lane): readonly Caption[] => {
    if (words === '') return [];
    const event = events.findLastIndex(each => each.lane === lane);
    const text = `${nameOf(view, lane)} ${words}, and nothing is left to happen.`;
    return [{ kind: 'waitsForEver', step: steps.length - 1, event: event < 0 ? undefined : event, text }];
  });
}

/** What nodes call themselves that lead: a variable that is true, or one with such a value. */
const LEADING_VARIABLES: ReadonlySet<string> = new Set(['leading', 'leads', 'isLeader', 'isPrimary']);
const LEADING_VALUES: ReadonlySet<string> = new Set(['leader', 'leading', 'primary']);

/** Two nodes say of themselves that they lead, one on each side of a partition: where that begins. */
export function splitBrains(view: ExecutionView): readonly Caption[] {
  const partitions = view.bands.filter(({ kind }) => kind === 'partition');
  if (partitions.length === 0) return [];
  const claims = new Map<number, Map<string, string>>();
  const captions: Caption[] = [];
  const told = new Set<Band>();
  const note = (lane: number, name: string, value: string): void => {
    const isClaim = (LEADING_VARIABLES.has(name) && value === 'true') || LEADING_VALUES.has(value);
    const own = claims.get(lane) ?? new Map<string, string>();
    if (isClaim) own.set(name, LEADING_VALUES.has(value) ? `${name} is ${value}` : name);
    else own.delete(name);
    claims.set(lane, own);
  };
  for (const { lane, name, value } of view.initial) note(lane, name, value);
  view.steps.forEach(({ changes, events }, step) => {
    if (step > 0) for (const { lane, name, value } of changes) note(lane, name, value);
    const claiming = [...claims].flatMap(([lane, own]) => {
      const [claim] = own.values();
      return lane >= 0 && claim !== undefined && isUp(view, lane, step) ? [{ lane, claim }] : [];
    });
    for (const band of partitions) {
      if (told.has(band) || !isDuring(band, step)) continue;
      const one = claiming.find(({ lane }) => band.lanes.includes(lane));
      const other = claiming.find(({ lane, claim }) => !band.lanes.includes(lane) && claim === one?.claim);
      if (one === undefined || other === undefined) continue;
      told.add(band);
      const names = [one, other].map(({ lane }) => nameOf(view, lane)).sort();
      const text = `${names.join(' and ')} both say that they lead (${one.claim}), and a partition keeps them apart.`;
      captions.push({ kind: 'splitBrain', step, event: events[0], text });
    }
  });
  return captions;
}

function isUp({ bands }: ExecutionView, lane: number, step: number): boolean {
  return !bands.some(
    band => (band.kind === 'down' || band.kind === 'stopped') && band.lanes.includes(lane) && isDuring(band, step),
  );
}

function isDuring({ fromStep, toStep }: Band, step: number): boolean {
  return fromStep <= step && (toStep === undefined || toStep > step);
}
