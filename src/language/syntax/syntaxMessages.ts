import { AbstractParserErrorMessageProvider } from 'langium';

interface TokenImage {
  readonly image: string;
}
interface TokenTypeName {
  readonly name: string;
}

/** What a rule of the grammar is for somebody who writes a protocol. */
const NOUNS: Readonly<Record<string, string>> = {
  Name: 'a name',
  NameText: 'a name',
  EventName: 'the name of a message or a timer',
  BindingName: 'a name',
  MemberName: 'the name of a field or a variable',
  TypeName: 'the name of a type',
  Type: 'a type',
  BaseType: 'a type',
  Expression: 'an expression',
  Operand: 'an expression',
  Postfixed: 'an expression',
  Primary: 'an expression',
  Statement: 'a statement',
  RoleMember: '`var`, `timer`, `on`, `action` or `procedure`',
  Entry: 'a setting, `network`, `faults`, `expect` or `replay`',
  Expectation: 'the name of a property, a number of states, or `no deadlock`',
  ValueParameter: '`:` and a type, or `in` and a set',
  Setting: 'a setting such as `loss: 1`',
  SettingValue: 'a number, `any` or a word',
  ReplayWord: 'a step such as `deliver`, `fire` or `crash`',
  ReplayStep: 'a step such as `deliver`, `fire` or `crash`',
  ReplayMember: 'a name or a value',
  ReplayLink: 'a name or a value',
  StepName: 'a name',
  Text: 'a text in double quotes',
};

const TERMINALS: Readonly<Record<string, string>> = {
  ID: 'a name',
  NUMBER: 'a number',
  STRING: 'a text in double quotes',
  EOF: 'a declaration such as `role`, `message` or `invariant`',
};

/** Syntax errors in the words of the language instead of the parser's. */
export class SyntaxMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage(options: {
    readonly expected: TokenTypeName;
    readonly actual: TokenImage;
    readonly ruleName: string;
  }): string {
    const expected = options.expected.name.replace(/:KW$/, '');
    return sentence(TERMINALS[expected] ?? `\`${expected}\``, options.actual);
  }

  override buildNotAllInputParsedMessage(options: { readonly firstRedundant: TokenImage }): string {
    return sentence('a declaration such as `role`, `message` or `invariant`', options.firstRedundant);
  }

  override buildNoViableAltMessage(options: {
    readonly expectedPathsPerAlt: readonly (readonly (readonly TokenTypeName[])[])[];
    readonly actual: readonly TokenImage[];
    readonly ruleName: string;
  }): string {
    const noun = nounOf(options.ruleName);
    if (noun !== undefined) return sentence(noun, options.actual[0]);
    const firsts = options.expectedPathsPerAlt.flatMap(paths => paths.map(path => path[0]?.name.replace(/:KW$/, '')));
    const words = [...new Set(firsts)].filter(word => word !== undefined).map(word => TERMINALS[word] ?? `\`${word}\``);
    const listed = words.length > 6 ? 'something else' : words.join(' or ');
    return sentence(listed, options.actual[0]);
  }

  override buildEarlyExitMessage(options: {
    readonly actual: readonly TokenImage[];
    readonly ruleName: string;
  }): string {
    return sentence(nounOf(options.ruleName) ?? 'something else', options.actual[0]);
  }
}

/** The parser marks its rules with an invisible character. */
function nounOf(ruleName: string): string | undefined {
  return NOUNS[ruleName.replace(/[^\w]/g, '')];
}

function sentence(expected: string, actual: TokenImage | undefined): string {
  const found = actual === undefined || actual.image === '' ? 'the file ends' : `found \`${actual.image}\``;
  return `Expected ${expected} here, but ${found}.`;
}
