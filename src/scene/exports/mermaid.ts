import type { ArrowView, ExecutionView } from '../../contract/execution.ts';
import { oneLine, sequenceOf, titleOf, type SequenceItem } from './sequence.ts';

/** What is read, lost, ignored or still on its way differs in its line or its head, and in its label. */
const ARROWS = {
  delivered: '->>',
  discarded: '-->>',
  lost: '-x',
  ignored: '--x',
  inFlight: '--)',
} as const satisfies Record<ArrowView['fate'], string>;

/** An execution as a `sequenceDiagram` of Mermaid. */
export function mermaidText(view: ExecutionView): string {
  const last = view.lanes.length - 1;
  const lines = [
    'sequenceDiagram',
    `  title ${escaped(titleOf(view))}`,
    ...view.lanes.map(({ name }, lane) => `  participant ${idOf(lane)} as ${escaped(name)}`),
    ...sequenceOf(view).map(item => `  ${lineOf(item, last)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function lineOf(item: SequenceItem, lastLane: number): string {
  switch (item.kind) {
    case 'message':
      return `${idOf(item.from)}${ARROWS[item.fate]}${idOf(item.to)}: ${escaped(item.text)}`;
    case 'note': {
      const [first = 0, last = lastLane] = item.lanes.length === 0 ? [] : [item.lanes[0], item.lanes.at(-1)];
      const over = first === last ? idOf(first) : `${idOf(first)},${idOf(last)}`;
      return `Note over ${over}: ${escaped(item.text)}`;
    }
    case 'loopBegins':
      return `loop ${escaped(item.text)}`;
    case 'loopEnds':
      return 'end';
  }
}

/** A name that is no keyword. */
function idOf(lane: number): string {
  return `n${String(lane + 1)}`;
}

/**
 * `#` begins a code of Mermaid and `;` ends a line; `%%` is a comment and `<` mark-up wherever they stand, and a backslash
 * may break a line. Codes of characters are safe everywhere. A text must not begin like the keyword `wrap:`.
 */
function escaped(text: string): string {
  return oneLine(text)
    .replace(/[#;%<>&\\{}"]/g, sign => `#${String(sign.charCodeAt(0))};`)
    .replace(/^(:?(?:no)?wrap):/i, '$1#58;');
}
