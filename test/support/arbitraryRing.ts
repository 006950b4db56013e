import fc from 'fast-check';

/**
 * Small protocols as `.cone` text in which nodes influence few others, so that many orders of steps make no difference: two
 * to four nodes of one role that send to their neighbours in a ring, to the ends of a line, to whoever a variable names or to
 * who sent them something. Nothing fails; links keep the order or do not. Most that sends spends a node's `fuel`. Steps may
 * go wrong, ghosts are written now and then, and nodes stop.
 */
export const arbitraryRing: fc.Arbitrary<string> = fc
  .record({
    nodes: fc.integer({ min: 2, max: 4 }),
    fuel: fc.integer({ min: 1, max: 2 }),
    start: fc.option(arbitraryBlock('start'), { nil: undefined, freq: 3 }),
    handlers: fc.array(arbitraryHandler(), { minLength: 1, maxLength: 4 }),
    actions: fc.array(arbitraryBody('action'), { maxLength: 2 }),
    toggle: fc.constantFrom(
      [],
      [],
      ['  action toggle { b = !b }'],
      ['  action toggle when self != last(P) { b = !b }'],
    ),
    network: fc.record({
      order: fc.constantFrom('fifo', 'fifo', 'any'),
      unmatched: fc.constantFrom('discard', 'keep'),
      duplicates: fc.integer({ min: 0, max: 9 }).map(number => (number === 0 ? '  duplicates: any' : '')),
    }),
    properties: arbitraryProperties(),
  })
  .map(({ nodes, fuel, start, handlers, actions, toggle, network, properties }) =>
    [
      'protocol Ring',
      'message A',
      'message B(k: 0..3)',
      'message C(who: P)',
      'ghost g: 0..3 = 0',
      'fn odd(x: 0..3): bool = x % 2 == 1',
      'ordered role P {',
      `  var fuel: 0..2 = ${String(fuel)}`,
      '  var n: 0..3 = 0',
      '  var b: bool = false',
      '  var peer: P = next(self)',
      '  var fixed: P = previous(self)',
      '  timer t',
      ...(start === undefined ? [] : [`  on start ${start}`]),
      ...handlers,
      ...actions.map((text, i) => `  action act${String(i)} ${text}`),
      ...toggle,
      '  procedure pass(q: P) { send B(n) to q }',
      '}',
      'system {',
      `  P: ${String(nodes)}`,
      `  network { order: ${network.order}  unmatched: ${network.unmatched}${network.duplicates} }`,
      '}',
      ...properties,
      '',
    ].join('\n'),
  );

type Place = 'start' | 'handler' | 'action';

function arbitraryTarget(place: Place): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant('next(self)') },
    { weight: 2, arbitrary: fc.constantFrom('previous(self)', 'peer', 'fixed', 'first(P)', 'last(P)') },
    fc.constantFrom('{ p for p in P where index(p) == 0 }', 'others', 'self'),
    ...(place === 'handler' ? [fc.constantFrom('sender', 'sender')] : []),
  );
}

function arbitraryValue(place: Place): fc.Arbitrary<string> {
  const names = place === 'handler' ? ['n', 'value'] : ['n', 'index(self)'];
  const name = fc.constantFrom(...names, '1');
  return fc.oneof(
    name,
    fc.constantFrom('0', '2'),
    name.map(text => `min(3, ${text} + 1)`),
  );
}

function arbitraryGuard(place: Place): fc.Arbitrary<string> {
  const value = arbitraryValue(place);
  return fc.oneof(
    fc.constantFrom('b', '!b', 'self == first(P)', 'index(self) < 2', 'self < next(self)'),
    fc.tuple(value, fc.constantFrom('==', '!=', '<'), fc.constantFrom('0', '1', '2')).map(parts => parts.join(' ')),
  );
}

