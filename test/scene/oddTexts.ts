import fc from 'fast-check';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { views } from './views.ts';

/** What means something in one of the languages that executions are written in, and what ends lines. */
const PIECES = [
  ...[
    '#',
    ';',
    '%%',
    '%%{init: {}}%%',
    '<br/>',
    '<b>',
    '&lt;',
    'wrap:',
    'nowrap:',
    ':',
    'end',
    'loop',
    '->>',
    '-x',
    ',',
  ],
  ...[
    '**',
    '//',
    '__',
    '--',
    '""',
    '~',
    '[[x]]',
    '<&x>',
    '\\n',
    "'",
    "/'",
    '!define',
    '$x',
    '%date()',
    '==',
    '@enduml',
  ],
  ...['{"a": 1}', ' {', '}', '\n', '\r\n', '\u2028', '\t', '\0', '"', '|', 'é', '世界', '😀', ' ', '', 'p', '#59;'],
];

const oddText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 6 })
  .map(pieces => pieces.join(''));

/** Random executions whose names and sentences are odd. */
export const oddViews: fc.Arbitrary<ExecutionView> = fc
  .tuple(views, fc.infiniteStream(oddText))
  .map(([view, texts]) => renamed(view, () => texts.next().value as string));

function renamed(view: ExecutionView, next: () => string): ExecutionView {
  return {
    ...view,
    headline: next(),
    scenario: next(),
    lanes: view.lanes.map(lane => ({ ...lane, name: next() })),
    events: view.events.map(event => ({ ...event, sentence: next(), label: event.label === '' ? '' : next() })),
    arrows: view.arrows.map(arrow => ({ ...arrow, label: next() })),
    steps: view.steps.map(step => ({ ...step, sentence: next() })),
  };
}
