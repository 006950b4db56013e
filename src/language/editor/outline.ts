import type { Span } from '../../base/span.ts';
import { historyPropertyName } from '../check/histories.ts';
import type { SymbolKind } from '../check/symbols.ts';
import type { DeclarationNode, MemberNode, Name } from '../syntax/tree.ts';
import type { Document } from './document.ts';

/** One entry of the outline of a file. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind | 'handler' | 'system';
  /** The whole declaration, and its name within it. */
  readonly whole: Span;
  readonly at: Span;
  readonly children: readonly OutlineEntry[];
}

/** The declarations of a file, in the order of the text. */
export function outline(document: Document): readonly OutlineEntry[] {
  return (document.parsed.file?.declarations ?? []).map(declaration => entryOf(declaration));
}

interface Shape {
  readonly kind: OutlineEntry['kind'];
  readonly name: Name;
  readonly whole: Span;
  readonly detail?: string;
  readonly children?: readonly OutlineEntry[];
}

/** VS Code refuses entries without a name, and a name outside its declaration. */
function entry({ kind, name, whole, detail = '', children = [] }: Shape): OutlineEntry {
  const inside = whole.start <= name.at.start && name.at.end <= whole.end;
  return {
    kind,
    name: name.text === '' ? '(no name)' : name.text,
    detail,
    whole,
    at: inside ? name.at : whole,
    children,
  };
}

const PROPERTY_WORDS = {
  alwaysEventually: 'always eventually',
  eventuallyAlways: 'eventually always',
} as const satisfies Partial<Record<string, string>>;

function entryOf(node: DeclarationNode): OutlineEntry {
  const whole = node.at;
  switch (node.kind) {
    case 'role': {
      const detail = node.ordered ? 'ordered role' : 'role';
      return entry({ kind: 'role', name: node.name, whole, detail, children: node.members.map(memberEntry) });
    }
    case 'enum': {
      const children = node.literals.map(name => entry({ kind: 'literal', name, whole: name.at }));
      return entry({ kind: 'enum', name: node.name, whole, detail: 'enum', children });
    }
    case 'record':
    case 'message': {
      const children = node.fields.map(field => entry({ kind: 'field', name: field.name, whole: field.at }));
      return entry({ kind: node.kind, name: node.name, whole, detail: node.kind, children });
    }
    case 'scenario': {
      const title: Name = node.title ?? { text: 'system', at: node.heading };
      return entry({ kind: node.title === undefined ? 'system' : 'scenario', name: title, whole });
    }
    case 'property': {
      const words: Partial<Record<string, string>> = PROPERTY_WORDS;
      return entry({ kind: 'property', name: node.name, whole, detail: words[node.property] ?? node.property });
    }
    case 'historyProperty': {
      const { property: kind, history } = node;
      const text = history.text === '' ? '' : historyPropertyName(kind, history.text);
      return entry({ kind: 'property', name: { text, at: history.at }, whole, detail: kind });
    }
    case 'fn':
      return entry({ kind: 'function', name: node.name, whole, detail: 'fn' });
    case 'param':
    case 'type':
    case 'ghost':
    case 'history':
      return entry({ kind: node.kind, name: node.name, whole, detail: node.kind });
  }
}

function memberEntry(node: MemberNode): OutlineEntry {
  const whole = node.at;
  switch (node.kind) {
    case 'var':
      return entry({ kind: 'variable', name: node.name, whole, detail: node.durable ? 'durable var' : 'var' });
    case 'on':
      return entry({ kind: 'handler', name: { text: `on ${node.event.text}`, at: node.event.at }, whole });
    case 'timer':
    case 'action':
    case 'procedure':
      return entry({ kind: node.kind, name: node.name, whole, detail: node.kind });
  }
}