function arbitraryStatement(place: Place): fc.Arbitrary<string> {
  const value = arbitraryValue(place);
  const content = fc.oneof(
    fc.constant('A'),
    value.map(k => `B(${k})`),
    fc.constantFrom('C(self)', 'C(next(self))', 'C(peer)'),
  );
  const send = fc.tuple(content, arbitraryTarget(place)).map(([what, to]) => `send ${what} to ${to}`);
  const simple = fc.oneof(
    { weight: 4, arbitrary: value.map(k => `n = ${k}`) },
    { weight: 2, arbitrary: fc.constantFrom('b = true', 'b = false', 'b = !b') },
    fc.constantFrom('peer = next(peer)', 'peer = last(P)', ...(place === 'handler' ? ['peer = sender'] : [])),
    fc.constantFrom('start t', 'start t', 'cancel t'),
    fc.constantFrom('stop', 'stop', 'g += 1', 'assert n < 3', 'assert !b'),
  );
  return fc.oneof(
    { weight: 5, arbitrary: send },
    { weight: 6, arbitrary: simple },
    fc.constantFrom('pass(next(self))', 'pass(peer)'),
    fc.tuple(arbitraryGuard(place), simple, send).map(([when, a, b]) => `if ${when} { ${a} } else { ${b} }`),
    fc.tuple(simple, fc.oneof(simple, send)).map(([a, b]) => `either { ${a} } or { ${b} }`),
    fc.constantFrom('choose v in 0..1 n = v', 'for q in others { send A to q }'),
    ...(place === 'handler' ? [fc.constantFrom('forward to next(self)', 'reply A', 'reply B(n)')] : []),
  );
}

function arbitraryBlock(place: Place): fc.Arbitrary<string> {
  return fc.array(arbitraryStatement(place), { minLength: 1, maxLength: 3 }).map(statements => {
    const spends = place !== 'start' && statements.some(text => SENDS.test(text));
    return `{ ${[...(spends ? ['fuel -= 1'] : []), ...statements].join('  ')} }`;
  });
}

const SENDS = /send|pass|reply|forward/;

/** A handler's guard and body. */
function arbitraryBody(place: Place): fc.Arbitrary<string> {
  const guard = fc.option(arbitraryGuard(place), { nil: undefined, freq: 1 });
  return fc.tuple(arbitraryBlock(place), guard).map(([block, when]) => {
    const conditions = [...(block.includes('fuel -= 1') ? ['fuel > 0'] : []), ...(when === undefined ? [] : [when])];
    return conditions.length === 0 ? block : `when ${conditions.join(' && ')} ${block}`;
  });
}

function arbitraryHandler(): fc.Arbitrary<string> {
  const body = arbitraryBody('handler');
  return fc.oneof(
    body.map(text => `  on A from sender ${text.replaceAll('value', 'fuel')}`),
    body.map(text => `  on B(value) from sender ${text}`),
    body.map(
      text => `  on C(who) from sender ${text.replaceAll('value', 'index(who)').replaceAll('= sender', '= who')}`,
    ),
    arbitraryBody('action').map(text => `  on t ${text}`),
  );
}

/** Mostly about two nodes at once, so that the order in which each changes what is seen of it matters. */
function arbitraryProperties(): fc.Arbitrary<readonly string[]> {
  const ofNode = (name: string): fc.Arbitrary<string> =>
    fc
      .constantFrom(
        'X.n == 0',
        'X.n == 1',
        'X.n == 2',
        'X.b',
        '!X.b',
        'odd(X.n)',
        'X.n in {0, 3}',
        'X.peer != X',
        'up(X)',
        '!up(X)',
      )
      .map(text => text.replaceAll('X', name));
  const body = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(ofNode('p'), ofNode('q')).map(([a, b]) => `some p in P, q in P: p < q && ${a} && ${b}`),
    },
    { weight: 3, arbitrary: fc.tuple(ofNode('first(P)'), ofNode('last(P)')).map(([a, b]) => `${a} && ${b}`) },
    ofNode('p').map(text => `exactly one p in P: ${text}`),
    ofNode('p').map(text => `all p in P: ${text}`),
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('A', 'B', 'C'), ofNode('first(P)'))
        .map(([m, a]) => `(some m in flight of ${m}: m.to == last(P)) && ${a}`),
    },
    fc.constantFrom('(some m in flight of A: true) && (no m in flight of B: true)', 'g < 2', 'true'),
  );
  return fc
    .tuple(body, body, body)
    .map(([always, once, quiet]) => [
      `invariant Always: ${always}`,
      `reachable Once: ${once}`,
      `finally Quiet: ${quiet}`,
    ]);
}
