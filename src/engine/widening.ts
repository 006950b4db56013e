import { CHUNK_ROWS, type Rows } from './rows.ts';

/** So many rows are packed anew at once, within some milliseconds. */
const WIDENED_AT_ONCE_MAX = 4 * CHUNK_ROWS;
/** Rows are packed anew while a component is given the last 1/16 of the ids that there is room for, */
const AHEAD_BITS = 4;
/** and no more than the last few: so many may be new between two looks. */
const IDS_AHEAD = 64;

/** What is known of the rows that will come. */
export interface Ahead {
  /** How many ids a component has. */
  readonly idCount: (component: number) => number;
  /** No more rows will be added. */
  readonly rowsMax: number;
  /** Whether so many more bytes may be taken. */
  readonly hasRoomFor: (bytes: number) => boolean;
}

/**
 * Packing many rows anew takes long. Where an id is going to outgrow its field soon, that is done between two states, chunk
 * by chunk, and not when the id comes: this is the doing of it, undefined where nothing has to be done or there is no room.
 */
export function wideningSoon(rows: Rows, { idCount, hasRoomFor }: Ahead): Generator<undefined, void> | undefined {
  if (rows.count < WIDENED_AT_ONCE_MAX) return undefined;
  const { layout } = rows;
  for (let component = 0; component < layout.bits.length; component += 1) {
    const largest = layout.largest(component);
    const count = idCount(component);
    if (count > largest || count + Math.min(IDS_AHEAD, largest >> AHEAD_BITS) <= largest) continue;
    // At most one more word for each row.
    return hasRoomFor(rows.bytes / layout.words) ? rows.widening(component, largest + 1) : undefined;
  }
  return undefined;
}
