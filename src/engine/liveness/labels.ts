import type { Instance } from '../../model/instance.ts';
import type { FairnessClass, Promised, StepLabel } from '../../semantics/fairness.ts';
import { classKey, classOf, labelKey, promisesOf } from '../../semantics/fairness.ts';
import { Interner } from '../interner.ts';

/** The label of steps of which nothing is promised: of what goes wrong or gets well again. */
export const UNLABELLED = 0;

/** The labels of steps, as small integers from 1 on. */
export class Labels {
  readonly instance: Instance;
  readonly interner = new Interner<StepLabel>(labelKey);

  constructor(instance: Instance) {
    this.instance = instance;
  }

  get bytes(): number {
    return this.interner.bytes;
  }

  get count(): number {
    return this.interner.count + 1;
  }

  idOf(label: StepLabel): number {
    return this.interner.idOf(label) + 1;
  }

  /** What a label says; undefined for `UNLABELLED`. */
  labelOf(id: number): StepLabel | undefined {
    return id === UNLABELLED ? undefined : this.interner.valueOf(id - 1);
  }

  /** The key of a label; undefined for `UNLABELLED`. */
  keyOf(id: number): string | undefined {
    return id === UNLABELLED ? undefined : labelKey(this.interner.valueOf(id - 1));
  }

  classOf(id: number): FairnessClass | undefined {
    return id === UNLABELLED ? undefined : classOf(this.interner.valueOf(id - 1));
  }

  /** What is promised by label; steps of the classes in `made` are strongly fair whatever the protocol says. */
  promises(made: ReadonlySet<string> = new Set()): Promises {
    const keys = new Interner<string>(key => key);
    const strong: boolean[] = [];
    const byLabel: (readonly number[])[] = [[]];
    for (let id = 1; id < this.count; id += 1) {
      const label = this.interner.valueOf(id - 1);
      const key = classKey(classOf(label));
      const more: readonly Promised[] = made.has(key) ? [{ key, strength: 'strong' }] : [];
      byLabel.push(
        [...promisesOf(this.instance, label), ...more].map(promised => {
          // The same key may be weak here and strong there.
          const promise = keys.idOf(`${promised.key} ${promised.strength}`);
          strong[promise] = promised.strength === 'strong';
          return promise;
        }),
      );
    }
    return { byLabel, strong };
  }
}

/** What is promised of the steps of a graph, each promise a small integer. */
export interface Promises {
  /** The promises that a step with this label keeps. */
  readonly byLabel: readonly (readonly number[])[];
  /** By promise: whether it is strong; else it is weak. */
  readonly strong: readonly boolean[];
}
