import type { ReferenceId } from './references.ts';
import type { SignId } from './signs.ts';

/** Where a failure word stands in a protocol file: the block that it is an entry of. */
export type FailureSection = 'network' | 'faults' | 'clock';

/** Names one entry of the catalogue: its section and its word. */
export type FailureKey = `${FailureSection}.${string}`;

/** How hard a failure is to find once it has happened in the field, and the one reason that decides it. */
export interface Difficulty {
  readonly level: 'low' | 'medium' | 'high' | 'very high';
  readonly why: string;
}

/** One value that may follow a failure word, as it is written, and what it means. */
export interface ValueMeaning {
  readonly form: string;
  readonly meaning: string;
}

/** A file in `examples`, with its folder. */
export type ExampleFile = `${string}/${string}.cone`;

/** What somebody measured in the field. No figure stands without its source. */
export interface Measurement {
  readonly finding: string;
  readonly source: ReferenceId;
}

/** One way in which a distributed system goes wrong that a word of the language switches on. */
export interface FailureMode {
  readonly section: FailureSection;
  /** The word as it is written. `corrupt` stands in two sections and is two entries. */
  readonly word: string;
  /** The name of the failure in the literature. */
  readonly name: string;
  /** What it is, in one or two sentences. */
  readonly what: string;
  /** What somebody who watches the system from outside sees. */
  readonly observer: string;
  readonly rootCauses: readonly string[];
  readonly difficulty: Difficulty;
  /** Design techniques that mask, detect or limit the failure. */
  readonly helps: readonly string[];
  /** Figures from the field, where there are any. */
  readonly measured?: readonly Measurement[];
  /** The forms of the language, without the block around them. */
  readonly syntax: readonly string[];
  readonly values: readonly ValueMeaning[];
  /** A complete protocol that shows the failure, with its expected verdicts. */
  readonly example: string;
  /** A longer one among the examples that ship. */
  readonly file?: ExampleFile;
  /** How diagrams draw it. */
  readonly sign: SignId;
  readonly references: readonly ReferenceId[];
}

export function keyOf(entry: FailureMode): FailureKey {
  return `${entry.section}.${entry.word}`;
}
