import type { SearchBounds } from './bounds.ts';
import { CHUNK_ROWS } from './rows.ts';
import type { Space } from './space.ts';
import type { Limit } from './verdicts.ts';

/** How many states there may be before it has to be asked for more room, where rows have so many chunks. */
export function roomWithin(chunks: number, { statesMax }: SearchBounds): number {
  return Math.min(chunks * CHUNK_ROWS, statesMax);
}

/** How many states there may be where a new one does not fit any more, or the bound that is reached; `memoryBytes` is taken. */
export function moreRoom(space: Space, bounds: SearchBounds, memoryBytes: number): number | Limit {
  const { statesMax, memoryBytesMax } = bounds;
  if (space.count >= statesMax) return { kind: 'states', value: statesMax };
  if (memoryBytes + space.growthBytes > memoryBytesMax) return { kind: 'memory', value: memoryBytesMax };
  return roomWithin(Math.floor(space.count / CHUNK_ROWS) + 1, bounds);
}
