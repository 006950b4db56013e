import * as vscode from 'vscode';
import { groupBy } from '../../base/groupBy.ts';
import type { Span } from '../../base/span.ts';
import type { CheckReport } from '../../contract/report.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Engine } from '../engineLink.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { HISTORY_SCHEMES, LANGUAGE_ID } from '../manifest.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import { sessionSettings } from '../settings.ts';
import { expectationVerdict, scenarioVerdict } from './testVerdicts.ts';
import type { TestVerdict } from './testVerdicts.ts';
import { trailTexts } from './words.ts';

/** The most files that are looked for in a workspace. */
const FILES_MAX = 2000;

/** Every scenario of every protocol file as a test, with an entry for each line that says what is expected. */
export function registerTestExplorer(engine: Engine, texts: ProtocolTexts): Disposable {
  const owner = new Owner();
  const controller = owner.own(vscode.tests.createTestController('lightcone', 'Lightcone'));
  const tests = new ProtocolTests(controller, texts);
  controller.resolveHandler = async item => {
    if (item === undefined) await tests.discoverAll();
    else await tests.discover(item);
  };
  controller.refreshHandler = () => tests.discoverAll();
  controller.createRunProfile(
    'Check',
    vscode.TestRunProfileKind.Run,
    (request, token) => run({ controller, engine, tests }, request, token),
    true,
  );
  owner.own(texts.onDidRead(({ document }) => tests.read(document)));
  owner.own(
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) controller.items.delete(uri.toString());
    }),
  );
  return owner;
}

/** What an item stands for, besides its file. */
interface TestSubject {
  readonly scenario: string;
  /** The text of an `expect` line; undefined for the scenario itself. */
  readonly expectation: string | undefined;
}

class ProtocolTests {
  readonly #controller: vscode.TestController;
  readonly #texts: ProtocolTexts;
  readonly #subjects = new WeakMap<vscode.TestItem, TestSubject>();

  constructor(controller: vscode.TestController, texts: ProtocolTexts) {
    this.#controller = controller;
    this.#texts = texts;
  }

  subjectOf(item: vscode.TestItem): TestSubject | undefined {
    return this.#subjects.get(item);
  }

  async discoverAll(): Promise<void> {
    const files = await vscode.workspace.findFiles('**/*.cone', '**/node_modules/**', FILES_MAX);
    for (const uri of files) this.#fileItem(uri).canResolveChildren = true;
  }

  async discover(item: vscode.TestItem): Promise<void> {
    if (item.uri === undefined || this.subjectOf(item) !== undefined) return;
    this.read(await vscode.workspace.openTextDocument(item.uri));
  }

  /** Brings the items of a document up to date; a text that does not parse keeps those it had. */
  read(document: vscode.TextDocument): void {
    if (document.languageId !== LANGUAGE_ID || HISTORY_SCHEMES.includes(document.uri.scheme)) return;
    const protocol = this.#texts.protocol(document);
    if (protocol === undefined) return;
    const file = this.#fileItem(document.uri);
    file.canResolveChildren = false;
    file.children.replace(protocol.scenarios.map(scenario => this.#scenarioItem(document, scenario)));
  }

  #fileItem(uri: vscode.Uri): vscode.TestItem {
    const known = this.#controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    this.#controller.items.add(item);
    return item;
  }

  #scenarioItem(document: vscode.TextDocument, scenario: Scenario): vscode.TestItem {
    const { name, expectations, replays } = scenario;
    const item = this.#item(document, { scenario: name, expectation: undefined }, name, scenario.at);
    const lines = [...expectations, ...replays.map(replay => ({ text: `replay "${replay.name}"`, at: replay.at }))];
    item.children.replace(
      lines.map(({ text, at }) => this.#item(document, { scenario: name, expectation: text }, text, at)),
    );
    return item;
  }

  #item(document: vscode.TextDocument, subject: TestSubject, label: string, at: Span): vscode.TestItem {
    const id = JSON.stringify([subject.scenario, subject.expectation ?? null]);
    const item = this.#controller.createTestItem(id, label, document.uri);
    item.range = new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
    this.#subjects.set(item, subject);
    return item;
  }
}

