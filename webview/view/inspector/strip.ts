import { segmentAt, type Segment } from '../../../src/scene/histories.ts';

/** A stretch of the strip that shows a value through time: one segment, or several that are too short to be told apart. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  /** How many segments it stands for. */
  readonly count: number;
  /** The first of them. */
  readonly value: string;
  /** What it says; empty where there is no room or there are several. */
  readonly label: string;
}

/** As wide as a stretch is at least, as a share of the strip. */
const SHARE_MIN = 1 / 120;
const LABEL_MIN = 2;

/** The stretches of a strip for steps 0 … `last`, which has room for so many characters in all. */
export function cellsOf(segments: readonly Segment[], last: number, room: number): readonly Cell[] {
  const isShort = ({ from, to }: Pick<Cell, 'from' | 'to'>): boolean => to - from + 1 < (last + 1) * SHARE_MIN;
  const drafts: Omit<Cell, 'label'>[] = [];
  for (const segment of segments) {
    const before = drafts.at(-1);
    if (before !== undefined && isShort(before) && isShort(segment)) {
      drafts[drafts.length - 1] = { ...before, to: segment.to, count: before.count + 1 };
    } else drafts.push({ ...segment, count: 1 });
  }
  return drafts.map(draft => {
    const fits = Math.floor(((draft.to - draft.from + 1) / (last + 1)) * room) - 1;
    return { ...draft, label: draft.count > 1 ? '' : shortened(draft.value, fits) };
  });
}

/** Where a key leads from a step: to where a value came about; undefined for keys that lead nowhere. */
export function stepByKey(segments: readonly Segment[], step: number, key: string): number | undefined {
  const at = Math.max(0, segmentAt(segments, step));
  const wanted = (segment: Segment | undefined): number | undefined => segment?.from;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return wanted(segments[at + 1]) ?? step;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (segments[at]?.from ?? 0) < step ? wanted(segments[at]) : (wanted(segments[at - 1]) ?? step);
    case 'Home':
      return wanted(segments[0]);
    case 'End':
      return wanted(segments.at(-1));
    case 'Enter':
    case ' ':
      return wanted(segments[at]);
    default:
      return undefined;
  }
}

/** Where a click leads, at a share of the strip. */
export function stepAtShare(segments: readonly Segment[], last: number, share: number): number {
  const step = Math.max(0, Math.min(last, Math.floor(share * (last + 1))));
  return segments[segmentAt(segments, step)]?.from ?? 0;
}

function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  return room < LABEL_MIN ? '' : `${text.slice(0, room - 1)}…`;
}
