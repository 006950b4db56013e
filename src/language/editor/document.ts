import type { Span } from '../../base/span.ts';
import { parse, type ParseResult } from '../parse.ts';
import type { Occurrence, SymbolEntry } from '../check/symbols.ts';
import { tokenize, type Token } from '../syntax/tokens.ts';

/** One version of a text, parsed when first asked about and never again. */
export class Document {
  readonly text: string;
  #parsed: ParseResult | undefined;
  #tokens: readonly Token[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get parsed(): ParseResult {
    this.#parsed ??= parse(this.text);
    return this.#parsed;
  }

  /** Comments included; empty for a text that is too long to be read. */
  get tokens(): readonly Token[] {
    this.#tokens ??= this.parsed.file === undefined ? [] : tokenize(this.text).all;
    return this.#tokens;
  }

  /** The name at an offset; at the end of a name counts too, as a caret stands there after typing it. */
  occurrenceAt(offset: number): Occurrence | undefined {
    const { occurrences } = this.parsed.symbols;
    return occurrences.find(({ at }) => contains(at, offset)) ?? occurrences.find(({ at }) => at.end === offset);
  }

  /** Every place of a symbol, in the order of the text. */
  occurrencesOf(symbol: SymbolEntry): readonly Occurrence[] {
    return this.parsed.symbols.occurrences
      .filter(occurrence => occurrence.symbol === symbol)
      .sort((a, b) => a.at.start - b.at.start);
  }

  tokenAt(offset: number): Token | undefined {
    return this.tokens.find(({ at }) => contains(at, offset));
  }
}

export function createDocument(text: string): Document {
  return new Document(text);
}

export function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

/** A replacement of a part of a text. */
export interface TextEdit {
  readonly at: Span;
  readonly text: string;
}

/** The text with every edit made; edits do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of [...edits].sort((a, b) => a.at.start - b.at.start)) {
    result += text.slice(position, edit.at.start) + edit.text;
    position = edit.at.end;
  }
  return result + text.slice(position);
}
