import type { Span } from '../../base/span.ts';
import { headingAnchor } from '../../failures/render.ts';
import type { SymbolEntry } from '../check/symbols.ts';
import type { SettingNode } from '../syntax/tree.ts';
import type { Document } from './document.ts';
import { symbolAt } from './navigation.ts';
import { failureSettingAt } from './settingAt.ts';

/** What a place of a text is about, for those who know what the protocol does. */
export type HoverSubject = { readonly at: Span } & (
  | {
      readonly kind: 'failure';
      /** Ids of the variants in which it goes wrong; empty where the word is about everything that the scenario declares. */
      readonly variants: readonly string[];
      /** The title of the scenario that switches it on; undefined in `system`. */
      readonly scenario: string | undefined;
      /** Where the reference of failures explains it. */
      readonly anchor: string;
    }
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'timer'; readonly role: string; readonly name: string }
);

/** A failure word, the name of a message or timer, or the word before it: `send Ack`, `start retry`. */
export function hoverSubject(document: Document, offset: number): HoverSubject | undefined {
  if (document.parsed.protocol === undefined) return undefined;
  return failureSubject(document, offset) ?? namedSubject(document, offset);
}

function failureSubject(document: Document, offset: number): HoverSubject | undefined {
  const found = failureSettingAt(document, offset);
  if (found === undefined) return undefined;
  const { at, failure, setting, scenario } = found;
  const variants = variantsOf(document, `${failure.section}.${failure.word}`, setting);
  return { kind: 'failure', at, variants, scenario, anchor: headingAnchor(failure) };
}

/** By failure word: the row of the resilience matrix in which it alone goes wrong. */
const ROWS: ReadonlyMap<string, string> = new Map([
  ['network.loss', 'loss'],
  ['network.duplicates', 'duplicates'],
  ['network.order', 'reorder'],
  ['network.corrupt', 'corruptMessage'],
  ['network.reset', 'reset'],
  ['faults.crash', 'crash'],
  ['faults.recover', 'crashRecover'],
  ['faults.partition', 'partition'],
  ['faults.cut', 'cut'],
  ['faults.stall', 'stall'],
  ['faults.pause', 'pause'],
  ['faults.diskfail', 'diskfail'],
  ['faults.corrupt', 'corruptState'],
  ['clock.drift', 'drift'],
  ['clock.jump', 'jump'],
  ['clock.fail', 'clockFail'],
]);

/** More roles that may lie than anybody compares in passing. */
const ROLES_MAX = 3;

function variantsOf(document: Document, key: string, { values }: SettingNode): readonly string[] {
  const targets = values.flatMap(({ target }) => (target === undefined ? [] : [target.text]));
  const named = (kind: SymbolEntry['kind']): readonly string[] => {
    const { symbols } = document.parsed.symbols;
    return symbols.filter(symbol => symbol.kind === kind).map(({ name }) => name);
  };
  if (key === 'faults.byzantine') {
    const roles = named('role').filter(role => targets.length === 0 || targets.includes(role));
    return roles.slice(0, ROLES_MAX).map(role => `byzantine:${role}`);
  }
  if (key === 'faults.crash' && values.some(({ midway }) => midway)) return ['crashMidway'];
  const row = ROWS.get(key);
  const messages = named('message').filter(message => targets.includes(message));
  const isOfMessages = messages.length > 0 && messages.length === values.length;
  if ((row === 'loss' || row === 'duplicates') && isOfMessages) return messages.map(message => `${row}:${message}`);
  return row === undefined ? [] : [row];
}

/** Words that stand before the name of what they are about. */
const BEFORE_NAMES: ReadonlySet<string> = new Set(['send', 'reply', 'start', 'cancel']);

function namedSubject(document: Document, offset: number): HoverSubject | undefined {
  const token = document.tokenAt(offset);
  if (token === undefined || token.kind === 'comment') return undefined;
  const isBefore = token.kind === 'word' && BEFORE_NAMES.has(token.text);
  const next = document.tokens.find(({ at, kind }) => kind !== 'comment' && at.start >= token.at.end);
  const symbol = symbolAt(document, isBefore ? (next?.at.start ?? offset) : offset);
  if (symbol === undefined) return undefined;
  const { kind, name, owner } = symbol;
  if (kind === 'message') return { kind, at: token.at, name };
  return kind === 'timer' && owner !== undefined ? { kind, at: token.at, role: owner, name } : undefined;
}
