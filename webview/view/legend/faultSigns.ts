import type { EventView } from '../../../src/contract/execution.ts';
import type { Mark } from '../../../src/contract/scene.ts';
import { glyphMarks } from '../../../src/scene/glyphs.ts';
import { across, CENTRE, line, lifeline, MIDDLE, SIGN_WIDTH, type Sign } from './sign.ts';

/** Signs of what strikes messages, links, nodes and clocks; time goes right along the lifelines. */
export const FAULT_SIGNS: readonly Sign[] = [
  { words: 'damaged on its way: wavy from then on', marks: wavy() },
  { words: 'a connection resets: what was on its way is lost', marks: torn() },
  { words: 'it learns that its connection was reset', marks: [...lifeline(), ...glyph('disconnect')] },
  { words: 'a link is cut: this way nothing passes', marks: cut() },
  { words: 'crashed in the midst of a handler', marks: [line('lifeline', 0, CENTRE + 7), ...glyph('crashMidway')] },
  { words: 'paused: frozen until it goes on', marks: paused() },
  { words: 'some of its handlers hang', marks: [...lifeline(), ...glyph('stall'), hatch(CENTRE + 6, SIGN_WIDTH, [1])] },
  { words: 'its disk failed: what it writes is lost at the next crash', marks: diskFailed() },
  { words: 'a stored value was damaged', marks: [...lifeline(), ...glyph('alter')] },
  { words: 'Byzantine: it follows no protocol from now on', marks: byzantine() },
  { words: 'its clock gained a tick', marks: [...lifeline(), ...glyph('drift', 'ahead')] },
  { words: 'its clock loses a tick', marks: [...lifeline(), ...glyph('drift', 'behind')] },
  { words: 'its clock was set back (ahead, if after it)', marks: [...lifeline(), ...glyph('jump', 'behind')] },
  { words: 'its clock failed', marks: [...lifeline(), ...glyph('clockFail')] },
  { words: 'true time goes on', marks: [...lifeline(), across('tick', CENTRE)] },
  { words: 'timers may fire, a round begins', marks: [...lifeline(), across('round', CENTRE)] },
  {
    words: 'from now on in rounds',
    marks: [...lifeline(), across('round', CENTRE - 1.5), across('round', CENTRE + 1.5)],
  },
];

function glyph(kind: EventView['kind'], moves?: EventView['moves']): readonly Mark[] {
  const event: EventView = {
    ...{ lane: 0, step: 0, kind, label: '', sentence: '', at: undefined, lamport: 0, vector: [], violation: false },
    ...(moves === undefined ? {} : { moves }),
  };
  return glyphMarks(event, {}, { x: CENTRE, y: MIDDLE }, true);
}

function wavy(): readonly Mark[] {
  const tip = SIGN_WIDTH - 12;
  const points = [8, MIDDLE, 20, MIDDLE, tip - 4, MIDDLE];
  return [
    { kind: 'polyline', class: 'messageCorrupt', of: {}, points, wavyFrom: 1 },
    { kind: 'head', class: 'messageCorrupt', of: {}, x: tip, y: MIDDLE, angle: 0, hollow: false },
  ];
}

function torn(): readonly Mark[] {
  const pieces = [
    [8, CENTRE - 9, -1.5],
    [8, CENTRE - 5, 1.5],
    [CENTRE + 5, SIGN_WIDTH - 8, -1.5],
    [CENTRE + 9, SIGN_WIDTH - 8, 1.5],
  ] as const;
  return pieces.map(([x1, x2, offset]) => {
    return { kind: 'line', class: 'reset', of: {}, x1, x2, y1: MIDDLE + offset, y2: MIDDLE + offset };
  });
}

function cut(): readonly Mark[] {
  return [
    across('cut', CENTRE),
    line('cut', CENTRE - 20, CENTRE - 9),
    { kind: 'head', class: 'cut', of: {}, x: CENTRE - 3, y: MIDDLE, angle: 0, hollow: false },
  ];
}

function paused(): readonly Mark[] {
  return [...lifeline(), ...glyph('pause'), hatch(CENTRE + 10, SIGN_WIDTH, [1, -1])];
}

function diskFailed(): readonly Mark[] {
  const starts = [50, 56, 62, 68];
  const dots = starts.map(x => [x, MIDDLE - 4, x + 2, MIDDLE - 4]);
  return [...lifeline(), ...glyph('diskfail'), condition(dots)];
}

function byzantine(): readonly Mark[] {
  const double = [-1.5, 1.5].map((offset): Mark => {
    const y = MIDDLE + offset;
    return { kind: 'line', class: 'lifeline', of: {}, x1: CENTRE, y1: y, x2: SIGN_WIDTH, y2: y };
  });
  return [line('lifeline', 0, CENTRE), ...double, ...glyph('turn')];
}

/** Slanted strokes below the lifeline (1) and above it (−1). */
function hatch(from: number, to: number, sides: readonly (1 | -1)[]): Mark {
  const lines: number[][] = [];
  for (const side of sides) {
    // As if each stroke went on through the lifeline; both sides begin together.
    const first = Math.ceil(from / 4) * 4 + (side > 0 ? 4 : -4);
    for (let x = first; x <= to - (side > 0 ? 0 : 5.5); x += 4) {
      lines.push([x - side * 2, MIDDLE + side * 2, x - side * 5.5, MIDDLE + side * 5.5]);
    }
  }
  return condition(lines);
}

function condition(lines: readonly (readonly number[])[]): Mark {
  return { kind: 'glyph', class: 'condition', of: {}, x: CENTRE, y: MIDDLE, outline: [], lines };
}
