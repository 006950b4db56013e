import type { CheckReport } from '../contract/report.ts';
import { compareVersions, type CheckedVersion } from '../contract/versionChanges.ts';
import type { CompareOptions } from './arguments.ts';
import { compareText } from './compareText.ts';
import { explore } from './explore.ts';
import { loadSubject } from './load.ts';
import { boundsIn, methodIn } from './searchArguments.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';

/** `lightcone compare`: what changed in verdicts and counts from one file to another. As `diff`, it fails where anything did. */
export async function compare(options: CompareOptions, terminal: Terminal): Promise<number> {
  if (options.before === '-' && options.after === '-') {
    terminal.error.write('lightcone: Only one of both versions can come from the standard input.\n');
    return exitStatus.wrong;
  }
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => (interrupted = true));
  const isInterrupted = (): boolean => interrupted;
  const versions: CheckedVersion[] = [];
  for (const file of [options.before, options.after]) {
    const version = await checkedVersion(file, options, { terminal, isInterrupted });
    if (version !== undefined) versions.push(version);
  }
  stopListening();
  if (isInterrupted()) return exitStatus.interrupted;
  const [before, after] = versions;
  if (before === undefined || after === undefined) return exitStatus.wrong;
  const compared = compareVersions(before, after);
  if (options.json === true) terminal.out.write(`${JSON.stringify(compared, undefined, 2)}\n`);
  else terminal.out.write(compareText(compared, styleFor(terminal.out)));
  return compared.scenarios.some(({ changed }) => changed) ? exitStatus.unmet : exitStatus.met;
}

/** Every scenario of a file, checked; undefined where it cannot be, which was said then. */
async function checkedVersion(
  file: string,
  options: CompareOptions,
  { terminal, isInterrupted }: { readonly terminal: Terminal; readonly isInterrupted: () => boolean },
): Promise<CheckedVersion | undefined> {
  const subject = await loadSubject({ file }, terminal);
  if (subject === undefined) return undefined;
  const [bounds, method] = [boundsIn(options), methodIn(options)];
  const reports: CheckReport[] = [];
  for (const instance of subject.instances) {
    if (isInterrupted()) break;
    const { report } = await explore(instance, { bounds, method, terminal, isInterrupted });
    reports.push(report);
  }
  return { name: file, reports };
}
