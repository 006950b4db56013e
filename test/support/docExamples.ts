import { readFileSync } from 'node:fs';

/** One example of `docs/language.md`. */
export interface DocExample {
  /** The line of the document that its first line stands on, 1-based. */
  readonly line: number;
  /** `file`: complete, its `expect` lines are checked. `fragment`: put into a protocol. */
  readonly kind: 'file' | 'fragment';
  /** A complete protocol file. */
  readonly text: string;
}

type Part = 'declaration' | 'statement' | 'expression' | 'scenario';

/** Every example of the language reference, fragments put into a protocol that declares what they name. */
export function docExamples(): readonly DocExample[] {
  const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
  const fences = page.matchAll(/^```cone(?: fragment (declaration|statement|expression|scenario))?\n([\s\S]*?)^```$/gm);
  return [...fences].map(([whole, part, body = '']) => {
    const line = page.slice(0, page.indexOf(whole)).split('\n').length + 1;
    if (part === undefined) return { line, kind: 'file', text: body };
    return { line, kind: 'fragment', text: wrapped(part as Part, body) };
  });
}

function wrapped(part: Part, body: string): string {
  const statements = part === 'statement' ? body : part === 'expression' ? expressionStatements(body) : '';
  return `protocol Fragment
param N = 1
record Entry(term: int, value: int)
message Ask(n: 0..9)
fn twice(x: int): int = x + x
${part === 'declaration' ? body : ''}
history register: Register of int = 0
linearizable register
ordered role Server {
  var count: int = 0
  var known: set of Server = {}
  var log: list of 0..9 = [0]
  var votes: map Server to int = {}
  var state: idle | busy = idle
  var leader: Server? = none
  var last: Entry = Entry(0, 0)
  timer giveUp
  on giveUp { count = twice(N) }
  procedure work(amount: int) { count = amount }
  on Ask(n) from p {
${statements}
  }
  on start { send Ask(1) to others }
}
role Leader { }
system { Server: 2  Leader: 1 }
invariant Safe: true
reachable Progress: true
scenario "fragment" {
${part === 'scenario' ? body : ''}
}
`;
}

/** Each line is an expression: give each a name. */
function expressionStatements(body: string): string {
  const lines = body.split('\n').filter(line => line.trim() !== '');
  return lines.map((line, i) => `    let value${String(i)} = ${line}`).join('\n');
}
