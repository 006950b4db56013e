/** Does some work that may be done in parts without a break. */
export function atOnce<Value>(work: Generator<undefined, Value>): Value {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
