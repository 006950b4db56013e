import type { FailureKind } from '../../model/scenario.ts';
import type { SettingsNode } from '../syntax/tree.ts';

export type Section = SettingsNode['section'];

/** What may follow the budget of a failure. */
export interface EntryParts {
  /** What `of` names: a message, a role, or a role and perhaps one of its variables. */
  readonly of?: 'message' | 'role' | 'variable';
  /** `from Role to Role`, or one of them. */
  readonly link?: true;
  /** `{ Work, giveUp }`. */
  readonly handlers?: true;
  readonly midway?: true;
  /** The budget may be left out: then there is no limit. */
  readonly optional?: true;
}

export interface FailureWord extends EntryParts {
  readonly kind: FailureKind;
}

/** The words of each block that switch a failure on. */
export const FAILURE_WORDS: Readonly<Record<Section, Readonly<Record<string, FailureWord>>>> = {
  network: {
    loss: { kind: 'loss', of: 'message', link: true },
    duplicates: { kind: 'duplicates', of: 'message', link: true },
    corrupt: { kind: 'corruptMessage', of: 'message', link: true },
    reset: { kind: 'reset', link: true },
  },
  faults: {
    crash: { kind: 'crash', of: 'role', midway: true },
    recover: { kind: 'recover', of: 'role', optional: true },
    partition: { kind: 'partition' },
    cut: { kind: 'cut', link: true },
    stall: { kind: 'stall', of: 'role', handlers: true },
    pause: { kind: 'pause', of: 'role' },
    diskfail: { kind: 'diskfail', of: 'role' },
    corrupt: { kind: 'corruptState', of: 'variable' },
    byzantine: { kind: 'byzantine', of: 'role' },
  },
  clock: {
    drift: { kind: 'drift', of: 'role' },
    jump: { kind: 'jump', of: 'role' },
    fail: { kind: 'clockFail', of: 'role' },
  },
};

/** The words of each block that say how something is, in the order in which completion shows them. */
const PLAIN_WORDS: Readonly<Record<Section, readonly string[]>> = {
  network: ['order', 'unmatched', 'capacity', 'delay', 'transport', 'timing'],
  faults: [],
  clock: ['horizon', 'skew', 'tick'],
};

/** The words that may stand in a block of settings. */
export const SETTING_WORDS: Readonly<Record<Section, readonly string[]>> = {
  network: [...PLAIN_WORDS.network, ...Object.keys(FAILURE_WORDS.network)],
  faults: [...PLAIN_WORDS.faults, ...Object.keys(FAILURE_WORDS.faults)],
  clock: [...PLAIN_WORDS.clock, ...Object.keys(FAILURE_WORDS.clock)],
};

/** The other blocks that have a word. */
export function sectionsOf(word: string, besides: Section): readonly Section[] {
  const sections: readonly Section[] = ['network', 'faults', 'clock'];
  return sections.filter(section => section !== besides && SETTING_WORDS[section].includes(word));
}
