import type { ExecutionChoice } from '../../contract/webview.ts';
import type { Indeterminate } from '../../contract/summary.ts';
import { commandId } from '../manifest.ts';
import type { CommandName } from '../manifest.ts';
import type { Finding, OwnAnswer } from './ownAnswer.ts';

/** Which execution a link shows; the one argument of the command `showExecution`. */
export interface ExecutionLink {
  readonly uri: string;
  readonly scenario: string;
  readonly variant: string | undefined;
  readonly choice: ExecutionChoice;
  /** At the beginning, to be stepped through, and not where its verdict is. */
  readonly fromStart: boolean;
}

/** Where the answer belongs, for its links and its first words. */
export interface AnswerPlace {
  readonly uri: string;
  readonly scenario: string;
  /** Whether the file has other scenarios, in which the answer may be another one. */
  readonly hasOthers: boolean;
  /** A heading of the reference of failures. */
  readonly anchor: string | undefined;
}

/** The commands that links of hovers may run. */
export const LINKED_COMMANDS = ['showExecution', 'showReference'] as const satisfies readonly CommandName[];

/** An answer as the Markdown of a hover; undefined where there is nothing to say. */
export function ownAnswerMarkdown({ findings, indeterminate }: OwnAnswer, place: AnswerPlace): string | undefined {
  const said = findings.filter(({ sentences }) => sentences.length > 0);
  if (said.length === 0 && indeterminate === undefined) return undefined;
  const [first] = said;
  const isOne = said.length === 1 && first?.lead === '';
  const lines = isOne ? [sentencesOf(first)] : said.map(finding => findingLine(finding, place));
  // One paragraph: a picture belongs below it that is to be seen without scrolling.
  const paragraphs = [`**${opening(place)}:** ${lines.join('  \n')}`.trimEnd()];
  if (indeterminate !== undefined) {
    paragraphs.push(...indeterminateParagraphs(indeterminate, place));
  } else {
    const shown = said.find(finding => finding.shown !== undefined);
    if (shown?.shown !== undefined) paragraphs.push(picture(shown.shown.svg, shown.shown.headline));
    if (isOne && shown !== undefined) paragraphs.push(openingLinks(shown, place).join(' · '));
  }
  const { anchor } = place;
  const more = anchor === undefined ? [] : [`[Read more](${commandUri('showReference', anchor)})`];
  return withMore(paragraphs, more);
}

/** What cannot be told apart, each a link, and the picture of it. */
function indeterminateParagraphs(
  { client, request, reply, variant, cases, svg }: Indeterminate,
  place: AnswerPlace,
): readonly string[] {
  const names = { requestLost: `${request} lost`, replyLost: `${reply} lost`, replyInFlight: `${reply} on its way` };
  const links = cases.map(({ kind, execution: { schedule } }) =>
    executionLink(names[kind], { variant, choice: { kind: 'schedule', schedule } }, place),
  );
  const words = `${client} cannot tell these apart:`;
  return [
    `${escapeMarkdown(words)} ${links.join(' · ')}`,
    picture(svg, `${words} ${Object.values(names).join(', ')}.`),
  ];
}

function opening({ scenario, hasOthers }: AnswerPlace): string {
  return hasOthers ? `In this file, “${escapeMarkdown(scenario)}”` : 'In this file';
}

function sentencesOf({ sentences }: Finding): string {
  return sentences.map(escapeMarkdown).join(' ');
}

function findingLine(finding: Finding, place: AnswerPlace): string {
  const links = finding.shown === undefined ? [] : [showLink(finding, place)];
  return [`${escapeMarkdown(finding.lead)}${sentencesOf(finding)}`, ...links].join(' ');
}

function showLink({ variant, shown }: Finding, place: AnswerPlace): string {
  return executionLink('Open', { variant, choice: choiceOf(shown) }, place);
}

function openingLinks({ variant, shown }: Finding, place: AnswerPlace): readonly string[] {
  const choice = choiceOf(shown);
  return [
    executionLink('Open this execution', { variant, choice }, place),
    executionLink('Step through it', { variant, choice, fromStart: true }, place),
  ];
}

function choiceOf(shown: Finding['shown']): ExecutionChoice {
  return shown === undefined ? { kind: 'default' } : { kind: 'property', property: shown.property };
}

function executionLink(
  title: string,
  { fromStart = false, ...wanted }: Pick<ExecutionLink, 'variant' | 'choice'> & { readonly fromStart?: boolean },
  { uri, scenario }: AnswerPlace,
): string {
  const link: ExecutionLink = { uri, scenario, fromStart, ...wanted };
  return `[${escapeMarkdown(title)}](${commandUri('showExecution', link)})`;
}

/** The last line is the one with links, if there are any. */
function withMore(paragraphs: readonly string[], more: readonly string[]): string {
  const last = paragraphs.at(-1) ?? '';
  const isLinks = /^\[[^\]]*\]\(command:/.test(last);
  const lines = isLinks ? [...paragraphs.slice(0, -1), [last, ...more].join(' · ')] : [...paragraphs, ...more];
  return lines.join('\n\n');
}

function commandUri(name: (typeof LINKED_COMMANDS)[number], argument: unknown): string {
  // Of what may stand in an address, brackets would end a link of Markdown.
  const query = encodeURIComponent(JSON.stringify([argument])).replace(
    /[()]/g,
    sign => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `command:${commandId(name)}?${query}`;
}

function picture(svg: string, words: string): string {
  return `![${escapeMarkdown(words)}](data:image/svg+xml;base64,${base64(svg)})`;
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''));
}

/** Text as it is, whatever signs of Markdown are in it. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!~|<>&]/g, '\\$&');
}
