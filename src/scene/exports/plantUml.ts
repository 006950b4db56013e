import type { ArrowView, ExecutionView } from '../../contract/execution.ts';
import { oneLine, sequenceOf, titleOf, type SequenceItem } from './sequence.ts';

const ARROWS = {
  delivered: '->',
  discarded: '-->',
  lost: '->x',
  ignored: '-->x',
  inFlight: '-->o',
} as const satisfies Record<ArrowView['fate'], string>;

/** An execution as a sequence diagram of PlantUML. */
export function plantUmlText(view: ExecutionView): string {
  const lines = [
    '@startuml',
    `title ${escaped(titleOf(view))}`,
    ...view.lanes.map(({ name }, lane) => `participant "${escaped(name)}" as ${idOf(lane)}`),
    ...sequenceOf(view).map(lineOf),
    '@enduml',
  ];
  return `${lines.join('\n')}\n`;
}

function lineOf(item: SequenceItem): string {
  switch (item.kind) {
    case 'message':
      return `${idOf(item.from)} ${ARROWS[item.fate]} ${idOf(item.to)} : ${escaped(item.text)}`;
    case 'note': {
      const over = item.lanes.length === 0 ? 'across' : `over ${item.lanes.map(idOf).join(', ')}`;
      return `note ${over} : ${escaped(item.text)}`;
    }
    case 'loopBegins':
      return `loop ${escaped(item.text)}`;
    case 'loopEnds':
      return 'end';
  }
}

function idOf(lane: number): string {
  return `n${String(lane + 1)}`;
}

/**
 * Signs that mean something to the preprocessor or to Creole, PlantUML's mark-up, become codes of characters: single
 * ones wherever they stand, others where two of them follow each other, as in `**`, `//`, `__`, `--`, `==` and `""`.
 */
function escaped(text: string): string {
  return oneLine(text)
    .replace(/[<>[\]\\%~"'&|!#$@{}]/g, coded)
    .replace(/([*/_=.-])(?=\1)/g, coded)
    .replace(/^[*/_=.:;+-]/, coded);
}

function coded(sign: string): string {
  return `<U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
