/** An expected outcome that may be a failure. Failures that a user can cause are values, not exceptions. */
export type Result<Value, Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export function success<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function failure<Failure>(cause: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: cause };
}
