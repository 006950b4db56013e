/** `1,234,567`. Not by `Intl`, whose tables take a twentieth of a second to load. */
export function digits(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 state`, `2 states`, `1,234 states`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${digits(count)} ${count === 1 ? noun : plural}`;
}
