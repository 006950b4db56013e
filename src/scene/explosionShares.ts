import type { StateCount } from '../contract/explosion.ts';
import type { Mark, Scene } from '../contract/scene.ts';

export interface BarOptions {
  /** Of the whole, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether this is the one that matters most. */
  readonly isStrongest: boolean;
}

/** For the open end of what was not counted to the end. */
const OPEN = 12;

/** A part of all states as a bar in the outline of all. */
export function shareScene(share: number, { width, height, isStrongest }: BarOptions): Scene {
  const part = Math.max(0, Math.min(1, share));
  const filled = part === 0 ? 0 : Math.max(1, Math.round(part * width));
  return {
    width,
    height,
    marks: [
      frame(width, height),
      { kind: 'rectangle', class: isStrongest ? 'barStrong' : 'bar', of: {}, x: 0, y: 0, width: filled, height },
    ],
  };
}

/** What is left of all states, solid; what a reduction saves is the rest of the outline. */
export function savingScene(all: StateCount, left: StateCount, { width, height, isStrongest }: BarOptions): Scene {
  // Of lower bounds no share is known: what is left is drawn on the same scale, and what is not counted stays open.
  const most = Math.max(1, all.states, left.states);
  const plain = all.isExact && left.isExact;
  const room = plain ? width : Math.max(1, width - OPEN);
  const [whole, rest] = [all, left].map(({ states }) => Math.max(1, Math.round((states / most) * room))) as [
    number,
    number,
  ];
  return {
    width,
    height,
    marks: [
      ...(all.isExact ? [frame(whole, height)] : openFrame(whole, width, height)),
      { kind: 'rectangle', class: isStrongest ? 'barStrong' : 'bar', of: {}, x: 0, y: 0, width: rest, height },
      ...(left.isExact ? [] : openFrame(rest, Math.min(width, rest + OPEN), height)),
    ],
  };
}

/**
 * How many states could be told apart, an outline as long as there is room, and how many there are, on the same log scale.
 * `potential` in decimal digits; undefined where it is without bound, which stays open.
 */
export function potentialScene(
  potential: string | undefined,
  reachable: StateCount,
  { width, height }: BarOptions,
): Scene {
  const possible = potential === undefined ? undefined : logarithm(potential);
  const open = possible === undefined ? OPEN : 0;
  const reached = Math.log10(Math.max(1, reachable.states));
  // Without a bound there is no scale: what is reached is shown to be little of it, and not how little.
  const share = possible === undefined ? 0.25 : possible === 0 ? 1 : Math.min(1, reached / possible);
  const filled = Math.max(2, Math.round(share * (width - open)));
  return {
    width,
    height,
    marks: [
      ...(possible === undefined ? openFrame(width - open, width, height) : [frame(width, height)]),
      { kind: 'rectangle', class: 'barStrong', of: {}, x: 0, y: 0, width: filled, height },
      ...(reachable.isExact ? [] : openFrame(filled, Math.min(width, filled + OPEN), height)),
    ],
  };
}

function frame(width: number, height: number): Mark {
  const box = { x: 0.5, y: 0.5, width: Math.max(1, width - 1), height: height - 1 };
  return { kind: 'rectangle', class: 'barHollow', of: {}, ...box };
}

/** Upper and lower edge, dashed from `from` on, with nothing that closes them. */
function openFrame(from: number, to: number, height: number): readonly Mark[] {
  return [0.5, height - 0.5].map((y): Mark => ({
    kind: 'line',
    class: 'barOpen',
    of: {},
    x1: from,
    y1: y,
    x2: to,
    y2: y,
  }));
}

function logarithm(digits: string): number {
  return Math.log10(Number(digits.slice(0, 15))) + Math.max(0, digits.length - 15);
}
