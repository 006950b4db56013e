import type { Expression } from '../model/expressions.ts';
import type { Property } from '../model/protocol.ts';
import type { System } from '../model/system.ts';
import type { Components } from './components.ts';
import type { Enlargeable } from './enlarging.ts';
import { StateMonitor } from './monitors.ts';

/**
 * What a property makes a condition of, as a question about one state: the left side of the implication that an invariant
 * is, also below `all`; what `leadsto` begins with, for any of its parameters' values. Undefined for every other property.
 */
export function premiseOf(property: Property): Expression | undefined {
  if (property.kind === 'leadsto') {
    const { from, parameters } = property;
    const bindings = parameters.map(({ name, over }, slot) => ({ slot, name, over }));
    return { kind: 'quantified', quantifier: 'some', bindings, where: undefined, body: from, at: from.at };
  }
  return property.kind === 'invariant' ? somewhere(property.body) : undefined;
}

/** Whether the condition of an implication is true for some of what `all` ranges over. */
function somewhere(body: Expression): Expression | undefined {
  if (body.kind === 'binary' && body.operator === 'implies') return body.left;
  if (body.kind !== 'quantified' || body.quantifier !== 'all') return undefined;
  const inner = somewhere(body.body);
  return inner === undefined ? undefined : { ...body, quantifier: 'some', body: inner };
}

/** Looks for a state in which the premise of each property is true. A premise that goes wrong counts as true. */
export class Premises {
  /** Whether some premise was not true so far. */
  isWatching: boolean;
  /** By property; undefined where it has none. */
  readonly #monitors: readonly (StateMonitor | undefined)[];

  constructor(system: System, components: Components) {
    this.#monitors = system.instance.protocol.properties.map(property => {
      const body = premiseOf(property);
      if (body === undefined) return undefined;
      const { name, at, doc, slots } = property;
      return new StateMonitor(system, components, { name, at, doc, slots, kind: 'reachable', body });
    });
    this.isWatching = this.#isLookingFor();
  }

  get bytes(): number {
    return this.#monitors.reduce((sum, monitor) => sum + (monitor?.bytes ?? 0), 0);
  }

  enlargingSoon(): ReturnType<Enlargeable['enlargingSoon']> {
    for (const monitor of this.#monitors) {
      const work = monitor?.enlargingSoon();
      if (work !== undefined) return work;
    }
    return undefined;
  }

  enter(stateId: number, row: Int32Array): void {
    for (const monitor of this.#monitors) {
      if (monitor?.visit(stateId, row) === true) this.isWatching = this.#isLookingFor();
    }
  }

  #isLookingFor(): boolean {
    return this.#monitors.some(monitor => monitor !== undefined && monitor.finding === undefined);
  }

  /** By property whether its premise was true; undefined where it has none. */
  seen(): readonly (boolean | undefined)[] {
    return this.#monitors.map(monitor => monitor && monitor.finding !== undefined);
  }
}
