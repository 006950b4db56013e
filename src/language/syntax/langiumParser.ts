import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
  type LangiumCoreServices,
} from 'langium';
import type { File } from '../generated/ast.ts';
import { LightconeGeneratedModule, LightconeGeneratedSharedModule } from '../generated/module.ts';
import { SyntaxMessages } from './syntaxMessages.ts';

let services: LangiumCoreServices | undefined;

/** The parser and lexer that Langium makes of the grammar: slow to create, so created once, on first use. */
function langium(): LangiumCoreServices {
  if (services === undefined) {
    const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), LightconeGeneratedSharedModule);
    services = inject(createDefaultCoreModule({ shared }), LightconeGeneratedModule, {
      parser: { ParserErrorMessageProvider: () => new SyntaxMessages() },
    });
  }
  return services;
}

export type LangiumResult = ReturnType<typeof parseWithLangium>;

/** Throws a `RangeError` when the text nests deeper than the stack goes. */
export function parseWithLangium(text: string) {
  try {
    return langium().parser.LangiumParser.parse<File>(text);
  } catch (error) {
    // An aborted parser keeps half a tree; the next text gets a fresh one. Where the stack ends inside its own error
    // recovery it fails in other ways too: whatever it throws, the text was too deep for it.
    services = undefined;
    throw new RangeError('The text nests deeper than the stack goes.', { cause: error });
  }
}

export function tokenizeWithLangium(text: string) {
  return langium().parser.Lexer.tokenize(text);
}
