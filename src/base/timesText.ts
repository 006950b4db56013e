/** Milliseconds in the unit that fits, with three digits: `250 µs`, `2.53 ms`, `1.2 s`, `5 min`. */
export function timesText(ms: number): string {
  const size = Math.abs(ms);
  if (size === 0) return '0 ms';
  if (ms < 0) return `−${timesText(size)}`;
  if (size < 0.9995) return `${threeDigits(ms * 1000)} µs`;
  if (size < 999.5) return `${threeDigits(ms)} ms`;
  if (size < 59_950) return `${threeDigits(ms / 1000)} s`;
  if (size < 3_597_000) return `${threeDigits(ms / 60_000)} min`;
  return `${threeDigits(ms / 3_600_000)} h`;
}

function threeDigits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
