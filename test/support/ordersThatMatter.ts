/**
 * Protocols in which something is found only if some condition of partial order reduction is kept, each with what would be
 * left out otherwise. In most of them role A, which is the first to be chosen, could go first all the time.
 */
export const ORDERS_THAT_MATTER: Readonly<Record<string, string>> = {
  'where one node goes on for ever': `protocol P
role A { var b: bool = false  action toggle { b = !b } }
role B { var n: 0..3 = 0  action count when n < 3 { n += 1 } }
system { A: 1 B: 1 }
invariant Small: no x in B: x.n == 3`,

  'where properties compare variables': `protocol P
role A { var x: bool = false  action go when !x { x = true } }
role B { var y: bool = false  action go when !y { y = true } }
system { A: 1 B: 1 }
reachable First: (some a in A: a.x) && (no b in B: b.y)
reachable Second: (no a in A: a.x) && (some b in B: b.y)`,

  'where properties count nodes': `protocol P
role A { var x: bool = false  action go when !x { x = true } }
role B { var y: bool = false  action go when !y { y = true } }
system { A: 2 B: 1 }
reachable Half: (exactly one a in A: a.x) && (the B).y
reachable None: (no a in A: a.x) && (the B).y`,

  'where properties look at what is sent': `protocol P
message M  message N
role A { var x: bool = false  action go when !x { x = true  send M to the C } }
role B { var y: bool = false  action go when !y { y = true  send N to the C } }
role C { }
system { A: 1 B: 1 C: 1 network { unmatched: keep } }
reachable First: (some m in flight of M: true) && (no m in flight of N: true)
reachable Second: (no m in flight of M: true) && (some m in flight of N: true)`,

  'where properties look at what arrives': `protocol P
message M  message N
role A { on start { send N to the B }  on M { } }
role B { on start { send M to the A }  on N { } }
system { A: 1 B: 1 }
reachable First: (some m in flight of M: true) && (no m in flight of N: true)
reachable Second: (no m in flight of M: true) && (some m in flight of N: true)`,

  'where properties ask who is up': `protocol P
role A { action end { stop } }
role B { action end { stop } }
system { A: 1 B: 1 }
reachable First: up(the A) && !up(the B)
reachable Second: !up(the A) && up(the B)`,

  'where both write a ghost': `protocol P
ghost latest: 0..2 = 0
role A { var x: bool = false  action go when !x { x = true  latest = 1 } }
role B { var y: bool = false  action go when !y { y = true  latest = 2 } }
system { A: 1 B: 1 }
finally SecondIsLast: latest == 2`,

  'where both ask a register': `protocol P
history asked: Register of 0..1 = 0
role A { var x: 0..2 = 0
  action ask when x == 0 { x = 1  invoke asked.write(1) }
  action learn when x == 1 { x = 2  respond asked } }
role B { var y: 0..2 = 0
  action ask when y == 0 { y = 1  invoke asked.read }
  action learn when y == 1 { y = 2  respond asked with 0 } }
system { A: 1 B: 1 }
linearizable asked`,

  'where a step may go wrong': `protocol P
role A { var x: 0..2 = 0  action go when x < 2 { x += 1 } }
role B { var y: 0..2 = 0  action go { y += 1 } }
system { A: 1 B: 1 }
finally Never: false`,

  'where another node sends something': arriving('action go when !x { x = true  send X to the A }'),

  'where another node is sent something first': arriving(`
  on Go { send X to the A }`),

  'where another node is woken, and something waits for it': arriving(`var k: bool = false
  on Go { k = true }
  on K when k { send X to the A }`),

  'where another node makes an action possible': arriving(`var k: bool = false
  on Go { k = true }
  action tell when k && !x { x = true  send X to the A }`),

  'where another node makes an action possible by a procedure': arriving(`var k: bool = false
  procedure learn(v: bool) { k = v }
  on Go { learn(true) }
  action tell when k && !x { x = true  send X to the A }`),

  'where another node starts a timer': arriving(`timer t
  on Go { start t }
  on t { send X to the A }`),

  'where a timer that is armed already has to fire first': arriving(`timer t
  on start { start t }
  action again when !x { start t }
  on Go { cancel t  x = true  send X to the A }`),

  'where another node sends something to itself': arriving(`
  on Go { send Self to self }
  on Self { send X to the A }`),

  'where another node is told whom to send something': arriving(`
  on Go { send Who(the A) to self }
  on Who(w) { send X to w }`),

  'where another node keeps whom to send something': arriving(`var friends: set of node = {}
  on Go { friends += the A  send Self to self }
  on Self { for f in friends { send X to f } }`),

  'where another node answers': `protocol P
message Q  message X
role A { var done: bool = false  var got: bool = false
  on start { send Q to the B }
  action rest when !done { done = true }
  on X when !done { got = true } }
role B { on Q { reply X } }
system { A: 1 B: 1 network { unmatched: keep } }
finally Got: (the A).got`,

  'where another node sends on what it gets': `protocol P
message X
role A { var done: bool = false  var got: bool = false
  action rest when !done { done = true }
  on X when !done { got = true } }
role B { on X { forward to the A } }
role C { var sent: bool = false  action go when !sent { sent = true  send X to the B } }
system { A: 1 B: 1 C: 1 network { unmatched: keep } }
finally Got: (the A).got`,

  'where the one before in a ring sends something': `protocol P
message X
ordered role A { var done: bool = false  var got: bool = false  var sent: bool = false
  action rest when !done { done = true }
  action go when !sent && self == last(A) { sent = true  send X to next(self) }
  on X when !done { got = true } }
system { A: 3 network { unmatched: keep } }
finally Got: first(A).got`,

  'where the one behind in a ring sends something': `protocol P
message X
ordered role A { var done: bool = false  var got: bool = false  var sent: bool = false
  action rest when !done { done = true }
  action go when !sent && self == last(A) { sent = true  send X to previous(previous(self)) }
  on X when !done { got = true } }
system { A: 3 network { unmatched: keep } }
finally Got: first(A).got`,

  'where links keep the order': `protocol P
message X  message Y
role A { var seen: list of 0..2 max 4 = []
  on X { seen += 1 }
  on Y { seen += 2 } }
role B { on start { send X to the A  send X to the A } }
role C { var sent: bool = false  action go when !sent { sent = true  send Y to the A } }
system { A: 1 B: 1 C: 1 network { order: fifo } }
finally YIsLast: last((the A).seen) == 2`,

  'where whatever was sent once arrives again': `protocol P
message X
role A { var n: 0..3 = 0  on X when n < 3 { n += 1 } }
role B { var sent: bool = false  action go when !sent { sent = true  send X to the A } }
role C { var c: bool = false  action toggle { c = !c } }
system { A: 1 B: 1 C: 1 network { duplicates: any } }
invariant Once: all a in A: a.n < 2`,
};

/**
 * A decides by itself or gets X, whichever comes first. B sends X, by what `members` say; C sends Go to it, and K waits for
 * it from the start.
 */
function arriving(members: string): string {
  return `protocol P
message X  message Go  message K  message Self  message Who(w: A)
role A { var done: bool = false  var got: bool = false
  action rest when !done { done = true }
  on X when !done { got = true } }
role B { var x: bool = false
  ${members} }
role C { var sent: bool = false
  on start { send K to the B }
  action go when !sent { sent = true  send Go to the B } }
system { A: 1 B: 1 C: 1 network { unmatched: keep } }
finally Got: (the A).got`;
}
