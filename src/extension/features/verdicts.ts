import * as vscode from 'vscode';
import type { Span } from '../../base/span.ts';
import type { CheckReport, ExpectationReport, PropertyReport } from '../../contract/report.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import type { DocumentSession, DocumentSessions } from '../session/documentSessions.ts';
import { explainedVerdict, isViolated, trailTexts } from './words.ts';

/** Beyond this the list of a problem's places is of no use to anybody. */
const RELATED_MAX = 200;

/**
 * Violated properties and unmet expectations as problems. A scenario that says what it expects is judged by that: what
 * it expects to fail is no problem. The problems of the text before stay until the new report is there.
 */
export function registerVerdicts(sessions: DocumentSessions): Disposable {
  const owner = new Owner();
  const problems = owner.own(vscode.languages.createDiagnosticCollection('lightcone check'));
  const shown = new Map<string, CheckReport>();
  owner.own(
    sessions.onDidChange(session => {
      const { report } = session.session.state;
      if (report === shown.get(session.uri.toString())) return;
      if (report === undefined) {
        shown.delete(session.uri.toString());
        problems.delete(session.uri);
      } else if (report.finished || report.properties.some(isViolated)) {
        shown.set(session.uri.toString(), report);
        show(problems, session, report);
      }
    }),
  );
  owner.own(
    sessions.onDidEnd(uri => {
      shown.delete(uri.toString());
      problems.delete(uri);
    }),
  );
  return owner;
}

function show(problems: vscode.DiagnosticCollection, session: DocumentSession, report: CheckReport): void {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === session.uri.toString());
  if (document === undefined) return;
  problems.set(session.uri, verdictProblems(report, document));
}

/** What a report complains about, at its places in a document. */
export function verdictProblems(report: CheckReport, document: vscode.TextDocument): vscode.Diagnostic[] {
  const range = (at: Span): vscode.Range =>
    new vscode.Range(document.positionAt(at.start), document.positionAt(at.end));
  const place = (at: Span): vscode.Location => new vscode.Location(document.uri, range(at));
  const found: vscode.Diagnostic[] = [];
  if (report.failure !== undefined)
    found.push(problem(range(report.failure.at), report.failure.message, 'not-checked'));
  for (const property of unexpectedViolations(report)) {
    const sentence = `${property.sentence} (${report.scenario})`;
    const message = explainedVerdict({ ...property, sentence });
    const diagnostic = problem(range(property.at), message, 'property-violated');
    const texts = trailTexts(property);
    diagnostic.relatedInformation = property.trail
      .slice(0, RELATED_MAX)
      .map(({ at }, i) => new vscode.DiagnosticRelatedInformation(place(at), texts[i] ?? ''));
    found.push(diagnostic);
  }
  for (const expectation of report.expectations) {
    if (expectation.met || !report.finished) continue;
    const severity = expectation.undecided ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Error;
    found.push(problem(range(expectation.at), unmet(expectation), 'expectation-not-met', severity));
  }
  return found;
}

function unmet(expectation: ExpectationReport): string {
  const verb = expectation.undecided ? 'could not be decided' : 'is not met';
  return `“expect ${expectation.text}” ${verb}: ${expectation.reason}`;
}

/**
 * Violations that no `expect` line awaits. Where the protocol itself goes wrong, that is the problem, and not every
 * property that could not be decided because of it.
 */
function unexpectedViolations(report: CheckReport): readonly PropertyReport[] {
  const goesWrong = report.properties.some(({ kind, verdict }) => kind === 'error' && verdict === 'violated');
  return report.properties.filter(
    property =>
      isViolated(property) && property.expectedToFail !== true && !(goesWrong && property.verdict === 'broken'),
  );
}

function problem(
  range: vscode.Range,
  message: string,
  code: string,
  severity: vscode.DiagnosticSeverity = vscode.DiagnosticSeverity.Error,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, severity);
  diagnostic.source = 'lightcone';
  diagnostic.code = code;
  return diagnostic;
}
