import fc from 'fast-check';
import { arbitraryScenario, type ScenarioText } from './arbitraryScenario.ts';

/**
 * Small, well-typed protocols as `.cone` text, each with one scenario: two roles with one or two nodes each, three
 * messages, most statements of the language, every failure, and properties of every kind that is explored. Sometimes the
 * nodes are clients of a register, and their operations make a history. Most handlers that send or ask spend a node's `fuel`, so
 * that most state spaces are finite and small; not all are, so explore them with a bound. Runtime errors are part of it.
 */
export const arbitraryProtocol: fc.Arbitrary<string> = fc
  .constantFrom(false, false, true)
  .chain(asks => protocolText(asks));

/** The same where nothing fails and every state is judged by itself: no clock, no rounds, room for every message. */
export const arbitraryQuietProtocol: fc.Arbitrary<string> = fc
  .record({
    text: arbitraryProtocol,
    counts: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
    order: fc.constantFrom('any', 'fifo'),
    unmatched: fc.constantFrom('discard', 'keep'),
  })
  .map(({ text, counts: [r, s], order, unmatched }) =>
    text
      .replace(
        /^system \{.*?^\}/ms,
        `system { R: ${r}  S: ${s}  network { order: ${order}  unmatched: ${unmatched} } }`,
      )
      .replace(/^step .*$/m, '')
      .replaceAll('now()', '0'),
  );

function protocolText(asks: boolean): fc.Arbitrary<string> {
  return fc
    .record({
      first: fc.record({ ordered: fc.boolean(), members: arbitraryMembers('S', asks) }),
      second: fc.record({ ordered: fc.boolean(), members: arbitraryMembers('R', asks) }),
      properties: arbitraryProperties(),
      scenario: arbitraryScenario(),
    })
    .map(({ first, second, properties, scenario }) =>
      timed(scenario, [
        'protocol Random',
        'message A',
        'message B(k: 0..2)',
        'message C(flag: bool, who: node)',
        'ghost g: 0..3 = 0',
        'ghost h: set of node = {}',
        ...(asks ? ['history asked: Register of 0..2 = 0', 'linearizable asked', 'sequential asked'] : []),
        roleText('R', first),
        roleText('S', second),
        ...properties,
        scenario.text,
        '',
      ]),
    );
}

/** With a clock, timers have durations and `NOW` is what a node reads; without one there is nothing to read. */
function timed({ hasClock }: ScenarioText, lines: readonly string[]): string {
  const text = lines.join('\n').replaceAll('NOW', hasClock ? 'now()' : '0');
  return hasClock ? text.replace(/\bstart t\b/g, 'start t after 1..2ms') : text;
}

interface RoleText {
  readonly ordered: boolean;
  readonly members: readonly string[];
}

function roleText(name: string, { ordered, members }: RoleText): string {
  return [`${ordered ? 'ordered ' : ''}role ${name} {`, ...members.map(member => `  ${member}`), '}'].join('\n');
}

/** Texts of one type, built from the names that may be read where they stand. `of` is `` or `x.`. */
interface Names {
  readonly of: string;
  /** Whether there is a register to ask. */
  readonly asks: boolean;
  /** Local names of type int. */
  readonly integers: readonly string[];
  readonly booleans: readonly string[];
}

function arbitraryInteger({ of, integers }: Names): fc.Arbitrary<string> {
  const number = fc.constantFrom('0', '1', '2');
  const simple = fc.constantFrom(`${of}n`, `size(${of}s)`, ...integers);
  return fc.oneof(
    { maxDepth: 2 },
    number,
    simple,
    fc.tuple(simple, fc.constantFrom('+', '-', '*', '/', '%'), number).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    number.map(key => `(${of}m[${key}] ?? 0)`),
    number.map(other => `(${of}o ?? ${other})`),
    fc.tuple(simple, number).map(([a, b]) => `max(${a}, ${b})`),
    number.map(a => `(let y = ${a} in y + ${of}n)`),
    fc.constantFrom(`${of}m[0]`, `sum(${of}l)`, `${of}l[0]`, `first(${of}l)`),
  );
}

function arbitraryBoolean(names: Names): fc.Arbitrary<string> {
  const { of, booleans } = names;
  const integer = arbitraryInteger(names);
  const simple = fc.oneof(
    fc.constantFrom(`${of}b`, 'true', ...booleans),
    fc.tuple(integer, fc.constantFrom('==', '!=', '<', '<='), integer).map(([a, sign, b]) => `${a} ${sign} ${b}`),
    integer.map(a => `${a} in ${of}s`),
    fc.constantFrom(`${of}o != none`, `${of}s subset {0, 1}`, `(some x in ${of}s: x == ${of}n)`, `${of}s == {}`),
    fc.constantFrom(`(all x in ${of}s where x > 0: x < 2)`, `{ x + 1 for x in ${of}s } == {1}`, `1 in keys(${of}m)`),
  );
  return fc.oneof(
    { weight: 3, arbitrary: simple },
    fc.tuple(simple, fc.constantFrom('&&', '||', '=>'), simple).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
    simple.map(a => `!(${a})`),
  );
}

