import type { Mark, MarkClass } from '../../../src/contract/scene.ts';
import { valenceSign } from '../../../src/scene/valenceMarks.ts';
import { across, CENTRE, line, lifeline, MIDDLE, SIGN_WIDTH, type Sign } from './sign.ts';

/** Where a bar or a bracket begins and ends. */
const FROM = 14.5;
const TO = SIGN_WIDTH - 14.5;
/** How far a bar is above its lifeline. */
const ABOVE = MIDDLE - 7;
const BELOW = MIDDLE + 4;

/** Signs of what is known of a run as a whole; time goes right along the lifelines. */
export const RUN_SIGNS: readonly Sign[] = [
  { words: 'so many local events, drawn as one', marks: run() },
  { words: 'these steps are repeated for ever', marks: bracket() },
  { words: 'nothing changes any more', marks: [line('lifeline', 0, TO), across('loop', TO)] },
  { words: 'what a client asks, until it is answered', marks: [...lifeline(), ...bar('operation', true)] },
  { words: 'never answered', marks: [...lifeline(), ...bar('operation', false)] },
  { words: 'what no order of the operations has room for', marks: blamed() },
  { words: 'several values can still be decided', marks: valence(2) },
  { words: 'only one value can be decided', marks: valence(1) },
  { words: 'nothing can be decided any more', marks: valence(0) },
  { words: 'after this step only one value can be decided', marks: [...lifeline(), across('decision', CENTRE)] },
  { words: 'after this step the violation is certain', marks: [...lifeline(), across('noReturn', CENTRE)] },
  { words: 'the violation happens without it too', marks: irrelevant() },
];

function flat(markClass: MarkClass, x1: number, x2: number, y: number): Mark {
  return { kind: 'line', class: markClass, of: {}, x1, y1: y, x2, y2: y };
}

function upright(markClass: MarkClass, x: number, y1: number, y2: number): Mark {
  return { kind: 'line', class: markClass, of: {}, x1: x, y1, x2: x, y2 };
}

function run(): readonly Mark[] {
  const number = { text: '5', anchor: 'middle', font: 'words', size: 11 } as const;
  return [
    ...lifeline(),
    { kind: 'circle', class: 'eventHollow', of: {}, x: CENTRE, y: MIDDLE, radius: 9 },
    { kind: 'text', class: 'label', of: {}, x: CENTRE, y: MIDDLE + 4, ...number },
  ];
}

function bracket(): readonly Mark[] {
  return [
    flat('loop', FROM, TO, BELOW),
    upright('loop', FROM, BELOW, BELOW - 8),
    upright('loop', TO, BELOW, BELOW - 8),
    { kind: 'head', class: 'loop', of: {}, x: FROM, y: BELOW - 8, angle: -Math.PI / 2, hollow: false },
  ];
}

function bar(markClass: MarkClass, isAnswered: boolean): readonly Mark[] {
  const cap = (x: number): Mark => upright(markClass, x, ABOVE - 3, ABOVE + 3);
  return isAnswered
    ? [cap(FROM), flat(markClass, FROM, TO, ABOVE), cap(TO)]
    : [cap(FROM), flat(markClass, FROM, FROM + 14, ABOVE), flat('operationOpen', FROM + 14, SIGN_WIDTH, ABOVE)];
}

function blamed(): readonly Mark[] {
  const sign: Mark = { kind: 'octagon', class: 'operationBlamed', of: {}, x: CENTRE, y: ABOVE, radius: 5 };
  return [...lifeline(), ...bar('operationBlamed', true), sign];
}

function valence(values: number): readonly Mark[] {
  return valenceSign(values, {}, { x: CENTRE, y: MIDDLE });
}

function irrelevant(): readonly Mark[] {
  const dot: Mark = { kind: 'circle', class: 'event', of: {}, x: CENTRE, y: MIDDLE, radius: 3.5, faded: true };
  return [...lifeline(), dot];
}
