/** Figures as texts. */

export function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

export function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

export function milliseconds(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

export function perSecond(count: number, ms: number): string {
  return whole((count / ms) * 1000);
}

export function times(factor: number): string {
  return `${factor.toFixed(2)}×`;
}

export function minimum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return Math.min(...items.map(of));
}
