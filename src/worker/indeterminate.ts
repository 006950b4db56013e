import { present } from '../base/assert.ts';
import type { Answer, Subject } from '../contract/engine.ts';
import type { Indeterminate, IndeterminateCase, ThemeKind } from '../contract/summary.ts';
import { nodeName } from '../model/labels.ts';
import { requestReplyOf } from '../model/requestReply.ts';
import type { Schedule } from '../model/state.ts';
import type { System } from '../model/system.ts';
import { variantOfMessages } from '../model/variants.ts';
import { indeterminatePicture } from '../scene/indeterminatePicture.ts';
import { indeterminateRuns } from '../simulator/indeterminateRuns.ts';
import type { IndeterminateRuns } from '../simulator/indeterminateRuns.ts';
import { refused, viewOf } from './executions.ts';
import type { Subjects } from './subjects.ts';

interface Wanted {
  /** The name of the request, or of the reply. */
  readonly message: string;
  readonly theme: ThemeKind;
}

/** What may have become of a request whose sender has not heard anything, as three executions with a picture. */
export function indeterminateOf(
  subjects: Subjects,
  { text, scenario }: Subject,
  { message, theme }: Wanted,
): Answer<Indeterminate> {
  const declared = subjects.load({ text, scenario });
  if ('refusal' in declared) return { ok: false, refusal: declared.refusal };
  const { protocol } = declared.system.instance;
  const index = protocol.messages.findIndex(({ name }) => name === message);
  const pair = requestReplyOf(protocol, index);
  if (pair === undefined) return refused('none-found', `${message} is neither a request with a reply nor a reply.`);
  const [request, reply] = [pair.request, pair.reply].map(
    each => present(protocol.messages[each], 'a message of a pair is declared').name,
  );
  if (request === undefined || reply === undefined) return refused('failed', 'A pair has two messages.');
  const variant = variantOfMessages('loss', [request, reply]);
  const loaded = subjects.load({ text, scenario, variant });
  if ('refusal' in loaded) return { ok: false, refusal: loaded.refusal };
  const { system } = loaded;
  const runs = indeterminateRuns(system, pair);
  if (runs === undefined) return refused('none-found', `No ${request} is sent and answered in a usual run.`);
  const cases = casesOf(system, runs, { request, reply });
  if (!cases.ok) return cases;
  const { client, server, sentStep } = runs;
  return {
    ok: true,
    value: {
      variant,
      request,
      reply,
      client: nodeName(system.instance, client),
      server: nodeName(system.instance, server),
      cases: cases.value,
      svg: indeterminatePicture({ cases: cases.value, client, server, sentStep }, theme),
    },
  };
}

function casesOf(
  system: System,
  { requestLost, replyLost, replyInFlight }: IndeterminateRuns,
  { request, reply }: { readonly request: string; readonly reply: string },
): Answer<readonly IndeterminateCase[]> {
  const wanted: readonly { kind: IndeterminateCase['kind']; schedule: Schedule; headline: string }[] = [
    { kind: 'requestLost', schedule: requestLost, headline: `The ${request} is lost.` },
    { kind: 'replyLost', schedule: replyLost, headline: `The ${request} arrives, and its ${reply} is lost.` },
    { kind: 'replyInFlight', schedule: replyInFlight, headline: `The ${reply} is still on its way.` },
  ];
  const cases: IndeterminateCase[] = [];
  for (const { kind, schedule, headline } of wanted) {
    const answer = viewOf(system, schedule, { kind: 'chosen' });
    if (!answer.ok) return answer;
    cases.push({ kind, execution: { ...answer.value, headline } });
  }
  return { ok: true, value: cases };
}
