import type { NodeIndex } from '../../model/values.ts';

/** What is counted while the steps of a row are taken. */
export interface StepCounts {
  generatedCount: number;
  failedCount: number;
}

/**
 * Takes steps of nodes that can change places only once: those of the others lead to states that the same ones stand for,
 * and are only counted.
 */
export class OnceForAlike {
  // By node.
  readonly #generated: number[] = [];
  readonly #failed: number[] = [];

  /** Of nodes that are `alike` an earlier one nothing is taken. False as soon as `take` answers so. */
  take(alike: Int32Array, counts: StepCounts, take: (node: NodeIndex) => boolean): boolean {
    const generated = this.#generated;
    const failed = this.#failed;
    for (let node = 0; node < alike.length; node += 1) {
      const other = alike[node]!;
      if (other === node) {
        const { generatedCount, failedCount } = counts;
        if (!take(node)) return false;
        generated[node] = counts.generatedCount - generatedCount;
        failed[node] = counts.failedCount - failedCount;
      } else {
        counts.generatedCount += generated[other]!;
        counts.failedCount += failed[other]!;
      }
    }
    return true;
  }
}
