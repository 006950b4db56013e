const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `3.2 × 10⁻⁷`, `4.2 %`: two digits, rounded up. A probability that is not 0 is never written as 0. */
export function probabilityText(probability: number): string {
  if (probability <= 0) return '0';
  if (probability >= 1) return '100 %';
  if (probability >= 0.001) return `${String(roundedUp(probability * 100))} %`;
  const exponent = Math.floor(Math.log10(probability));
  const leading = roundedUp(probability / 10 ** exponent);
  const [digit, power] = leading >= 10 ? [1, -exponent - 1] : [leading, -exponent];
  return `${String(digit)} × 10⁻${String(power).replaceAll(/\d/g, each => SUPERSCRIPTS[Number(each)] ?? each)}`;
}

/** To two digits. */
function roundedUp(amount: number): number {
  const unit = 10 ** (Math.floor(Math.log10(amount)) - 1);
  // What floating point adds behind the fifteenth digit is no reason to round up.
  return Number((Math.ceil(Number((amount / unit).toPrecision(12))) * unit).toPrecision(2));
}
