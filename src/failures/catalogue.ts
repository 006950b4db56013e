import { clockFaults } from './clockFaults.ts';
import { dataFaults } from './dataFaults.ts';
import { keyOf, type FailureKey, type FailureMode, type FailureSection } from './failureMode.ts';
import { linkFaults } from './linkFaults.ts';
import { networkAssumptions } from './networkAssumptions.ts';
import { networkFailures } from './networkFailures.ts';
import { nodeFaults } from './nodeFaults.ts';

/** Every failure mode that the language can switch on, in the order in which the reference lists them. */
export const failureModes: readonly FailureMode[] = [
  ...networkFailures,
  ...networkAssumptions,
  ...nodeFaults,
  ...linkFaults,
  ...dataFaults,
  ...clockFaults,
];

const entries: ReadonlyMap<FailureKey, FailureMode> = new Map(failureModes.map(entry => [keyOf(entry), entry]));

/**
 * The failure mode that `word` stands for in a block of the given kind. The clock words mean the same in `faults`.
 * Undefined where the word is not a failure word of that block.
 */
export function failureAt(section: FailureSection, word: string): FailureMode | undefined {
  const entry = entries.get(`${section}.${word}`);
  return entry === undefined && section === 'faults' ? entries.get(`clock.${word}`) : entry;
}
