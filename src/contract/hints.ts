import type { CheckReport, Hint } from './report.ts';

/**
 * What no scenario of a file uses, and the scenarios in which nothing happens; `scenarios` is how many the file has. Empty
 * unless each of them has been explored completely. What another hint says already is left out.
 */
export function commonHints(reports: readonly CheckReport[], scenarios: number): readonly Hint[] {
  const [first, ...others] = reports;
  if (first === undefined || reports.length < scenarios || !reports.every(({ counts }) => counts.complete)) return [];
  const idle = reports.flatMap(({ hints }) => hints.filter(isIdle));
  if (reports.every(({ hints }) => hints.some(isIdle))) return idle;
  const shared = first.hints.filter(
    hint => !isIdle(hint) && others.every(({ hints }) => hints.some(other => isSame(hint, other))),
  );
  return [...idle, ...shared.filter(hint => !shared.some(other => implies(other, hint)))];
}

function isIdle({ code }: Hint): boolean {
  return code === 'nothing-happens';
}

function isSame(a: Hint, b: Hint): boolean {
  return a.code === b.code && a.at.start === b.at.start;
}

/** What is never sent is never received, and what is never received runs no handler. */
function implies({ code, at }: Hint, other: Hint): boolean {
  if (code === 'message-never-sent' && other.code === 'message-never-received') return at.start === other.at.start;
  return code.startsWith('message-') && other.message?.start === at.start;
}
