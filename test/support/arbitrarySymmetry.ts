import fc from 'fast-check';
import { arbitraryScenario } from './arbitraryScenario.ts';

/**
 * Small, well-typed protocols as `.cone` text in which nodes know, name and tie one another in every way that the language
 * has: in options, sets, maps, lists, records, messages, ghosts and histories. Two roles that are not ordered, R with up to
 * three nodes, and failures of every kind. Some go through sets in ways that show their order.
 */
export const arbitrarySymmetry: fc.Arbitrary<string> = fc
  .record({
    r: arbitraryMembers('S'),
    s: arbitraryMembers('R'),
    counts: fc.constantFrom('R: 3  S: 1', 'R: 2  S: 2', 'R: 2  S: 1', 'R: 3  S: 2'),
    properties: arbitraryProperties(),
    scenario: arbitraryScenario(),
  })
  .map(({ r, s, counts, properties, scenario }) => {
    const system = scenario.text.replace(/R: \d\n\s*S: \d/, counts);
    const text = [
      'protocol Known',
      'record Pair(a: R, b: R)',
      'message A',
      'message B(k: 0..2)',
      'message C(flag: bool, who: R)',
      'ghost links: set of Pair = {}',
      'ghost latest: R? = none',
      'ghost counted: map R to 0..2 = {}',
      'history asked: Register of 0..1 = 0',
      roleText('R', r),
      roleText('S', s),
      ...properties,
      'linearizable asked',
      system,
      '',
    ].join('\n');
    return scenario.hasClock ? text.replace(/\bstart t\b/g, 'start t after 1..2ms') : text;
  });

function roleText(name: string, members: readonly string[]): string {
  return [`role ${name} {`, ...members.map(member => `  ${member}`), '}'].join('\n');
}

/** Statements that name the nodes `w` and `v` of R. */
function arbitraryStatement(other: string): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        's += w',
        's -= w',
        's = R - s',
        'o = w',
        'o = none',
        'l += w',
        'l -= w',
        'm[w] += 1',
        'm[w] = n',
        'm -= w',
        'n = size(s)',
        'n = m[w] ?? 0',
        'links += Pair(w, v)',
        'links += Pair(v, w)',
        'latest = w',
        'counted[w] = n',
        'choose p in s  o = p',
        'choose p in R where p != w  o = p',
      ),
    },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        `send A to all ${other}`,
        'send A to others',
        'send C(true, w) to all R',
        'send C(n == 1, w) to v',
        'send B(n) to s',
        `if o != none { send C(false, o) to all ${other} }`,
        `for p in s { send C(p == w, p) to all ${other} }`,
      ),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'for p in s { m[p] = n }',
        'for p in s { if (m[p] ?? 0) < 2 { m[p] += 1 } }',
        'for p in keys(m) { s += p  counted[p] = m[p] }',
        'if some p in s: (m[p] ?? 0) == 1 { n = 1 }',
        'if all p in keys(m): m[p] == 1 { n = 2 }',
        'n = size({ p in s where p in R && p != w })',
        'if sum(values(m)) < 3 { n = sum(values(m)) }',
        'start t',
        'cancel t',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'for p in s { l += p }',
        'for p in s { o = p }',
        'for p in s { if o == none { o = p } }',
        'if all p in s: m[p] == 1 { n = 2 }',
        'if size(m) > 0 { n = first(values(m)) }',
        'n = m[w]',
        'stop',
        'assert n < 2',
      ),
    },
  );
}

function arbitraryBody(other: string): fc.Arbitrary<string> {
  const statements = fc.array(arbitraryStatement(other), { minLength: 1, maxLength: 3 });
  return fc.record({ guard: fc.constantFrom('', ' && o == none', ' && n < 2', ' && size(s) < 2'), statements }).map(
    ({ guard, statements: some }) => ` when fuel > 0${guard} { fuel -= 1
    ${some.join('\n    ')} }`,
  );
}

function arbitraryMembers(other: string): fc.Arbitrary<readonly string[]> {
  const handler = arbitraryBody(other).chain(body =>
    fc.constantFrom(
      `on C(f, w)${body.replaceAll(/\bv\b/g, 'w')}`,
      `on A${chosen(body)}`,
      `on B(k)${chosen(body)}`,
      `on t${chosen(body)}`,
      `on disconnect${chosen(body)}`,
    ),
  );
  const action = arbitraryBody(other).map(body => (name: string) => `action ${name}(w in R, v in R)${body}`);
  const client = `action ask when fuel > 1 && !waits { fuel -= 1  waits = true
    either { invoke asked.write(1) } or { invoke asked.write(0) } }
  action learn when waits { waits = false  respond asked }`;
  return fc
    .record({
      fuel: fc.constantFrom(1, 1, 1, 2),
      durable: fc.tuple(fc.boolean(), fc.boolean()),
      start: fc.constantFrom('', '', 'on start { start t }', 'on start { either { s = R } or { n = 1 } }'),
      handlers: fc.array(handler, { minLength: 1, maxLength: 3 }),
      actions: fc.array(action, { minLength: 1, maxLength: 1 }),
      isClient: fc.constantFrom(false, false, false, true),
    })
    .map(({ fuel, durable, start, handlers, actions, isClient }) => [
      `durable var fuel: 0..2 = ${fuel}`,
      'var n: 0..2 = 0',
      `${durable[0] ? 'durable ' : ''}var s: set of R = {}`,
      `${durable[1] ? 'durable ' : ''}var m: map R to 0..2 = {}`,
      'var o: R? = none',
      'var l: list of R max 2 = []',
      ...(isClient ? ['var waits: bool = false'] : []),
      'timer t',
      ...(start === '' ? [] : [start]),
      ...handlers,
      ...actions.map((text, i) => text(`act${i}`)),
      ...(isClient ? [client] : []),
    ]);
}

/** The body of a handler that is given no nodes: it chooses them. */
function chosen(body: string): string {
  return body.replace('fuel -= 1\n', 'fuel -= 1\n    choose w in R\n    choose v in R\n');
}

function arbitraryProperties(): fc.Arbitrary<readonly string[]> {
  const body = fc.constantFrom(
    'all p in R: p.n < 2',
    'no p in R, q in R: p.o == q && q.o == p && p != q',
    'size(links) < 2',
    'latest == none || size(counted) < 2',
    'no x in links, y in links: x.a == y.b && x.b == y.a && x != y',
    'all p in R: size(p.s) < 3 && size(p.l) < 2',
    'some p in R: up(p)',
    'no c in flight of C: c.who == c.to',
    'all p in R, q in R: (p.m[q] ?? 0) <= (q.m[p] ?? 1)',
    'all p in keys(counted): counted[p] < 2',
  );
  const step = fc.constantFrom(
    'all p in R: old(p.n) <= p.n',
    'all p in R: old(p.o) == none || p.o == old(p.o)',
    'old(size(links)) <= size(links) && (old(latest) == none || latest == old(latest))',
    'all p in R, q in R: q in old(p.s) => q in p.s',
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
