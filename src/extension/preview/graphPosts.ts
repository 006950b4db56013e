import {
  PART_BYTES_MAX,
  type StateGraph,
  type StateGraphArrays,
  type StateGraphPart,
} from '../../contract/stateGraph.ts';
import type { WebviewMessage } from '../../contract/webview.ts';
import type { Session } from '../session/session.ts';

type Asked = Extract<WebviewMessage, { kind: 'stateGraph' | 'askStateGraph' }>;

/** Answers what a page asks about state graphs, in messages that are small enough to travel. */
export async function answerGraphQuestion(
  { graphs }: Pick<Session, 'graphs'>,
  asked: Asked,
  post: (part: StateGraphPart) => void,
): Promise<void> {
  const answer =
    asked.kind === 'stateGraph'
      ? await graphs.graph(asked.scope, states => post({ kind: 'progress', states }))
      : await graphs.ask(asked.scope, asked.question);
  if (!answer.ok) {
    // What is not wanted any more is not missed.
    if (answer.refusal.code !== 'cancelled') post({ kind: 'refused', message: answer.refusal.message });
    return;
  }
  const { value } = answer;
  if ('kind' in value) post({ kind: 'answer', answer: value });
  else for (const part of partsOf(value)) post(part);
}

/** A graph in pieces of which none is larger than a message may be. */
export function* partsOf({ outline, arrays }: StateGraph): Generator<StateGraphPart> {
  yield { kind: 'outline', outline };
  for (const array of Object.keys(arrays) as (keyof StateGraphArrays)[]) {
    const items = arrays[array];
    const step = PART_BYTES_MAX / items.BYTES_PER_ELEMENT;
    // Copied, because a view on a part of a buffer travels with all of it.
    for (let from = 0; from < items.length; from += step) {
      yield { kind: 'piece', array, items: items.slice(from, from + step) };
    }
  }
  yield { kind: 'end' };
}

/** Shows the execution that leads to a vertex, and stands at its end. */
export async function showVertex(
  session: Pick<Session, 'graphs' | 'choose' | 'notify'>,
  { scope, vertex }: Extract<WebviewMessage, { kind: 'showVertex' }>,
): Promise<void> {
  const answer = await session.graphs.ask(scope, { kind: 'vertex', vertex });
  if (!answer.ok) session.notify(answer.refusal.message);
  else if (answer.value.kind === 'vertex') {
    const { schedule } = answer.value;
    await session.choose({ kind: 'schedule', schedule }, schedule.length - 1);
  }
}
