import type { BranchView } from '../../../src/contract/branches.ts';
import type { BranchRow } from '../../../src/scene/branchTree.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';

/** Everything a row shows, as sentences. */
export function rowSentence(row: BranchRow, isCurrent: boolean): string {
  const { kind, name, texts } = row.branch;
  const own = texts[row.fork];
  const what = kind === 'replay' ? `Replay ${row.label}` : row.label;
  const first = name === undefined || own === undefined ? '' : `: ${own}`;
  return `${what}${first}, ${formatUnits(texts.length - 1, 'step')}. ${rowRemark(row, isCurrent)}`;
}

/** What signs and places tell of a row. */
export function rowRemark({ branch, fork }: BranchRow, isCurrent: boolean): string {
  const { texts, violates, forEver } = branch;
  const from =
    fork === 0
      ? 'From the start.'
      : fork >= texts.length
        ? `The beginning of the branch above, up to step ${fork - 1}.`
        : `Leaves the branch above in step ${fork}.`;
  const gone = goneWords(branch);
  const remarks = [
    from,
    ...(violates === undefined ? [] : [`Breaks ${violates.property} in step ${violates.step}.`]),
    ...(forEver === true ? ['Its last steps are repeated for ever.'] : []),
    ...(gone === '' ? [] : [`${gone}.`]),
    ...(isCurrent ? ['Shown now.'] : []),
  ];
  return remarks.join(' ');
}

/** Why not all of it can be shown; empty where it can. */
export function goneWords({ texts, possible }: BranchView): string {
  if (possible >= texts.length) return '';
  if (possible === 0) return 'It is not possible any more';
  return `Step ${possible}, ${texts[possible] ?? ''}, is not possible any more`;
}
