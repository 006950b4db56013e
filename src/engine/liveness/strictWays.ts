import type { Expression } from '../../model/expressions.ts';
import type { Property } from '../../model/protocol.ts';
import type { State } from '../../model/state.ts';
import type { System } from '../../model/system.ts';
import { isQuiescent } from '../../semantics/quiescence.ts';
import type { WayOut } from './escapes.ts';
import { Pace, STEPS_PER_EVALUATION } from './pace.ts';
import { BEGIN, STAY } from './region.ts';
import { Truths } from './truths.ts';

type StateProperty = Property & { readonly kind: 'invariant' | 'finally'; readonly body: Expression };

/** The properties that single states decide and none of these violates: what a run that goes on from them can still keep. */
export function keptUntil(system: System, before: readonly State[]): readonly StateProperty[] {
  return system.instance.protocol.properties.filter(
    (property): property is StateProperty =>
      (property.kind === 'invariant' || property.kind === 'finally') &&
      before.every(state => isKept(system, property, state)),
  );
}

/** A way out as it is for runs that keep some properties beside. */
export function* strictWay(way: WayOut, properties: readonly StateProperty[]): Generator<undefined, WayOut> {
  const { explored, pursuit } = way;
  const said = properties.map(property => ({
    property,
    truths: new Truths(explored, property.body, state => explored.system.evaluate(property, state)),
  }));
  const marks = pursuit.marks.slice();
  const pace = new Pace();
  for (let id = 0; id < marks.length; id += 1) {
    const isBroken = said.some(({ property, truths }) => {
      const truth = truths.of(id);
      if (!truth.ok || truth.value) return false;
      return property.kind === 'invariant' || isQuiescent(explored.system, explored.stateOf(id));
    });
    if (isBroken) marks[id] = marks[id]! & ~(STAY | BEGIN);
    if (pace.isDue(STEPS_PER_EVALUATION * properties.length)) yield undefined;
  }
  return { ...way, pursuit: { ...pursuit, marks } };
}

function isKept(system: System, property: Property, state: State): boolean {
  const said = system.evaluate(property, state);
  return !said.ok || said.value || (property.kind === 'finally' && !isQuiescent(system, state));
}