interface Runner {
  readonly controller: vscode.TestController;
  readonly engine: Engine;
  readonly tests: ProtocolTests;
}

async function run(runner: Runner, request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
  const testRun = runner.controller.createTestRun(request);
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  try {
    const wanted = await leaves(runner, request);
    for (const item of wanted) testRun.enqueued(item);
    const groups = groupBy(wanted, item => `${String(item.uri)} ${runner.tests.subjectOf(item)?.scenario ?? ''}`);
    for (const items of groups.values()) {
      if (abort.signal.aborted) break;
      await runScenario(runner, testRun, items, abort.signal);
    }
  } finally {
    listening.dispose();
    testRun.end();
  }
}

/** The items without children among those that are asked for. */
async function leaves(runner: Runner, request: vscode.TestRunRequest): Promise<readonly vscode.TestItem[]> {
  const excluded = new Set(request.exclude ?? []);
  const found = new Map<vscode.TestItem, true>();
  const visit = async (item: vscode.TestItem): Promise<void> => {
    if (excluded.has(item)) return;
    if (item.canResolveChildren && item.children.size === 0) await runner.tests.discover(item);
    if (item.children.size === 0 && runner.tests.subjectOf(item) !== undefined) found.set(item, true);
    for (const [, child] of item.children) await visit(child);
  };
  if (request.include === undefined) await runner.tests.discoverAll();
  const roots = request.include ?? [...runner.controller.items].map(([, item]) => item);
  for (const item of roots) await visit(item);
  return [...found.keys()];
}

async function runScenario(
  { engine, tests }: Runner,
  testRun: vscode.TestRun,
  items: readonly vscode.TestItem[],
  signal: AbortSignal,
): Promise<void> {
  const [first] = items;
  const subject = first === undefined ? undefined : tests.subjectOf(first);
  if (first?.uri === undefined || subject === undefined) return;
  for (const item of items) testRun.started(item);
  const document = await vscode.workspace.openTextDocument(first.uri);
  const answer = await engine.check(
    { text: document.getText(), scenario: subject.scenario },
    sessionSettings(first.uri).bounds,
    { signal, onProgress: () => undefined },
  );
  if (!answer.ok) {
    for (const item of items) testRun.errored(item, new vscode.TestMessage(answer.refusal.message));
    return;
  }
  const report = answer.value;
  for (const item of items) {
    const expectation = tests.subjectOf(item)?.expectation;
    const verdict = expectation === undefined ? scenarioVerdict(report) : expectationVerdict(report, expectation);
    show(testRun, item, verdict, { report, document });
  }
}

interface Evidence {
  readonly report: CheckReport;
  readonly document: vscode.TextDocument;
}

function show(testRun: vscode.TestRun, item: vscode.TestItem, verdict: TestVerdict, evidence: Evidence): void {
  const { elapsedMs } = evidence.report.counts;
  switch (verdict.kind) {
    case 'passed':
      testRun.passed(item, elapsedMs);
      return;
    case 'failed':
      testRun.failed(item, message(item, verdict.message, evidence), elapsedMs);
      return;
    case 'undecided':
      testRun.errored(item, message(item, `Not decided. ${verdict.message}`, evidence), elapsedMs);
      return;
  }
}

/** The message at its line, with the steps of the counterexample as frames to click through, the last one on top. */
function message(item: vscode.TestItem, text: string, { report, document }: Evidence): vscode.TestMessage {
  const property = report.properties.find(
    ({ name, trail }) => trail.length > 0 && (item.label.startsWith(`${name} `) || item.label === `no ${name}`),
  );
  const found = new vscode.TestMessage([text, ...(property?.notes ?? [])].join('\n'));
  if (item.range !== undefined) found.location = new vscode.Location(document.uri, item.range);
  if (property === undefined) return found;
  const texts = trailTexts(property);
  found.stackTrace = property.trail
    .map(({ at }, i) => new vscode.TestMessageStackFrame(texts[i] ?? '', document.uri, document.positionAt(at.start)))
    .reverse();
  return found;
}
