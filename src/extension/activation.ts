import * as vscode from 'vscode';
import { ActiveSession } from './activeSession.ts';
import { allowingCommands } from './commands/allowing.ts';
import { branchCommands } from './commands/branching.ts';
import { choosingCommands } from './commands/choosing.ts';
import { tell, type CommandTable, type Workbench } from './commands/commandTable.ts';
import { exampleCommands, exampleText } from './commands/examples.ts';
import { linkingCommands } from './commands/linking.ts';
import { columnOf, previewCommands } from './commands/previewing.ts';
import { sharingCommands } from './commands/sharing.ts';
import { steppingCommands } from './commands/stepping.ts';
import { samplingCommands } from './commands/sampling.ts';
import { teachingCommands, watchLesson } from './commands/teaching.ts';
import { timingCommands } from './commands/timing.ts';
import { EngineLink } from './engineLink.ts';
import { registerCodeLenses } from './features/codeLens.ts';
import { registerHints } from './features/hints.ts';
import { registerLanguageFeatures } from './features/languageFeatures.ts';
import { OwnAnswerHovers } from './features/ownAnswerHover.ts';
import { registerProblems } from './features/problems.ts';
import { registerStatusBar } from './features/statusBar.ts';
import { registerTestExplorer } from './features/testExplorer.ts';
import { registerVerdicts } from './features/verdicts.ts';
import type { Language } from './language.ts';
import { LayoutLink } from './layoutLink.ts';
import { linkCommands, openLink } from './links/stepLinks.ts';
import { Owner } from './listeners.ts';
import { commandId, COMMANDS, isCommandName } from './manifest.ts';
import { Previews } from './preview/previews.ts';
import { ProtocolTexts } from './protocolTexts.ts';
import { DocumentSessions } from './session/documentSessions.ts';
import type { SpawnThread } from './threadLink.ts';
import { TraceEditors } from './traces/traceEditors.ts';

/** What is loaded differently in Node and in a browser. */
export interface Surroundings {
  /** Called when the first protocol is read. */
  readonly language: () => Language;
  readonly engine: SpawnThread;
  readonly layout: SpawnThread;
}

/** What others may do with the running extension. Tests use it; extensions of others may too. */
export interface LightconeApi {
  /** Ends the engine's thread as if it had died. */
  restartEngine(reason: string): void;
  readonly sessions: DocumentSessions;
  readonly previews: Previews;
  readonly traces: TraceEditors;
  /** Opens what a link to a step leads to, as the editor does when somebody follows one. */
  openLink(link: vscode.Uri): Promise<void>;
}

/** Registers everything. No thread is started and no file is read before somebody needs it. */
export function activateWith(context: vscode.ExtensionContext, surroundings: Surroundings): LightconeApi {
  const owner = new Owner();
  context.subscriptions.push(owner);
  const log = owner.own(vscode.window.createOutputChannel('Lightcone', { log: true }));
  const texts = owner.own(new ProtocolTexts(surroundings.language));
  const engine = owner.own(new EngineLink(surroundings.engine, reason => onGone(reason)));
  const layouts = owner.own(new LayoutLink(surroundings.layout));
  const sessions = owner.own(new DocumentSessions(engine, texts, context.workspaceState));
  let told = false;
  const onGone = (reason: string): void => {
    log.error(`The engine stopped: ${reason}`);
    for (const { session } of sessions.all()) session.notify(`The engine stopped and was started again. ${reason}`);
    if (!told) void tellGone(log, reason);
    told = true;
  };
  const around = { extensionUri: context.extensionUri, layouts, log, runCommand, reveal, copy, tell };
  const previews = owner.own(new Previews(around, sessions));
  const traces = owner.own(new TraceEditors(around, engine));
  const active = owner.own(new ActiveSession(sessions, previews));
  const workbench: Workbench = { active, previews, traces, sessions, engine, log };
  registerCommands(workbench, { extensionUri: context.extensionUri, texts }, owner);
  registerHovers({ engine, sessions, texts }, owner);
  owner.own(registerProblems(texts));
  owner.own(registerVerdicts(sessions));
  owner.own(registerHints(sessions));
  owner.own(registerCodeLenses(sessions, texts));
  owner.own(watchLesson(sessions));
  owner.own(registerStatusBar(active));
  owner.own(registerTestExplorer(engine, texts));
  const follow = (link: vscode.Uri): Promise<void> => openLink(workbench, link);
  owner.own(vscode.window.registerUriHandler({ handleUri: follow }));
  return { restartEngine: reason => engine.restart(reason), sessions, previews, traces, openLink: follow };
}

/**
 * The later a provider of hovers is registered, the higher it stands: a declaration is one line above the answer, but what
 * a failure is fills all that is seen without scrolling.
 */
function registerHovers(sources: ConstructorParameters<typeof OwnAnswerHovers>[0], owner: Owner): void {
  const own = owner.own(new OwnAnswerHovers(sources));
  own.register('message', 'timer');
  owner.own(registerLanguageFeatures(sources.texts));
  own.register('failure');
}

/** Said once: whoever works on looks at the preview, which says it each time. */
async function tellGone(log: vscode.LogOutputChannel, reason: string): Promise<void> {
  const showLog = 'Show Log';
  const picked = await vscode.window.showWarningMessage(
    `Lightcone's engine stopped and was started again. Nothing you wrote is lost. ${reason}`,
    showLog,
  );
  if (picked === showLog) log.show();
}

function registerCommands(
  workbench: Workbench,
  { extensionUri, texts }: { readonly extensionUri: vscode.Uri; readonly texts: ProtocolTexts },
  owner: Owner,
): void {
  const table: CommandTable = {
    ...previewCommands(workbench),
    ...steppingCommands(workbench),
    ...choosingCommands(workbench),
    ...allowingCommands(workbench, texts),
    ...branchCommands(workbench, texts),
    ...sharingCommands(workbench),
    ...linkCommands(workbench),
    ...linkingCommands(workbench, extensionUri),
    ...timingCommands(workbench, owner),
    ...samplingCommands(workbench, owner),
    ...exampleCommands(workbench, extensionUri, texts),
    ...teachingCommands(workbench, name => exampleText(extensionUri, name)),
  };
  for (const name of COMMANDS) {
    const run = table[name];
    if (run !== undefined) owner.own(vscode.commands.registerCommand(commandId(name), run));
  }
}

function runCommand(name: string, ...values: readonly unknown[]): void {
  if (isCommandName(name)) void vscode.commands.executeCommand(commandId(name), ...values);
}

async function revealSpan(uri: vscode.Uri, at: { readonly start: number; readonly end: number }): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const range = new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
  const editor = await vscode.window.showTextDocument(document, { viewColumn: columnOf(uri), preserveFocus: true });
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function copy(text: string): void {
  vscode.env.clipboard.writeText(text).then(
    () => tell('Copied.'),
    () => tell('The clipboard could not be written.'),
  );
}

function reveal(uri: vscode.Uri, at: { readonly start: number; readonly end: number }): void {
  revealSpan(uri, at).then(undefined, () => undefined);
}
