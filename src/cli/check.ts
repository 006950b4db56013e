import { listed } from '../base/listed.ts';
import { commonHints } from '../contract/hints.ts';
import type { CheckReport } from '../contract/report.ts';
import type { CheckOptions } from './arguments.ts';
import { checkOutput } from './checkJson.ts';
import { checkText, isAsExpected, summaryText } from './checkText.ts';
import { explore } from './explore.ts';
import { hintsText, placedHints } from './hints.ts';
import { loadSubject } from './load.ts';
import { boundsIn, methodIn } from './searchArguments.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';
import { quoted } from './words.ts';

/** `lightcone check`: explores every scenario and answers the exit status. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const { instances, protocol, source } = subject;
  const { file, json = false } = options;
  const [bounds, method] = [boundsIn(options), methodIn(options)];
  const style = styleFor(terminal.out);
  const say = (text: string): void => {
    if (!json) terminal.out.write(text);
  };
  let interrupted = false;
  const stopListening = terminal.onInterrupt(() => (interrupted = true));
  const isInterrupted = (): boolean => interrupted;
  const reports: CheckReport[] = [];
  say(`${style.strong(protocol.name)}\n`);
  for (const instance of instances) {
    if (isInterrupted()) break;
    const { report } = await explore(instance, { bounds, method, terminal, isInterrupted });
    reports.push(report);
    say(`\n${checkText(report, { source, scenarioAt: instance.scenario.at, style })}`);
  }
  stopListening();
  // Of a scenario that was picked alone nobody knows what the others use.
  const hints = commonHints(reports, protocol.scenarios.length);
  say(hintsText(hints, source, style));
  const left = instances.slice(reports.length).map(({ scenario }) => quoted(scenario.name));
  if (left.length > 0) say(`\nnot checked: ${listed(left)}\n`);
  say(`\n${summaryText(reports, style)}`);
  if (json)
    terminal.out.write(`${JSON.stringify(checkOutput(file, reports, placedHints(hints, source)), undefined, 2)}\n`);
  if (isInterrupted()) return exitStatus.interrupted;
  return reports.every(isAsExpected) ? exitStatus.met : exitStatus.unmet;
}
