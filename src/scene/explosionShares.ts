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
  const most = Math.max(1, all.states, left.states);
  const isOpen = !all.isExact || !left.isExact;
  const room = isOpen ? Math.max(1, width - OPEN) : width;
  const lengthOf = ({ states }: StateCount): number => Math.max(1, Math.round((states / most) * room));
  const [whole, rest] = [lengthOf(all), lengthOf(left)];
  return {
    width,
    height,
    marks: [
      ...(all.isExact ? [frame(whole, height)] : openFrame(whole, height)),
      { kind: 'rectangle', class: isStrongest ? 'barStrong' : 'bar', of: {}, x: 0, y: 0, width: rest, height },
      ...(left.isExact ? [] : openEnd(rest, height)),
    ],
  };
}

function frame(width: number, height: number): Mark {
  const box = { x: 0.5, y: 0.5, width: Math.max(1, width - 1), height: height - 1 };
  return { kind: 'rectangle', class: 'barHollow', of: {}, ...box };
}

/** An outline that nothing closes on the right: there are more, nobody knows how many. */
function openFrame(width: number, height: number): readonly Mark[] {
  const points = [width, 0.5, 0.5, 0.5, 0.5, height - 0.5, width, height - 0.5];
  return [{ kind: 'polyline', class: 'barHollow', of: {}, points }, ...openEnd(width, height)];
}

function openEnd(x: number, height: number): readonly Mark[] {
  return [0.5, height - 0.5].map((y): Mark => ({
    kind: 'line',
    class: 'barOpen',
    of: {},
    x1: x,
    y1: y,
    x2: x + OPEN,
    y2: y,
  }));
}
