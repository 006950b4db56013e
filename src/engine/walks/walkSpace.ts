import type { Instance } from '../../model/instance.ts';
import { environmentFaults, isLeft, repairs } from '../../semantics/environment.ts';
import type { Behaviour } from '../../semantics/local.ts';
import { Components } from '../components.ts';
import { EffectTable } from '../effectTable.ts';
import { EnvironmentSteps } from '../environmentSteps.ts';
import { Labels } from '../liveness/labels.ts';
import { NodeSteps } from '../nodeSteps.ts';
import { resetsOf, type Reset } from '../resets.ts';
import { StepTable } from '../stepTable.ts';

/** A change of links that touches no node. */
export interface LinkChange {
  /** Index in `Instance.failures`; undefined for what gets well again. */
  readonly failure: number | undefined;
  readonly environment: number;
}

/**
 * Everything that walks remember of an instance: its values, interned, and the steps of its nodes. It only grows; walks that
 * need too much of it begin with a new one.
 */
export class WalkSpace {
  readonly instance: Instance;
  readonly components: Components;
  readonly labels: Labels;
  readonly effects: EffectTable;
  /** The steps of all nodes; `nodes` look them up, and work them out. */
  readonly table: StepTable;
  readonly nodes: readonly NodeSteps[];
  readonly environments: EnvironmentSteps;
  readonly resets: readonly Reset[];
  readonly #linkChanges: (readonly LinkChange[] | undefined)[] = [];

  constructor(behaviour: Behaviour) {
    const { instance } = behaviour;
    this.instance = instance;
    this.components = new Components(instance);
    this.labels = new Labels(instance);
    this.effects = new EffectTable(this.components);
    const { components, labels, effects } = this;
    // A walk has an end, so that nobody can send the same without end.
    const parts = { components, labels, effects, behaviour, copiesMax: Infinity };
    this.table = new StepTable(instance.nodes.length);
    this.nodes = instance.nodes.map(({ index }) => new NodeSteps(parts, this.table, index));
    this.environments = new EnvironmentSteps(components);
    this.resets = resetsOf(instance);
  }

  /** An estimate. */
  get bytes(): number {
    const { components, labels, effects, environments, table } = this;
    const parts = [components, labels, effects, environments, table, ...this.nodes];
    return parts.reduce((sum, part) => sum + part.bytes, 0);
  }

  /** What may happen to links in an environment, given by its id. */
  linkChanges(environment: number): readonly LinkChange[] {
    return (this.#linkChanges[environment] ??= this.#lookForLinkChanges(environment));
  }

  #lookForLinkChanges(id: number): readonly LinkChange[] {
    const { instance } = this;
    const { environments } = this.components;
    const environment = environments.valueOf(id);
    const struck = instance.failures.flatMap((_, failure) =>
      (isLeft(environment, failure) ? environmentFaults(instance, environment, failure) : []).map(after => {
        return { failure, environment: environments.idOf(after.environment) };
      }),
    );
    const repaired = repairs(environment).map(after => {
      return { failure: undefined, environment: environments.idOf(after.environment) };
    });
    return [...struck, ...repaired];
  }
}
