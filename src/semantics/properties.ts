import { assert } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import type { Expression } from '../model/expressions.ts';
import type { Instance } from '../model/instance.ts';
import type { Property } from '../model/protocol.ts';
import type { RuntimeError, State } from '../model/state.ts';
import type { Value } from '../model/values.ts';
import { asBoolean, itemsOf } from './casts.ts';
import { Compiler } from './compile.ts';
import { attempt } from './errors.ts';
import { isExplained, isHistoryProperty } from './histories/judge.ts';
import { createContext, createScope, viewContext } from './scope.ts';
import type { Evaluator } from './scope.ts';

/** Evaluates the bodies of properties, each compiled when it is first asked for. */
export class PropertyEvaluator {
  readonly #instance: Instance;
  readonly #compiler: Compiler;
  readonly #bodies = new Map<Property, Evaluator>();

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#compiler = new Compiler(instance.protocol);
  }

  /**
   * Whether the body is true in `state`, where `old` is the value in `before`; of a history, whether it is consistent. An
   * error of the body is the failure.
   */
  evaluate(property: Property, state: State, before: State | undefined): Result<boolean, RuntimeError> {
    if (isHistoryProperty(property)) return attempt(() => isExplained(this.#instance, property, state));
    assert('body' in property, 'only properties with a body, and those of histories, are evaluated');
    const scope = createScope(viewContext(this.#instance, state, before), property.slots);
    const body = this.#bodyOf(property, property.body);
    return attempt(() => asBoolean(body(scope), property.body.at));
  }

  /** Every combination of values of the parameters, those of the last one changing first. */
  argumentsOf(property: Property): Result<readonly (readonly Value[])[], RuntimeError> {
    const parameters = 'parameters' in property ? property.parameters : [];
    const scope = createScope(createContext(this.#instance), property.slots);
    return attempt(() =>
      parameters.reduce<readonly (readonly Value[])[]>(
        (combinations, { over }) =>
          combinations.flatMap(values => {
            values.forEach((value, i) => (scope.slots[i] = value));
            return itemsOf(this.#compiler.compile(over)(scope), over.at).map(value => [...values, value]);
          }),
        [[]],
      ),
    );
  }

  /** The values that are decided in `state`, where the property says what `decides`. */
  decided(property: Property, state: State): Result<readonly Value[], RuntimeError> {
    assert(property.kind === 'decides', 'only what decides has decided values');
    const scope = createScope(viewContext(this.#instance, state, undefined), property.slots);
    const body = this.#bodyOf(property, property.body);
    return attempt(() => {
      const value = body(scope);
      const isSet = value !== null && typeof value === 'object' && value.kind === 'set';
      return (isSet ? value.items : [value]).filter(each => each !== null);
    });
  }

  #bodyOf(property: Property, expression: Expression): Evaluator {
    const body = this.#bodies.get(property) ?? this.#compiler.compile(expression);
    this.#bodies.set(property, body);
    return body;
  }
}
