import { groupBy } from '../../base/groupBy.ts';
import type { ArrowView, EventView, ExecutionView } from '../../contract/execution.ts';
import { isLasso } from '../loop.ts';

/** What a sequence diagram shows, from top to bottom. Lanes are indices in `ExecutionView.lanes`. */
export type SequenceItem =
  | {
      readonly kind: 'message';
      readonly from: number;
      readonly to: number;
      readonly fate: ArrowView['fate'];
      /** What it says, and what an arrow cannot show: `Vote(true) (lost, sent in step 2)`. */
      readonly text: string;
    }
  /** Across all lanes where none is named. */
  | { readonly kind: 'note'; readonly lanes: readonly number[]; readonly text: string }
  | { readonly kind: 'loopBegins'; readonly text: string }
  | { readonly kind: 'loopEnds' };

/**
 * An execution as a sequence diagram, whose arrows are level. A message stands where it arrives or is lost, since it is
 * then that it matters; where its sender did something else since it was sent, its label names the step of the sending.
 */
export function sequenceOf(view: ExecutionView): readonly SequenceItem[] {
  const { steps, loop } = view;
  const ended = groupBy(view.arrows, ({ endStep }) => endStep);
  const items: SequenceItem[] = [];
  const repeats = loop !== undefined && loop.fromStep < steps.length - 1;
  // What goes on for ever is to blame as a whole.
  const broken = isLasso(view) ? `: ${breach(view)}` : '';
  for (const index of steps.keys()) {
    if (repeats && index === loop.fromStep + 1) items.push({ kind: 'loopBegins', text: `for ever${broken}` });
    const arrows = ended.get(index) ?? [];
    items.push(...arrows.map(arrow => messageOf(view, arrow)), ...notesOf(view, index, arrows));
  }
  if (repeats) items.push({ kind: 'loopEnds' });
  else if (loop !== undefined) items.push({ kind: 'note', lanes: [], text: `Nothing changes any more${broken}` });
  return [...items, ...(ended.get(undefined) ?? []).map(arrow => messageOf(view, arrow))];
}

/** One line that says what a diagram is of. */
export function titleOf({ protocol, scenario, headline }: ExecutionView): string {
  return `${protocol}, ${scenario}: ${headline}`;
}

/** A text on one line, without characters that end one. Never empty. */
export function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line === '' ? '–' : line;
}

const FATES = { delivered: '', discarded: 'discarded', lost: 'lost', ignored: 'ignored', inFlight: 'in flight' };

function messageOf(view: ExecutionView, arrow: ArrowView): SequenceItem {
  const { fromLane, toLane, fate, label, copyOf, sentStep } = arrow;
  const remarks = [
    FATES[fate],
    copyOf === undefined ? '' : 'a copy',
    isLate(view, arrow) ? `${copyOf === undefined ? 'sent' : 'made'} in step ${String(sentStep)}` : '',
  ].filter(remark => remark !== '');
  const text = remarks.length === 0 ? label : `${label} (${remarks.join(', ')})`;
  return { kind: 'message', from: fromLane, to: toLane, fate, text };
}

/** Whether the sender did something after it sent the message and before the message ended. */
function isLate({ events }: ExecutionView, { from, to, fromLane, endStep }: ArrowView): boolean {
  return events.some(
    ({ lane, step }, event) =>
      lane === fromLane && event > from && event !== to && (endStep === undefined || step < endStep),
  );
}

function notesOf(view: ExecutionView, index: number, ended: readonly ArrowView[]): readonly SequenceItem[] {
  const step = view.steps[index];
  if (step === undefined) return [];
  const events = step.events.flatMap(event => view.events[event] ?? []);
  const notes = events.flatMap(event => eventNotes(view, event));
  if (events.length > 0 || index === 0) return notes;
  const broken =
    !isLasso(view) && view.verdict?.kind === 'violated' && index === (view.verdict.step ?? view.steps.length - 1);
  // That a message is lost its arrow says.
  const said = ended.length > 0 && step.sign === undefined ? [] : [noteOf([], step.sentence)];
  return broken ? [...said, noteOf([], breach(view))] : said;
}

function eventNotes(view: ExecutionView, event: EventView): readonly SequenceItem[] {
  const { kind, label, labelBefore, lane, sentence, violation } = event;
  const lanes = [lane];
  const notes: SequenceItem[] = [];
  if (kind === 'error') notes.push(noteOf(lanes, sentence));
  else if (kind === 'timer') notes.push(noteOf(lanes, `timer ${label}`));
  else if (labelBefore !== undefined) notes.push(noteOf(lanes, `${labelBefore} is damaged: ${label}`));
  else if (label !== '') notes.push(noteOf(lanes, label));
  if (violation && kind !== 'error' && view.verdict !== undefined) notes.push(noteOf(lanes, breach(view)));
  return notes;
}

function breach({ verdict }: ExecutionView): string {
  const property = verdict?.property ?? '';
  return verdict?.kind === 'witness' ? `${property} is reached` : `${property} breaks`;
}

function noteOf(lanes: readonly number[], text: string): SequenceItem {
  return { kind: 'note', lanes, text };
}
