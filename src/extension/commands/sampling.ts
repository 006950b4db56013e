import * as vscode from 'vscode';
import { SAMPLE_USUAL } from '../../contract/sample.ts';
import type { SampleProgress, SampleReport, SampleRequest } from '../../contract/sample.ts';
import { counted, digits } from '../features/words.ts';
import type { Owner } from '../listeners.ts';
import { findingToShow, sampleMarkdown, sampleMessage } from '../sampleMarkdown.ts';
import type { Session } from '../session/session.ts';
import { askWhole, SEED_MAX } from './asking.ts';
import { showDocument } from './choosing.ts';
import { steppableSession, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';
import { MarkdownPages } from './markdownPages.ts';

const GONE = 'These runs are gone: use the command Sample Beyond the Bound… once more.\n';
const RUNS_MAX = 100_000_000;
const LONG_STEPS = 2000;
const PCT_DETAIL =
  'Chains of events by priority: finds with a known probability what takes a few events in a certain order.';
const SHOW_REPORT = 'Show Report';

/** Looking for violations where a check cannot see everything. */
export function samplingCommands(workbench: Workbench, owner: Owner): CommandTable {
  const pages = owner.own(new MarkdownPages('lightcone-sample', GONE));
  return { sample: (target, request) => sample(workbench, pages, target, request) };
}

/** Samples what is shown. `target` is the address of a document other than the active one; `given` says how, without asking. */
async function sample(
  workbench: Workbench,
  pages: MarkdownPages,
  target: unknown,
  given: unknown,
): Promise<SampleReport | undefined> {
  if (typeof target === 'string') await showDocument(workbench, target);
  const session = await steppableSession(workbench);
  if (session === undefined) return undefined;
  const request = isRequest(given) ? { ...SAMPLE_USUAL, ...given } : await askRequest();
  if (request === undefined) return undefined;
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Lightcone: sampling', cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      let told = 0;
      const onProgress = (soFar: SampleProgress): void => {
        progress.report({
          message: progressText(soFar, request),
          increment: ((soFar.runs - told) / request.runs) * 100,
        });
        told = soFar.runs;
      };
      return await session.sample(request, { signal: abort.signal, onProgress });
    },
  );
  if (!answer.ok) {
    tell(answer.refusal.message);
    return undefined;
  }
  await showFindings(session, pages, answer.value);
  return answer.value;
}

/** A violation in the preview; else all that there is to say, as a page. */
async function showFindings(session: Session, pages: MarkdownPages, report: SampleReport): Promise<void> {
  const showReport = (): Promise<void> =>
    pages.show(`${report.protocol}, ${report.scenario}, sampled`, sampleMarkdown(report));
  const finding = findingToShow(report);
  if (finding === undefined) {
    await showReport();
    void vscode.window.showInformationMessage(sampleMessage(report));
    return;
  }
  const { name, found } = finding;
  const { seed, schedule } = found;
  if (!(await session.choose({ kind: 'sampled', property: name, seed, schedule }))) {
    tell(session.state.notice ?? 'The text has changed: what was found is not in it any more.');
  }
  // Not awaited: the message stays until somebody answers it.
  void vscode.window.showWarningMessage(sampleMessage(report), SHOW_REPORT).then(async picked => {
    if (picked === SHOW_REPORT) await showReport();
  });
}

function progressText({ runs, distinctStates, violated }: SampleProgress, request: SampleRequest): string {
  const found = violated === 0 ? [] : [`${digits(violated)} violated`];
  return [`${digits(runs)} of ${counted(request.runs, 'run')}`, counted(distinctStates, 'state'), ...found].join(', ');
}

interface Way extends vscode.QuickPickItem {
  readonly request: SampleRequest;
}

/** How to look. The seed is drawn, so that asking again looks elsewhere; it is on the page of what is found. */
async function askRequest(): Promise<SampleRequest | undefined> {
  const usual = { ...SAMPLE_USUAL, seed: Math.floor(Math.random() * SEED_MAX) };
  const way = (label: string, detail: string, request: Partial<SampleRequest>): Way => {
    return { label, detail, request: { ...usual, ...request } };
  };
  const ways = [
    way('Random runs', 'Whatever can happen next is equally likely.', { kind: 'random' }),
    way('Probabilistic concurrency testing', PCT_DETAIL, { kind: 'pct' }),
    way('Long random runs', `Up to ${digits(LONG_STEPS)} steps each.`, { kind: 'random', stepsMax: LONG_STEPS }),
  ];
  const title = 'Sample beyond the bound: not exhaustive';
  const picked = await vscode.window.showQuickPick(ways, { title, placeHolder: 'Which runs?' });
  if (picked === undefined) return undefined;
  const runs = await askWhole({
    title,
    prompt: 'How many runs. They can be cut short at any time.',
    value: usual.runs,
    least: 1,
    most: RUNS_MAX,
  });
  return runs === undefined ? undefined : { ...picked.request, runs };
}

function isRequest(given: unknown): given is Partial<SampleRequest> {
  return typeof given === 'object' && given !== null;
}