function arbitraryStatement(names: Names, other: string): fc.Arbitrary<string> {
  const integer = arbitraryInteger(names);
  const boolean = arbitraryBoolean(names);
  const node = fc.constantFrom('self', ...(names.integers.length > 0 ? ['sender'] : []));
  const simple = fc.oneof(
    { weight: 3, arbitrary: integer.map(value => `n = ${value}`) },
    { weight: 2, arbitrary: boolean.map(value => `b = ${value}`) },
    fc.tuple(fc.constantFrom('+=', '-='), integer).map(([sign, value]) => `s ${sign} ${value}`),
    fc
      .tuple(fc.constantFrom('0', '1'), fc.constantFrom('=', '+='), integer)
      .map(([key, sign, value]) => `m[${key}] ${sign} ${value}`),
    fc.oneof(fc.constant('none'), integer).map(value => `o = ${value}`),
    integer.map(value => `l += ${value}`),
    fc.constantFrom('start t', 'cancel t', 'g += 1', 'h += self', 'shift()', 'stop', 'l = []', 'seen = NOW'),
    boolean.map(condition => `assert ${condition}`),
    node.map(value => `h -= ${value}`),
  );
  const asked = names.asks ? [{ weight: 5, arbitrary: arbitraryOperation(integer) }] : [];
  return fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: simple },
    { weight: 4, arbitrary: arbitrarySend(names, other) },
    ...asked,
    fc.tuple(boolean, simple, simple).map(([condition, a, b]) => `if ${condition} { ${a} } else { ${b} }`),
    fc.tuple(simple, simple).map(([a, b]) => `either { ${a} } or { ${b} }`),
    boolean.map(condition => `if ${condition} { choose v in s n = v }`),
    fc.constantFrom('if b { choose v in 0..2 where v != n  n = v }', 'for x in s { n = x }', 'for x in l { s += x }'),
  );
}

/** An operation of the register begins, or is answered: mostly as it should be. */
function arbitraryOperation(integer: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: integer.map(value => `invoke asked.write(${value})  waits = writing`) },
    { weight: 6, arbitrary: fc.constant('invoke asked.read  waits = reading') },
    { weight: 6, arbitrary: integer.map(value => `if waits == reading { respond asked with ${value}  waits = idle }`) },
    { weight: 6, arbitrary: fc.constant('if waits == writing { respond asked  waits = idle }') },
    fc.constant('respond asked'),
  );
}

/** Actions of a client of the register, of whom there are few: their steps multiply. What they learn may be right. */
function arbitraryClient(asks: boolean): fc.Arbitrary<readonly string[]> {
  if (!asks) return fc.constant([]);
  const client = fc.tuple(fc.constantFrom('0', '1', 'n'), fc.constantFrom('0', 'n')).map(([written, read]) => [
    `action begin when waits == idle && fuel > 1 { fuel -= 1
    either { invoke asked.write(${written})  waits = writing } or { invoke asked.read  waits = reading } }`,
    `action learn when waits != idle {
    if waits == writing { respond asked } else { respond asked with ${read} }
    waits = idle }`,
  ]);
  return fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, client);
}

function arbitrarySend(names: Names, other: string): fc.Arbitrary<string> {
  const message = fc.oneof(
    fc.constant('A'),
    arbitraryInteger(names).map(value => `B(${value})`),
    fc.tuple(arbitraryBoolean(names), fc.constant('self')).map(([flag, who]) => `C(${flag}, ${who})`),
  );
  const sent = fc
    .tuple(message, fc.constantFrom(`all ${other}`, 'others', 'self', `all ${other}`))
    .map(([content, to]) => `send ${content} to ${to}`);
  if (names.integers.length === 0) return sent;
  return fc.oneof(
    sent,
    message.map(content => `reply ${content}`),
    fc.constant(`forward to all ${other}`),
  );
}

/** A handler's guard and body. Where the body sends or asks, it nearly always spends fuel. */
function arbitraryBody(names: Names, other: string): fc.Arbitrary<string> {
  return fc
    .record({
      guard: fc.option(arbitraryBoolean(names), { nil: undefined, freq: 1 }),
      statements: fc.array(arbitraryStatement(names, other), { minLength: 1, maxLength: 3 }),
      spends: fc.integer({ min: 0, max: 9 }).map(number => number > 0),
    })
    .map(({ guard, statements, spends }) => {
      const sends = statements.some(statement => /send|reply|forward|invoke/.test(statement));
      const conditions = [...(sends && spends ? ['fuel > 0'] : []), ...(guard === undefined ? [] : [`(${guard})`])];
      const when = conditions.length === 0 ? '' : ` when ${conditions.join(' && ')}`;
      const body = [...(sends && spends ? ['fuel -= 1'] : []), ...statements];
      return `${when} { ${body.join('\n    ')} }`;
    });
}

