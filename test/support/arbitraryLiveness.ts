import fc from 'fast-check';

/** The properties of every liveness protocol below, over what its two nodes count. */
const PROPERTIES = [
  'eventually Ends: some a in A: a.n == 2',
  'eventually Both: (some a in A: a.n == 1) && (some b in B: b.n == 1)',
  'always eventually Returns: all b in B: b.n == 0',
  'always eventually Meets: some a in A, b in B: a.n == b.n',
  'eventually always Settles: all a in A: a.n == 1',
  'eventually always Rests: all b in B: b.n != 2',
  'leadsto Answers: some a in A: a.n == 1 ~> some b in B: b.n == 1',
  'leadsto Passes: some b in B: b.n == 0 ~> some a in A: a.n != 0',
];

/** Two small nodes that count, send and time out, with actions of every fairness and faults without limit. */
export const arbitraryLiveness: fc.Arbitrary<string> = fc
  .record({
    a: arbitraryRole('A', 'B'),
    b: arbitraryRole('B', 'A'),
    network: fc.constantFrom('', '', 'loss: any', 'loss: any', 'loss: any of M to B', 'loss: 1', 'unmatched: keep'),
    faults: fc.constantFrom('', '', '', 'pause: 1 of A', 'crash: 1 of B', 'cut: any', 'partition: any'),
  })
  .map(
    ({ a, b, network, faults }) => `protocol L
message M(k: 0..2)
${a}
${b}
${PROPERTIES.join('\n')}
system { A: 1 B: 1 network { capacity: 1 ${network} } ${faults === '' ? '' : `faults { ${faults} }`} }
`,
  );

function arbitraryRole(name: string, other: string): fc.Arbitrary<string> {
  const condition = fc.constantFrom('n == 0', 'n == 1', 'n == 2', 'n != 1', 'n < 2', 'true');
  const simple = fc.constantFrom(
    'n = 0',
    'n = 1',
    'n = 2',
    'n = (n + 1) % 3',
    'n = (n + 1) % 2',
    'start t',
    'cancel t',
  );
  const send = fc.constantFrom(`send M(0) to all ${other}`, `send M(n) to all ${other}`);
  const body = fc.oneof(
    { weight: 5, arbitrary: simple },
    { weight: 2, arbitrary: send },
    { weight: 2, arbitrary: fc.tuple(simple, send).map(([first, second]) => `${first} ${second}`) },
    { weight: 1, arbitrary: fc.tuple(simple, simple).map(([one, two]) => `either { ${one} } or { ${two} }`) },
  );
  const action = fc
    .record({ fairness: fc.constantFrom('', 'fair ', 'unfair '), condition, body })
    .map(each => (i: number) => `${each.fairness}action act${i} when ${each.condition} { ${each.body} }`);
  return fc
    .record({
      start: fc.option(body),
      receive: fc.tuple(condition, body),
      fire: body,
      actions: fc.array(action, { minLength: 1, maxLength: 3 }),
    })
    .map(({ start, receive: [condition, received], fire, actions }) =>
      [
        `role ${name} {`,
        '  var n: 0..2 = 0',
        '  timer t',
        ...(start === null ? [] : [`  on start { ${start} }`]),
        `  on M(k) when ${condition} { ${received} }`,
        `  on t { ${fire} }`,
        ...actions.map((text, i) => `  ${text(i)}`),
        '}',
      ].join('\n'),
    );
}
