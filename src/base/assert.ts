/** Thrown when our own code is wrong. Never thrown for anything a user can write. */
export class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed';
}

/** Checks an invariant of our own code; `invariant` states what must be true. */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new AssertionFailed(`Broken invariant: ${invariant}`);
}

/** Marks a place that a complete case distinction never reaches. */
export function unreachable(value: never): never {
  throw new AssertionFailed(`Unexpected value: ${String(value)}`);
}

/** The value, which must be there; `what` names it. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AssertionFailed(`Missing: ${what}`);
  return value;
}
