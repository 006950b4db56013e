/**
 * Logarithm and exponential from operations that IEEE 754 defines to the last bit. Those of `Math` may differ from one
 * engine to the next, and what is drawn from a seed must not.
 */

const LN_2 = 0.6931471805599453;

/** The natural logarithm of a finite number above 0. */
export function ln(x: number): number {
  let mantissa = x;
  let exponent = 0;
  // Halving and doubling are exact. Afterwards the mantissa is within a factor √2 of 1.
  for (; mantissa > Math.SQRT2; exponent += 1) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; exponent -= 1) mantissa *= 2;
  // ln m = 2 artanh((m − 1) / (m + 1)), and |s| < 0.172.
  const s = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let power = s, odd = 1; odd <= 23; power *= s * s, odd += 2) sum += power / odd;
  return exponent * LN_2 + 2 * sum;
}

/** e to the power of `x`, for results that are neither infinite nor 0. */
export function exp(x: number): number {
  const exponent = Math.round(x / LN_2);
  const rest = x - exponent * LN_2;
  let sum = 1;
  for (let term = 1, n = 1; n <= 20; n += 1) {
    term *= rest / n;
    sum += term;
  }
  for (let i = 0; i < exponent; i += 1) sum *= 2;
  for (let i = 0; i > exponent; i -= 1) sum /= 2;
  return sum;
}
