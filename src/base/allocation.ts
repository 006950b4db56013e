/** There is no memory for what was asked for. What was built before is whole; what was being built is not. */
export class OutOfMemory extends Error {
  override readonly name = 'OutOfMemory';
}

/** A typed array of zeros. Throws `OutOfMemory` where it cannot be had. */
export function allocateIntegers(length: number): Int32Array<ArrayBuffer> {
  try {
    return new Int32Array(length);
  } catch (cause) {
    // The only way this constructor fails with a length: a RangeError, for want of memory or because of its size.
    throw new OutOfMemory(`No memory for ${String(length)} integers`, { cause });
  }
}

/** The same in memory that other threads can be given. */
export function allocateShared(length: number): Int32Array<SharedArrayBuffer> {
  try {
    return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
  } catch (cause) {
    throw new OutOfMemory(`No memory for ${String(length)} integers`, { cause });
  }
}

/** One of the two. */
export type Allocate = (length: number) => Int32Array;
