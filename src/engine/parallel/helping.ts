import type { ExpanderParts } from '../expanderParts.ts';
import type { SearchMethod } from '../method.ts';
import { RowSet } from '../rowSet.ts';
import { Facts } from './facts.ts';
import { Helpers, WAITING_MIN } from './helpers.ts';
import type { SpawnHelper } from './messages.ts';

export interface HelpingOptions {
  readonly method?: Partial<SearchMethod>;
  /** Starts the threads that help, for more than one worker. */
  readonly spawnHelper?: SpawnHelper;
  /** How many states must wait before they are started; as many as make it worth while where nothing is said. */
  readonly waitingMin?: number;
}

/** How helpers come to a search that may have some. */
export interface Helping {
  /** What the search has to note for them. */
  readonly facts: Facts;
  /** Answers the helpers of a search that expands with these parts. */
  join(parts: ExpanderParts, lookAhead: () => void): Helpers | undefined;
}

/** Undefined where there is one worker, or none can be started; or where memory cannot be shared. */
export function helpingWith({
  method = {},
  spawnHelper,
  waitingMin = WAITING_MIN,
}: HelpingOptions): Helping | undefined {
  const count = (method.workers ?? 1) - 1;
  if (spawnHelper === undefined || count < 1 || typeof SharedArrayBuffer === 'undefined') return undefined;
  const facts = new Facts();
  return {
    facts,
    join: (parts, lookAhead) => {
      const { space } = parts;
      if (!(space instanceof RowSet)) return undefined;
      return new Helpers({ ...parts, space, facts, lookAhead, waitingMin }, spawnHelper, count);
    },
  };
}
