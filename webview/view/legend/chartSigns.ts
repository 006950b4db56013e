import type { Mark, MarkClass } from '../../../src/contract/scene.ts';
import { line, MIDDLE, SIGN_WIDTH, type Sign } from './sign.ts';

const BAR = 10;
const TOP = MIDDLE - BAR / 2;
const STOPPED = 44;
const [FIRST, LAST] = [10, SIGN_WIDTH - 10];

/** Signs of charts of how many states there are. */
export const CHART_SIGNS: readonly Sign[] = [
  { words: 'the bar that matters most', marks: [bar('barStrong', SIGN_WIDTH - 24)] },
  { words: 'counting stopped there: at least so many', marks: [bar('bar', STOPPED), ...openEnd()] },
  { words: 'the rest of all: not there', marks: [rest(), bar('bar', STOPPED - 20)] },
  {
    words: 'counted, and how it would go on',
    marks: [line('curve', FIRST, STOPPED - 8), line('curveBeyond', STOPPED - 8, LAST), ...points('pointHollow')],
  },
  { words: 'at least so many: it was not counted to the end', marks: atLeast() },
];

function bar(markClass: MarkClass, width: number): Mark {
  return { kind: 'rectangle', class: markClass, of: {}, x: 0, y: TOP, width, height: BAR };
}

function rest(): Mark {
  return { kind: 'rectangle', class: 'barHollow', of: {}, x: 0.5, y: TOP, width: SIGN_WIDTH - 1, height: BAR };
}

function openEnd(): readonly Mark[] {
  return [TOP, TOP + BAR].map(y => ({
    kind: 'line',
    class: 'barOpen',
    of: {},
    x1: STOPPED,
    y1: y,
    x2: SIGN_WIDTH,
    y2: y,
  }));
}

function points(last: MarkClass): readonly Mark[] {
  return [circle('point', FIRST), circle('point', STOPPED - 8), circle(last, LAST)];
}

function circle(markClass: MarkClass, x: number): Mark {
  return { kind: 'circle', class: markClass, of: {}, x, y: MIDDLE, radius: 3 };
}

function atLeast(): readonly Mark[] {
  const x = SIGN_WIDTH / 2;
  const y = MIDDLE + 6;
  return [
    { kind: 'line', class: 'curve', of: {}, x1: x, y1: y - 3, x2: x, y2: 8 },
    { kind: 'head', class: 'curve', of: {}, x, y: 3, angle: -Math.PI / 2, hollow: false },
    { kind: 'circle', class: 'pointHollow', of: {}, x, y, radius: 3 },
  ];
}
