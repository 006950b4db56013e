import type { HostMessage } from '../../contract/webview.ts';

/** Characters in one message: less than a megabyte, whatever they are. */
const PART_MAX = 300_000;

/** A message as it is sent to a page: whole, or where it is too large, as parts of its text. */
export function inParts(message: HostMessage): readonly HostMessage[] {
  // Everything else is small.
  if (message.kind !== 'model' && message.kind !== 'patch') return [message];
  const text = JSON.stringify(message);
  if (text.length <= PART_MAX) return [message];
  const count = Math.ceil(text.length / PART_MAX);
  return Array.from({ length: count }, (_, index): HostMessage => {
    const piece = text.slice(index * PART_MAX, (index + 1) * PART_MAX);
    return { kind: 'part', seq: message.seq, index, count, text: piece };
  });
}
