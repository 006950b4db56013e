import { present } from '../base/assert.ts';
import type { Span } from '../base/span.ts';
import { nodeReference } from '../model/values.ts';
import type { ListValue } from '../model/values.ts';
import { spend, stateOf } from './scope.ts';
import type { Context } from './scope.ts';

/** The messages of one kind in flight, node by node: records of their fields, then `from` and `to`. */
export function inFlight(context: Context, message: number, at: Span): ListValue {
  const { name, fields } = present(context.setting.protocol.messages[message], 'a message in flight is declared');
  const names = [...fields.map(field => field.name), 'from', 'to'];
  const envelopes = stateOf(context).inboxes.flatMap(inbox => inbox.filter(envelope => envelope.message === message));
  spend(context, envelopes.length, at);
  return {
    kind: 'list',
    items: envelopes.map(envelope => ({
      kind: 'record',
      type: name,
      names,
      fields: [...envelope.fields, nodeReference(envelope.from), nodeReference(envelope.to)],
    })),
  };
}
