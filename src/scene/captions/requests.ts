import { listed } from '../../base/listed.ts';
import { groupBy } from '../../base/groupBy.ts';
import type { ArrowView, ExecutionView } from '../../contract/execution.ts';
import { mayKnow, messageName, nameOf, originalOf, sentLabel, stepOf, type Caption } from './caption.ts';

/** A message that is answered if all goes well. */
interface Request {
  readonly arrow: ArrowView;
  /** Itself, and its copies. */
  readonly copies: readonly ArrowView[];
  /** The names of the messages that answer it. */
  readonly asks: readonly string[];
}

/** What becomes of requests: their sender cannot know, sends them again, is answered late. */
export function requestCaptions(view: ExecutionView): readonly Caption[] {
  const families = groupBy([...view.arrows.keys()], arrow => originalOf(view, arrow));
  const requests = view.arrows.flatMap((arrow, index): readonly Request[] => {
    const { asks, copyOf } = arrow;
    if (asks === undefined || copyOf !== undefined) return [];
    const copies = (families.get(index) ?? []).flatMap(copy => view.arrows[copy] ?? []);
    return copies.some(({ fate }) => fate === 'ignored') ? [] : [{ arrow, copies, asks }];
  });
  return [...indeterminate(view, requests), ...sentAgain(view, requests)];
}

/** Where a timer fires while a request has no answer, for the first time; and replies to such requests that come after that. */
function indeterminate(view: ExecutionView, requests: readonly Request[]): readonly Caption[] {
  const fired = groupBy(
    requests.flatMap(request => {
      const timer = view.events.findIndex(
        ({ kind, lane }, event) => kind === 'timer' && lane === request.arrow.fromLane && event > request.arrow.from,
      );
      const isOpen = timer >= 0 && !isAnswered(view, request, timer) && !isKnown(view, request, timer);
      return isOpen ? [{ request, timer }] : [];
    }),
    ({ timer }) => timer,
  );
  return [...fired].flatMap(([timer, found]): readonly Caption[] => {
    const open = found.map(({ request }) => request);
    const caption = { step: stepOf(view, timer), event: timer, text: unknownSentence(view, open, timer) };
    return [{ kind: 'indeterminate', ...caption }, ...open.flatMap(request => lateReplies(view, request, timer))];
  });
}

/** Whether its sender has had an answer from whom it asked, to this or to an earlier request. */
function isAnswered({ arrows }: ExecutionView, { arrow, asks }: Request, before: number): boolean {
  return arrows.some(
    ({ fromLane, toLane, to, label }) =>
      fromLane === arrow.toLane &&
      toLane === arrow.fromLane &&
      to !== undefined &&
      to > arrow.from &&
      to < before &&
      asks.includes(messageName(label)),
  );
}

/** Whether something that its sender has heard of shows that it arrived. */
function isKnown(view: ExecutionView, { copies }: Request, event: number): boolean {
  return copies.some(({ to }) => to !== undefined && mayKnow(view, event, to));
}

function unknownSentence(view: ExecutionView, open: readonly Request[], timer: number): string {
  const [first] = open;
  const { lane = 0, label = '' } = view.events[timer] ?? {};
  const asker = nameOf(view, lane);
  if (first === undefined) return '';
  const what = messageName(sentLabel(first.arrow));
  if (open.length > 1) {
    const others = open.map(({ arrow }) => nameOf(view, arrow.toLane));
    return `When ${label} fires, ${asker} cannot know which of ${listed([...new Set(others)])} has received what it asked.`;
  }
  const server = nameOf(view, first.arrow.toLane);
  return `When ${label} fires, ${asker} cannot know whether ${server} has received ${what}. ${becameOf(view, first, timer)}`;
}

/** What only somebody who sees all of the execution knows. */
function becameOf(view: ExecutionView, { arrow, copies, asks }: Request, timer: number): string {
  const received = copies.find(({ to }) => to !== undefined && to < timer);
  const step = stepOf(view, timer);
  const isFlying = ({ sentStep, endStep }: ArrowView): boolean =>
    sentStep <= step && (endStep === undefined || endStep > step);
  if (received === undefined) return copies.some(isFlying) ? 'It is still on its way.' : 'It was lost.';
  const replies = view.arrows.filter(
    ({ from, toLane, label }) => from === received.to && toLane === arrow.fromLane && asks.includes(messageName(label)),
  );
  const [reply] = replies;
  if (reply === undefined) return 'It has, and has not answered.';
  const word = messageName(sentLabel(reply));
  return replies.some(isFlying) ? `It has, and ${word} is still on its way.` : `It has, and ${word} was lost.`;
}

function lateReplies(view: ExecutionView, { arrow, copies, asks }: Request, timer: number): readonly Caption[] {
  const reply = view.arrows.find(
    ({ from, to, toLane, label }) =>
      to !== undefined &&
      to > timer &&
      toLane === arrow.fromLane &&
      asks.includes(messageName(label)) &&
      copies.some(copy => copy.to === from),
  );
  if (reply?.to === undefined) return [];
  const { label = '' } = view.events[timer] ?? {};
  const text = `${sentLabel(reply)} answers what was asked in step ${String(arrow.sentStep)}; ${label} had fired in step ${String(stepOf(view, timer))}.`;
  return [{ kind: 'lateReply', step: stepOf(view, reply.to), event: reply.to, text }];
}

/** Requests that are sent once more while there is no answer. */
function sentAgain(view: ExecutionView, requests: readonly Request[]): readonly Caption[] {
  return requests.flatMap((request, index): readonly Caption[] => {
    const { arrow } = request;
    const earlier = requests
      .slice(0, index)
      .findLast(
        ({ arrow: other }) =>
          other.from < arrow.from &&
          other.fromLane === arrow.fromLane &&
          other.toLane === arrow.toLane &&
          sentLabel(other) === sentLabel(arrow),
      );
    if (earlier === undefined || isAnswered(view, earlier, arrow.from + 1)) return [];
    const [sender, receiver] = [nameOf(view, arrow.fromLane), nameOf(view, arrow.toLane)];
    const text = `${sender} sends ${sentLabel(arrow)} to ${receiver} again: it has had no answer since step ${String(earlier.arrow.sentStep)}.`;
    return [{ kind: 'retransmission', step: arrow.sentStep, event: arrow.from, text }];
  });
}