/** What runs as part of the initial state goes wrong rarely: nothing would be left to explore. */
function arbitraryStart(other: string): fc.Arbitrary<readonly string[]> {
  return fc.array(
    fc.constantFrom(
      `send A to all ${other}`,
      'send B(n) to others',
      'start t',
      'b = true',
      'm[1] += 1',
      'h += self',
      'either { n = 1 } or { l += 2 }',
      'choose v in s n = v',
      'for x in s { m[x] = n }',
      'if size(others) > 0 { o = 1 } else { s -= 0 }',
    ),
    { minLength: 1, maxLength: 2 },
  );
}

function arbitraryMembers(other: string, asks: boolean): fc.Arbitrary<readonly string[]> {
  const plain: Names = { of: '', asks, integers: [], booleans: [] };
  const handler = fc.oneof(
    {
      weight: 2,
      arbitrary: arbitraryBody({ ...plain, integers: ['index0'] }, other).map(body => `on A from sender${body}`),
    },
    {
      weight: 2,
      arbitrary: arbitraryBody({ ...plain, integers: ['k'] }, other).map(body => `on B(k) from sender${body}`),
    },
    arbitraryBody({ ...plain, integers: ['index0'] }, other).map(body => `on B(1) from sender${body}`),
    arbitraryBody({ ...plain, integers: ['index0'], booleans: ['f'] }, other).map(
      body => `on C(f, w) from sender${body}`,
    ),
    arbitraryBody(plain, other).map(body => `on t${body}`),
    arbitraryBody(plain, other).map(body => `on disconnect from sender${body}`),
  );
  const action = fc.oneof(
    arbitraryBody(plain, other).map(body => (name: string) => `action ${name}${body}`),
    arbitraryBody({ ...plain }, other).map(body => (name: string) => `action ${name}(i in 0..1)${body}`),
  );
  const durable = fc.boolean().map(is => (is ? 'durable ' : ''));
  return fc
    .record({
      durable: fc.tuple(durable, durable, durable),
      start: fc.option(arbitraryStart(other), { nil: undefined, freq: 2 }),
      recover: fc.option(arbitraryStart(other), { nil: undefined, freq: 1 }),
      handlers: fc.array(handler, { maxLength: 3 }),
      actions: fc.array(action, { minLength: 1, maxLength: 2 }),
      shift: arbitraryInteger(plain),
      client: arbitraryClient(asks),
    })
    .map(({ durable: [first, second, third], start, recover, handlers, actions, shift, client }) => [
      'durable var fuel: 0..2 = 2',
      `${first}var n: 0..2 = 0`,
      `${second}var b: bool = false`,
      `${third}var s: set of 0..2 = {0, 1}`,
      'var m: map 0..1 to 0..2 = {}',
      'var o: 0..2? = none',
      'var l: list of 0..2 max 2 = []',
      'var seen: time = 0',
      ...(asks ? ['var waits: idle | writing | reading = idle'] : []),
      'timer t',
      ...(start === undefined ? [] : [`on start { ${start.join('\n    ')} }`]),
      ...(recover === undefined ? [] : [`on recover { ${recover.join('\n    ')} }`]),
      // `index0` is there so that every handler of a message can name an integer of its own.
      ...handlers.map(text => text.replaceAll('index0', 'fuel')),
      ...actions.map((text, i) => text(`act${i}`)),
      ...client,
      `procedure shift() { n = ${shift} }`,
    ]);
}

function arbitraryProperties(): fc.Arbitrary<readonly string[]> {
  const ofR = arbitraryBoolean({ of: 'p.', asks: false, integers: [], booleans: ['up(p)'] });
  const body = fc.oneof(
    { weight: 3, arbitrary: ofR.map(condition => `all p in R: ${condition}`) },
    { weight: 2, arbitrary: ofR.map(condition => `some p in R: ${condition}`) },
    fc.constantFrom(
      'no q in flight of B: q.k == 2',
      'all q in flight of C: q.from != q.to || q.flag',
      'g < 3',
      'size(h) < 2',
      'no p in R, q in S: p.n == 2 && q.b',
      'exactly one p in R: up(p)',
      'size({ p in node where up(p) }) > 1',
      'all p in R: honest(p) => p.n < 2',
      'no p in S: p.seen == 1',
    ),
  );
  const step = fc.constantFrom(
    'all p in R: old(p.n) <= p.n',
    'old(g) == g || size(h) > 0',
    'all p in S: old(p.b) => p.b',
    'all p in R: old(up(p)) => up(p)',
    'all p in S: old(honest(p)) => honest(p)',
  );
  return fc
    .tuple(body, body, body, body, step)
    .map(([first, second, quiet, possible, change]) => [
      `invariant First: ${first}`,
      `invariant Second: ${second}`,
      `finally Quiet: ${quiet}`,
      `reachable Possible: ${possible}`,
      `step Change: ${change}`,
    ]);
}
