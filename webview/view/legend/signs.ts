import type { Mark, MarkClass } from '../../../src/contract/scene.ts';
import { CENTRE, lifeline, line, MIDDLE, SIGN_HEIGHT, SIGN_WIDTH, type Sign } from './sign.ts';

const TIP = SIGN_WIDTH - 12;

/** Every sign, drawn with the same marks as the pictures. */
export const SIGNS: readonly Sign[] = [
  { words: 'an event: a message received, and what was done about it', marks: [...lifeline(), dot('event')] },
  { words: 'a message that its receiver ignored', marks: [...lifeline(), dot('eventHollow')] },
  { words: 'an action taken by itself', marks: [...lifeline(), square()] },
  { words: 'a timer that fired', marks: [...lifeline(), clock()] },
  { words: 'the event that breaks a property', marks: [...lifeline(), octagon(), dot('event')] },
  { words: 'delivered', marks: arrow('message', false) },
  { words: 'in flight at the cursor', marks: arrow('messageInFlight', false) },
  { words: 'lost', marks: [line('messageLost', 8, TIP), cross('messageLost', TIP)] },
  { words: 'a duplicate', marks: arrow('messageDuplicate', true) },
  { words: 'crashed: nothing happens here until it restarts', marks: [...broken(), bar('crash', 24)] },
  { words: 'restarted', marks: [...broken(), bar('restart', 48)] },
  { words: 'partition: no message gets through', marks: wall() },
];

function base(markClass: MarkClass): { readonly class: MarkClass; readonly of: Mark['of'] } {
  return { class: markClass, of: {} };
}

function dot(markClass: MarkClass): Mark {
  return { kind: 'circle', ...base(markClass), x: CENTRE, y: MIDDLE, radius: 3.5 };
}

function square(): Mark {
  return { kind: 'square', ...base('action'), x: CENTRE, y: MIDDLE, size: 7 };
}

function clock(): Mark {
  return { kind: 'clock', ...base('timer'), x: CENTRE, y: MIDDLE, radius: 6 };
}

function octagon(): Mark {
  return { kind: 'octagon', ...base('eventViolation'), x: CENTRE, y: MIDDLE, radius: 10 };
}

function arrow(markClass: MarkClass, hollow: boolean): readonly Mark[] {
  return [
    line(markClass, 8, hollow ? TIP - 7 : TIP - 4),
    { kind: 'head', ...base(markClass), x: TIP, y: MIDDLE, angle: 0, hollow },
  ];
}

function cross(markClass: MarkClass, x: number): Mark {
  return { kind: 'cross', ...base(markClass), x, y: MIDDLE, size: 9 };
}

function broken(): readonly Mark[] {
  return [line('lifeline', 0, 24), line('lifelineDown', 24, 48), line('lifeline', 48, SIGN_WIDTH)];
}

function bar(markClass: MarkClass, x: number): Mark {
  return { kind: 'line', ...base(markClass), x1: x + 0.5, y1: MIDDLE - 8, x2: x + 0.5, y2: MIDDLE + 8 };
}

function wall(): readonly Mark[] {
  return [-1.5, 1.5].map(offset => ({
    kind: 'line',
    ...base('partition'),
    x1: CENTRE + offset,
    y1: 2,
    x2: CENTRE + offset,
    y2: SIGN_HEIGHT - 2,
  }));
}
