import type { Mark } from '../../src/contract/scene.ts';

/** A part of a picture from top to bottom, in pixels. */
export interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/** How far a mark reaches up and down, strokes aside. */
export function extentOf(mark: Mark): Extent {
  switch (mark.kind) {
    case 'line':
      return { top: Math.min(mark.y1, mark.y2), bottom: Math.max(mark.y1, mark.y2) };
    case 'polyline':
      return extentOfPoints([mark.points]);
    case 'glyph':
      return extentOfPoints([mark.outline, ...mark.lines]);
    case 'circle':
    case 'octagon':
    case 'clock':
      return { top: mark.y - mark.radius, bottom: mark.y + mark.radius };
    case 'cross':
    case 'square':
      return { top: mark.y - mark.size / 2, bottom: mark.y + mark.size / 2 };
    case 'rectangle':
      return { top: mark.y, bottom: mark.y + mark.height };
    case 'head':
      return { top: mark.y - 8, bottom: mark.y + 8 };
    case 'text':
      return { top: mark.y - mark.size, bottom: mark.y + mark.size };
  }
}

function extentOfPoints(lines: readonly (readonly number[])[]): Extent {
  let top = Infinity;
  let bottom = -Infinity;
  for (const points of lines) {
    for (let i = 1; i < points.length; i += 2) {
      top = Math.min(top, points[i]!);
      bottom = Math.max(bottom, points[i]!);
    }
  }
  return { top, bottom };
}

/** The marks that reach into a window, in drawing order. */
export function marksWithin(marks: readonly Mark[], window: Extent): readonly Mark[] {
  return marks.filter(mark => {
    const { top, bottom } = extentOf(mark);
    return bottom >= window.top && top <= window.bottom;
  });
}
