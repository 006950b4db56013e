const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A whole number with thousands separated: `1,745,408`. Also takes decimal digits, which may be any number of them. */
export function formatCount(count: number | bigint | string): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A whole number that may be too long to read: exact up to twelve digits, else `3.27 × 10¹⁵⁰`, rounded. */
export function formatLarge(digits: string): string {
  if (digits.length <= 12) return formatCount(digits);
  let exponent = digits.length - 1;
  let leading = Math.round(Number(digits.slice(0, 6)) / 1000);
  if (leading === 1000) {
    leading = 100;
    exponent += 1;
  }
  return `${(leading / 100).toFixed(2)} × 10${superscript(exponent)}`;
}

/** A power of ten as the end of a scale: `1,000`, from a million on `10⁶`. */
export function formatPower(exponent: number): string {
  return exponent < 6 ? formatCount(10 ** exponent) : `10${superscript(exponent)}`;
}

/** A count with its unit: `1 state`, `288 states`. */
export function formatUnits(count: number, unit: string): string {
  return `${formatCount(count)} ${unit}${count === 1 ? '' : 's'}`;
}

function superscript(exponent: number): string {
  return String(exponent).replace(/\d/g, digit => SUPERSCRIPTS[Number(digit)] ?? digit);
}
