import { mix, saltOf } from '../base/mixing.ts';
import type { Protocol } from '../model/protocol.ts';

/**
 * A text that protocols share exactly when they mean the same: where things stand in the file, and comments, do not
 * count. 128 bits of hash, so that equal meanings of different protocols are out of the question.
 */
export function meaningOf(protocol: Protocol): string {
  const plain = JSON.stringify(protocol, (key, value: unknown) => {
    if (key === 'at' || key === 'doc') return undefined;
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  });
  const salts = [0, 1, 2, 3].map(saltOf);
  const sums = [...salts];
  for (let i = 0; i < plain.length; i += 1) {
    const word = plain.charCodeAt(i);
    for (let lane = 0; lane < salts.length; lane += 1) sums[lane] = mix(sums[lane]! ^ word, salts[lane]!);
  }
  return sums.map(sum => (sum >>> 0).toString(16).padStart(8, '0')).join('');
}
