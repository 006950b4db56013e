import { ABSENT, PairTable } from '../base/pairTable.ts';
import type { Environment, Round } from '../model/state.ts';
import { environmentFaults, isLeft, isLinkUp, repairs, spendBudget, stabilisation } from '../semantics/environment.ts';
import type { Components } from './components.ts';

/** The answer where there is no such environment. */
export const NOT_POSSIBLE = -1;

/** What a synchronous network allows, as `Environment.round`. */
export const NO_ROUND = 0;
export const ARRIVING = 1;
export const ACTING = 2;
export const TICKING = 3;
const ROUNDS: Readonly<Record<Round, number>> = { arriving: ARRIVING, acting: ACTING, ticking: TICKING };

/** All that is asked of an environment again and again. */
interface Look {
  /** By sender × number of nodes + receiver: 1 where the link is down; undefined while all links are up. */
  readonly down: Uint8Array | undefined;
  readonly round: number;
  /** Environments that faults lead to which touch no node, and the ends of those. */
  readonly changes: readonly number[];
  /** Environments in which the network is synchronous from now on. */
  readonly stabilised: readonly number[];
  /** A tick later; the other half of a round. */
  readonly ticked: number;
  readonly turned: number;
}

/** What the environment allows and how steps change it, by the ids of environments; each worked out once. */
export class EnvironmentSteps {
  /** Whether anything can go wrong at all. */
  readonly hasFaults: boolean;
  /** Whether there are steps that everybody takes at once. */
  readonly hasCommonSteps: boolean;
  readonly #components: Components;
  readonly #spent = new PairTable();
  readonly #looks: (Look | undefined)[] = [];

  constructor(components: Components) {
    const { failures, clock, network } = components.instance;
    this.#components = components;
    this.hasFaults = failures.length > 0;
    this.hasCommonSteps = clock !== undefined || network.timing !== 'asynchronous';
  }

  get bytes(): number {
    return this.#spent.bytes;
  }

  /** The environment once a failure has happened, or `NOT_POSSIBLE`. */
  spend(environment: number, failure: number): number {
    const known = this.#spent.get(environment, failure);
    return (known === ABSENT ? this.#pay(environment, failure) : known) - 1;
  }

  look(environment: number): Look {
    return (this.#looks[environment] ??= this.#lookAt(environment));
  }

  #pay(environment: number, failure: number): number {
    const { environments } = this.#components;
    const value = environments.valueOf(environment);
    const answer = 1 + (isLeft(value, failure) ? environments.idOf(spendBudget(value, failure)) : NOT_POSSIBLE);
    this.#spent.set(environment, failure, answer);
    return answer;
  }

  #lookAt(id: number): Look {
    const { instance, environments } = this.#components;
    const environment = environments.valueOf(id);
    const faults = instance.failures.flatMap((_, failure) =>
      isLeft(environment, failure) ? environmentFaults(instance, environment, failure) : [],
    );
    const idOf = (after: Environment): number => environments.idOf(after);
    const { time, round } = environment;
    const ends = instance.clock === undefined || time === undefined || time >= instance.clock.horizon;
    const other = round === 'arriving' ? 'acting' : 'arriving';
    const turns = round === 'arriving' || round === 'acting';
    return {
      down: this.#downLinks(environment),
      round: round === undefined ? NO_ROUND : ROUNDS[round],
      changes: [...faults, ...repairs(environment)].map(each => idOf(each.environment)),
      stabilised: stabilisation(instance, environment).map(each => idOf(each.environment)),
      ticked: ends ? NOT_POSSIBLE : idOf({ ...environment, time: time + 1 }),
      turned: turns ? idOf({ ...environment, round: other }) : NOT_POSSIBLE,
    };
  }

  #downLinks(environment: Environment): Uint8Array | undefined {
    if (environment.partition === undefined && environment.cuts === undefined) return undefined;
    const { nodes } = this.#components.instance;
    return Uint8Array.from(
      nodes.flatMap(({ index: from }) => nodes.map(({ index: to }) => (isLinkUp(environment, from, to) ? 0 : 1))),
    );
  }
}
