import type { Expression } from '../../model/expressions.ts';
import type { RuntimeError, State } from '../../model/state.ts';
import type { Result } from '../../base/result.ts';
import { Projection } from '../projection.ts';
import { readsOf } from '../reads.ts';
import type { Explored } from './explored.ts';

/** What an expression says of stored states; worked out once for all states in which it sees the same. */
export class Truths<Said> {
  readonly #explored: Explored;
  readonly #evaluate: (state: State) => Result<Said, RuntimeError>;
  readonly #projection: Projection;
  readonly #said: Result<Said, RuntimeError>[] = [];

  constructor(explored: Explored, expression: Expression, evaluate: (state: State) => Result<Said, RuntimeError>) {
    this.#explored = explored;
    this.#evaluate = evaluate;
    this.#projection = new Projection(explored.components, readsOf(explored.system.instance.protocol, expression));
  }

  of(stateId: number): Result<Said, RuntimeError> {
    const row = this.#explored.rowOf(stateId);
    const tuple = this.#projection.tupleOf(row);
    return (this.#said[tuple] ??= this.#evaluate(this.#explored.components.decode(row)));
  }
}
