import type { Document } from '../language/editor/document.ts';

type Parsed = Document['parsed'];

/** What a file calls its protocol, and where; undefined where it does not say. */
export function protocolNameIn({ file, text }: Parsed): { readonly name: string; readonly start: number } | undefined {
  const at = file?.name?.at;
  return at && { name: text.slice(at.start, at.end), start: at.start };
}

/** The text with another name for its protocol. */
export function renamedProtocol(text: string, name: string, parse: (text: string) => Parsed): string {
  const known = protocolNameIn(parse(text));
  if (known === undefined) return text;
  return text.slice(0, known.start) + name + text.slice(known.start + known.name.length);
}

/** Why the protocol of a text cannot have a name, as a sentence; undefined where it can. */
export function whyNoName(text: string, name: string, parse: (text: string) => Parsed): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) return 'A name consists of letters, digits and `_`, and starts with a letter.';
  const renamed = parse(renamedProtocol(text, name, parse));
  const isWord = renamed.protocol === undefined || protocolNameIn(renamed)?.name !== name;
  return isWord ? `\`${name}\` is a word of the language.` : undefined;
}
