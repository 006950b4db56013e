const BUCKET = 64;

/** Coordinates along one lifeline, so that only those near a place are looked at. */
export class Places {
  readonly #buckets = new Map<number, number[]>();
  readonly #all: number[] = [];

  add(along: number): void {
    const bucket = Math.floor(along / BUCKET);
    const found = this.#buckets.get(bucket);
    if (found === undefined) this.#buckets.set(bucket, [along]);
    else found.push(along);
    this.#all.push(along);
  }

  /** Whether none is nearer than `distance`. */
  isFree(along: number, distance: number): boolean {
    const last = Math.floor((along + distance) / BUCKET);
    for (let bucket = Math.floor((along - distance) / BUCKET); bucket <= last; bucket += 1) {
      if (this.#buckets.get(bucket)?.some(other => Math.abs(other - along) < distance) === true) return false;
    }
    return true;
  }

  /** Those strictly between two places, in no order. */
  between(from: number, to: number): readonly number[] {
    const found: number[] = [];
    const last = Math.floor(to / BUCKET);
    for (let bucket = Math.floor(from / BUCKET); bucket <= last; bucket += 1) {
      for (const along of this.#buckets.get(bucket) ?? []) if (along > from && along < to) found.push(along);
    }
    return found;
  }

  /** How far the nearest is; infinitely far where there is none. */
  room(along: number): number {
    return this.#all.reduce((least, other) => Math.min(least, Math.abs(other - along)), Infinity);
  }
}
