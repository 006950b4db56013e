import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A protocol that was written twice, `bench/models/<file>.cone` and `bench/models/<file>.pml`, in one instance. */
export interface BenchModel {
  readonly name: string;
  readonly file: string;
  readonly scenario: string;
  /** The same instance for SPIN: `-DN=8`. */
  readonly definitions: readonly string[];
  /** Distinct states, and every successor made, the initial one included. Both are the same for Lightcone and SPIN. */
  readonly states: number;
  readonly transitions: number;
  /** How many times as many states a second as SPIN are wanted; undefined where nothing is asked. */
  readonly wanted: number | undefined;
}

export const SMALL_COMMIT = twoPhaseCommit(3, 288, 1_146);

/** What is explored side by side with SPIN. */
export const CONTESTS: readonly BenchModel[] = [
  twoPhaseCommit(7, 296_448, 2_744_706),
  twoPhaseCommit(8, 1_745_408, 18_507_778),
  twoPhaseCommit(9, 10_340_352, 123_558_402),
  {
    name: 'Paxos, a message is lost',
    file: 'paxos',
    scenario: 'a message is lost',
    definitions: ['-DLOSSES=1'],
    states: 691_934,
    transitions: 3_785_146,
    wanted: 1,
  },
  {
    name: "Lamport's mutex",
    file: 'lamport-mutex',
    scenario: '3',
    definitions: [],
    states: 724_274,
    transitions: 2_496_351,
    wanted: 1,
  },
  {
    name: "Raft's election, loss and crash",
    file: 'raft-election',
    scenario: 'two terms',
    definitions: ['-DTERMS=2'],
    states: 439_659,
    transitions: 3_201_304,
    wanted: 1,
  },
];

/** Instances that take a moment, for tests of the models themselves. */
export const SMALL_CONTESTS: readonly BenchModel[] = [
  SMALL_COMMIT,
  {
    name: 'Paxos, reliable',
    file: 'paxos',
    scenario: 'reliable',
    definitions: ['-DLOSSES=0'],
    states: 158_458,
    transitions: 756_709,
    wanted: undefined,
  },
  {
    name: "Raft's election, one term",
    file: 'raft-election',
    scenario: 'one term',
    definitions: ['-DTERMS=1'],
    states: 3_232,
    transitions: 12_613,
    wanted: undefined,
  },
];

/** Two-phase commit with 20 participants up to their names: as many states as SPIN finds where that was done by hand. */
export const SYMMETRIC_COMMIT = {
  name: 'two-phase commit, 20 participants',
  file: 'two-phase-commit',
  scenario: '20',
  orbits: 'two-phase-commit-orbits',
  definitions: ['-DN=20'],
  states: 54_922,
};

function twoPhaseCommit(participants: number, states: number, transitions: number): BenchModel {
  return {
    name: `two-phase commit, ${participants} participants`,
    file: 'two-phase-commit',
    scenario: String(participants),
    definitions: [`-DN=${participants}`],
    states,
    transitions,
    wanted: 2,
  };
}

export function conePath(file: string): string {
  return fileURLToPath(new URL(`models/${file}.cone`, import.meta.url));
}

export function promelaPath(file: string): string {
  return fileURLToPath(new URL(`models/${file}.pml`, import.meta.url));
}

export function coneText(file: string): string {
  return readFileSync(conePath(file), 'utf8');
}
