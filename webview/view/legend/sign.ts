import type { Mark, MarkClass } from '../../../src/contract/scene.ts';

/** A sign of the pictures and what it means. */
export interface Sign {
  readonly words: string;
  /** Drawn on a field of `SIGN_WIDTH` × `SIGN_HEIGHT` pixels. */
  readonly marks: readonly Mark[];
}

export const SIGN_WIDTH = 72;
export const SIGN_HEIGHT = 24;

export const MIDDLE = SIGN_HEIGHT / 2 + 0.5;
export const CENTRE = SIGN_WIDTH / 2 + 0.5;

export function line(markClass: MarkClass, x1: number, x2: number): Mark {
  return { kind: 'line', class: markClass, of: {}, x1, y1: MIDDLE, x2, y2: MIDDLE };
}

export function lifeline(): readonly Mark[] {
  return [line('lifeline', 0, SIGN_WIDTH)];
}

/** A line across the lifelines. */
export function across(markClass: MarkClass, x: number): Mark {
  return { kind: 'line', class: markClass, of: {}, x1: x, y1: 2, x2: x, y2: SIGN_HEIGHT - 2 };
}
