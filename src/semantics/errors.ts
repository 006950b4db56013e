import type { Span } from '../base/span.ts';
import { failure, success } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { RuntimeError } from '../model/state.ts';

/**
 * Carries a runtime error from deep inside an expression to `attempt`, and never farther: outside this room errors of
 * a protocol are values.
 */
class Raised extends Error {
  override readonly name = 'Raised';
  readonly error: RuntimeError;

  constructor(error: RuntimeError) {
    super(error.message);
    this.error = error;
  }
}

/** Ends the evaluation that the nearest `attempt` began. */
export function raise(code: RuntimeError['code'], message: string, at: Span): never {
  throw new Raised({ code, message, at });
}

/** What `evaluation` gives, or the runtime error that it raised. */
export function attempt<Value>(evaluation: () => Value): Result<Value, RuntimeError> {
  try {
    return success(evaluation());
  } catch (thrown) {
    if (thrown instanceof Raised) return failure(thrown.error);
    throw thrown;
  }
}
