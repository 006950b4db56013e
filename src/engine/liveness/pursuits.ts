import { allocateBytes } from '../../base/allocation.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Property } from '../../model/protocol.ts';
import type { RuntimeError } from '../../model/state.ts';
import type { Value } from '../../model/values.ts';
import type { Explored } from './explored.ts';
import { Pace, STEPS_PER_EVALUATION } from './pace.ts';
import { BEGIN, type Pursuit, STAY, VISIT } from './region.ts';
import { Truths } from './truths.ts';

export type LivenessProperty = Extract<Property, { readonly kind: 'eventually' | 'leadsto' }>;

/** A property cannot be evaluated in a state. */
export interface Broken {
  readonly stateId: number;
  readonly error: RuntimeError;
}

/** What a run that violates a property looks like, with these values for its parameters. */
export function* pursuitOf(
  property: LivenessProperty,
  values: readonly Value[],
  explored: Explored,
): Generator<undefined, Result<Pursuit, Broken>> {
  const marksAt = marksOf(property, values, explored);
  const count = explored.transitions.stateCount;
  const marks = allocateBytes(count);
  const pace = new Pace();
  for (let state = 0; state < count; state += 1) {
    const mark = marksAt(state);
    if (!mark.ok) return failure({ stateId: state, error: mark.failure });
    marks[state] = mark.value;
    if (pace.isDue(STEPS_PER_EVALUATION)) yield undefined;
  }
  return success({ marks, visits: property.kind === 'eventually' && property.mode === 'eventuallyAlways' });
}

function marksOf(
  property: LivenessProperty,
  values: readonly Value[],
  explored: Explored,
): (state: number) => Result<number, RuntimeError> {
  const truthsOf = (body: Expression): Truths<boolean> =>
    invariantTruths(property, withValues(body, property, values), explored);
  if (property.kind === 'leadsto') {
    const premise = truthsOf(property.from);
    const conclusion = truthsOf(property.to);
    return state => {
      const [begins, ends] = [premise.of(state), conclusion.of(state)];
      if (!begins.ok) return begins;
      return ends.ok ? success(ends.value ? 0 : begins.value ? STAY | BEGIN : STAY) : ends;
    };
  }
  const truths = truthsOf(property.body);
  const marks = (state: number, isTrue: boolean): number => {
    switch (property.mode) {
      case 'eventually':
        return isTrue ? 0 : state < explored.initialCount ? STAY | BEGIN : STAY;
      case 'alwaysEventually':
        return isTrue ? 0 : STAY | BEGIN;
      case 'eventuallyAlways':
        return isTrue ? STAY | BEGIN : STAY | BEGIN | VISIT;
    }
  };
  return state => {
    const truth = truths.of(state);
    return truth.ok ? success(marks(state, truth.value)) : truth;
  };
}

/** An expression in which parameters have these values. */
export function withValues(body: Expression, { parameters }: LivenessProperty, values: readonly Value[]): Expression {
  return parameters.reduceRight<Expression>((inner, { name }, slot) => {
    const value: Expression = { kind: 'literal', value: values[slot]!, at: body.at };
    return { kind: 'let', slot, name, value, body: inner, at: body.at };
  }, body);
}

function invariantTruths({ name, at, doc, slots }: Property, body: Expression, explored: Explored): Truths<boolean> {
  const property: Property = { name, at, doc, slots, kind: 'invariant', body };
  return new Truths(explored, body, state => explored.system.evaluate(property, state));
}
