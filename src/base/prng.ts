/** A seeded source of random numbers: the same seed gives the same numbers for ever. */
export interface Prng {
  /** A uniformly distributed integer in 0 … `bound` − 1; `bound` is at least 1. */
  below(bound: number): number;
  /** A uniformly distributed number in [0, 1). */
  unit(): number;
}

// sfc32 (Chris Doty-Humphrey, PractRand, 2010), seeded through splitmix32 so that nearby seeds give unrelated streams.
export function createPrng(seed: number): Prng {
  let mixer = seed | 0;
  const mixed = (): number => {
    mixer = (mixer + 0x9e3779b9) | 0;
    let z = mixer ^ (mixer >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = mixed();
  let b = mixed();
  let c = mixed();
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return {
    // The bias of the product method is below 2⁻²⁰ for the bounds that schedules have.
    below: bound => Math.floor((next() / 0x1_0000_0000) * bound),
    unit: () => next() / 0x1_0000_0000,
  };
}
