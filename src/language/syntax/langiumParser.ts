import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
} from 'langium';
import type { File } from '../generated/ast.ts';
import { LightconeGeneratedModule, LightconeGeneratedSharedModule } from '../generated/module.ts';
import { EditingLexer, type Edit } from './edits.ts';
import { SyntaxMessages } from './syntaxMessages.ts';

let services: LangiumCoreServices | undefined;

/** The parser and lexer that Langium makes of the grammar: slow to create, so created once, on first use. */
function langium(): LangiumCoreServices {
  if (services === undefined) {
    const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), LightconeGeneratedSharedModule);
    services = inject(createDefaultCoreModule({ shared }), LightconeGeneratedModule, {
      parser: {
        Lexer: all => new EditingLexer(all),
        ParserErrorMessageProvider: () => new SyntaxMessages(),
      },
    });
  }
  return services;
}

export type LangiumResult = ReturnType<typeof parseWithLangium>;

/** The tree of a text as if it were edited, with its places in the text as it is. Throws a `RangeError` when the text nests deeper than the stack goes. */
export function parseWithLangium(text: string, edits: readonly Edit[] = []) {
  try {
    const { Lexer, LangiumParser } = langium().parser;
    if (Lexer instanceof EditingLexer) Lexer.edits = edits;
    return LangiumParser.parse<File>(text);
  } catch (error) {
    // An aborted parser keeps half a tree; the next text gets a fresh one. Where the stack ends inside its own error
    // recovery it fails in other ways too: whatever it throws, the text was too deep for it.
    services = undefined;
    throw new RangeError('The text nests deeper than the stack goes.', { cause: error });
  }
}

export function tokenizeWithLangium(text: string) {
  const { Lexer } = langium().parser;
  if (Lexer instanceof EditingLexer) Lexer.edits = [];
  return Lexer.tokenize(text);
}
