import * as vscode from 'vscode';
import type { TimedReport } from '../../contract/timed.ts';
import type { Owner } from '../listeners.ts';
import type { Session } from '../session/session.ts';
import { runToShow, timedMarkdown, timedSentence } from '../timedMarkdown.ts';
import { askWhole, SEED_MAX } from './asking.ts';
import { steppableSession, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';
import { MarkdownPages } from './markdownPages.ts';

const GONE = 'These runs are gone: use the command Summarise Timed Runs… once more.\n';
const RUNS_USUAL = 1000;
const RUNS_MAX = 1_000_000;
/** As many steps as the preview shows of a run, so that it shows what the summary speaks of. */
const STEPS_MAX = 400;

/** Running a protocol in continuous time: one run to look at, or many to count. */
export function timingCommands(workbench: Workbench, owner: Owner): CommandTable {
  const pages = new MarkdownPages('lightcone-timed', GONE);
  owner.own(pages);
  return {
    timedRun: seed => timedRun(workbench, seed),
    timedSummary: runs => timedSummary(workbench, pages, runs),
  };
}

async function timedRun(workbench: Workbench, given: unknown): Promise<void> {
  const session = await steppableSession(workbench);
  if (session === undefined) return;
  const seed = typeof given === 'number' ? given : await askSeed();
  if (seed !== undefined) await showRun(session, seed);
}

async function showRun(session: Session, seed: number): Promise<void> {
  if (await session.choose({ kind: 'timed', seed })) tell(session.state.execution?.headline ?? '');
  else tell(session.state.notice ?? 'There is no such run.');
}

async function askSeed(): Promise<number | undefined> {
  return await askWhole({
    title: 'Simulate in time',
    prompt:
      'The seed: the same seed gives the same run for ever. Messages take time, timers count, failures strike at their rates.',
    value: Math.floor(Math.random() * 1_000_000),
    least: 0,
    most: SEED_MAX,
  });
}

async function timedSummary(
  workbench: Workbench,
  pages: MarkdownPages,
  given: unknown,
): Promise<TimedReport | undefined> {
  const session = await steppableSession(workbench);
  if (session === undefined) return undefined;
  const runs = typeof given === 'number' ? given : await askRuns();
  if (runs === undefined) return undefined;
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Lightcone: timed runs', cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      let told = 0;
      return await session.timedSummary(
        { firstSeed: 1, runs, options: { stepsMax: STEPS_MAX } },
        {
          signal: abort.signal,
          onProgress: done => {
            progress.report({ message: `${String(done)} of ${String(runs)}`, increment: ((done - told) / runs) * 100 });
            told = done;
          },
        },
      );
    },
  );
  if (!answer.ok) {
    tell(answer.refusal.message);
    return undefined;
  }
  const { protocol, scenario } = answer.value;
  await pages.show(`${protocol}, ${scenario}, timed runs`, timedMarkdown(answer.value));
  // Not awaited: the message stays until somebody answers it.
  void offerRun(session, answer.value);
  return answer.value;
}

async function askRuns(): Promise<number | undefined> {
  return await askWhole({
    title: 'Summarise timed runs',
    prompt: 'How many random runs in continuous time, with seeds from 1 on.',
    value: RUNS_USUAL,
    least: 1,
    most: RUNS_MAX,
  });
}

async function offerRun(session: Session, report: TimedReport): Promise<void> {
  const found = runToShow(report);
  if (found === undefined) {
    tell(timedSentence(report));
    return;
  }
  const show = `Show Run ${String(found.seed)}`;
  const picked = await vscode.window.showInformationMessage(timedSentence(report), show);
  if (picked === show) await showRun(session, found.seed);
}
