import * as vscode from 'vscode';
import type { ThemeKind } from '../../contract/summary.ts';
import type { Engine } from '../engineLink.ts';
import type { HoverSubject } from '../../language/editor/hoverSubject.ts';
import { OwnAnswers } from '../hover/ownAnswer.ts';
import type { OwnQuery } from '../hover/ownAnswer.ts';
import { LINKED_COMMANDS, ownAnswerMarkdown } from '../hover/ownAnswerMarkdown.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { commandId, LANGUAGE_ID } from '../manifest.ts';
import { rangeOf } from '../places.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import type { DocumentSessions } from '../session/documentSessions.ts';
import { hoverHasOwnAnswer, sessionSettings } from '../settings.ts';

interface Sources {
  readonly engine: Engine;
  readonly sessions: DocumentSessions;
  readonly texts: ProtocolTexts;
}

/**
 * What this very protocol does about a failure, a message or a timer. In providers of its own, so that the explanation,
 * which needs no engine, does not wait for it.
 */
export class OwnAnswerHovers implements Disposable {
  readonly #owner = new Owner();
  readonly #sources: Sources;
  readonly #answers: OwnAnswers;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#answers = new OwnAnswers(sources.engine);
    this.#owner.own({ dispose: () => this.#answers.stop() });
    this.#owner.own(sources.texts.onDidRead(() => this.#answers.stop()));
  }

  /** Answers about some kinds of subjects, above what was registered before. */
  register(...kinds: readonly HoverSubject['kind'][]): void {
    const provideHover: vscode.HoverProvider['provideHover'] = async (document, position, token) => {
      const query = hoverHasOwnAnswer(document.uri) ? queryAt(this.#sources, document, position) : undefined;
      if (query === undefined || !kinds.includes(query.about.kind)) return undefined;
      return await hoverOf(this.#answers, query, { document, token });
    };
    this.#owner.own(vscode.languages.registerHoverProvider({ language: LANGUAGE_ID }, { provideHover }));
  }

  dispose(): void {
    this.#owner.dispose();
  }
}

async function hoverOf(
  answers: OwnAnswers,
  query: OwnQuery,
  { document, token }: { readonly document: vscode.TextDocument; readonly token: vscode.CancellationToken },
): Promise<vscode.Hover | undefined> {
  const abort = new AbortController();
  const listening = token.onCancellationRequested(() => abort.abort());
  const answer = await answers.answer(query, abort.signal);
  listening.dispose();
  const { about, scenario, protocol } = query;
  const markdown =
    answer &&
    ownAnswerMarkdown(answer, {
      uri: document.uri.toString(),
      scenario,
      hasOthers: protocol.scenarios.length > 1,
      anchor: about.kind === 'failure' ? about.anchor : undefined,
    });
  if (markdown === undefined) return undefined;
  const text = new vscode.MarkdownString(markdown);
  text.isTrusted = { enabledCommands: LINKED_COMMANDS.map(commandId) };
  return new vscode.Hover(text, rangeOf(document, about.at));
}

function queryAt(
  { sessions, texts }: Sources,
  document: vscode.TextDocument,
  position: vscode.Position,
): OwnQuery | undefined {
  const text = texts.text(document);
  const about = texts.language.hoverSubject(text, document.offsetAt(position));
  const { protocol } = text.parsed;
  if (about === undefined || protocol === undefined) return undefined;
  const named = about.kind === 'failure' ? about.scenario : undefined;
  const shown = sessions.get(document.uri)?.session.state.scenario;
  // Of a text that was just changed the shown scenario may be gone.
  const scenario = [named, shown].find(name => protocol.scenarios.some(each => each.name === name));
  const first = protocol.scenarios[0]?.name;
  if (scenario === undefined && first === undefined) return undefined;
  return {
    about,
    protocol,
    text: text.text,
    scenario: scenario ?? first ?? '',
    bounds: sessionSettings(document.uri).bounds,
    theme: themeKind(),
  };
}

function themeKind(): ThemeKind {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.Dark:
      return 'dark';
    case vscode.ColorThemeKind.HighContrast:
      return 'highContrast';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'highContrastLight';
  }
}
