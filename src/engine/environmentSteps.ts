import { ABSENT, PairTable } from '../base/pairTable.ts';
import { isLinkUp, spendBudget } from '../semantics/environment.ts';
import { environmentFaults } from '../semantics/faults.ts';
import type { Components } from './components.ts';

/** The answer of `spend` where a budget is used up. */
export const NOT_POSSIBLE = -1;

/** What the environment allows and how faults change it, by the ids of environments; each worked out once. */
export class EnvironmentSteps {
  /** Whether anything can go wrong at all. */
  readonly hasFaults: boolean;
  readonly #components: Components;
  readonly #spent = new PairTable();
  readonly #sides: (Uint8Array | undefined)[] = [];
  readonly #changes: (readonly number[] | undefined)[] = [];

  constructor(components: Components) {
    this.#components = components;
    this.hasFaults = components.instance.failures.length > 0;
  }

  get bytes(): number {
    return this.#spent.bytes;
  }

  /** The environment once a failure has happened, or `NOT_POSSIBLE`. */
  spend(environment: number, failure: number): number {
    const known = this.#spent.get(environment, failure);
    return (known === ABSENT ? this.#pay(environment, failure) : known) - 1;
  }

  /** On which side of the partition each node is, by node; undefined while all links are up. */
  sidesOf(environment: number): Uint8Array | undefined {
    if (!this.hasFaults) return undefined;
    if (environment >= this.#sides.length) this.#lookAt(environment);
    return this.#sides[environment];
  }

  /** The environments that faults lead to which touch no node: partitions, and healing. */
  changes(environment: number): readonly number[] {
    const known = this.#changes[environment];
    if (known !== undefined) return known;
    const { instance, environments } = this.#components;
    const faults = environmentFaults(instance, environments.valueOf(environment));
    const ids = faults.map(fault => environments.idOf(fault.environment));
    this.#changes[environment] = ids;
    return ids;
  }

  #pay(environment: number, failure: number): number {
    const { environments } = this.#components;
    const value = environments.valueOf(environment);
    const possible = (value.budgets[failure] ?? 0) > 0;
    const answer = 1 + (possible ? environments.idOf(spendBudget(value, failure)) : NOT_POSSIBLE);
    this.#spent.set(environment, failure, answer);
    return answer;
  }

  #lookAt(environment: number): void {
    const { instance, environments } = this.#components;
    for (let id = this.#sides.length; id <= environment; id += 1) {
      const value = environments.valueOf(id);
      const whole = value.partition === undefined;
      const side = (node: number): number => (isLinkUp(value, 0, node) ? 0 : 1);
      this.#sides.push(whole ? undefined : Uint8Array.from(instance.nodes, ({ index }) => side(index)));
    }
  }
}
