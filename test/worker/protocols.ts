/** A counter that two nodes raise: small, with something that holds, breaks, is reachable and ends. */
export const COUNTERS = `protocol Counters

param N = 2

role Counter {
  var n: 0..N = 0
  action raise when n < N { n += 1 }
}

system { Counter: 2 }

invariant Small: all c in Counter: c.n <= N
invariant NotBothFull: no c in Counter, d in Counter: c != d && c.n == N && d.n == N
step Upwards: all c in Counter: old(c.n) <= c.n
finally Full: all c in Counter: c.n == N
reachable OneFull: some c in Counter: c.n == N
reachable Never: some c in Counter: c.n > N

scenario "two counters" {
  expect Small holds
  expect NotBothFull fails
  expect 9 states
}

scenario "wrong expectations" {
  expect Small fails
  expect 10 states
}

scenario "three counters" {
  Counter: 3
  expect NotBothFull holds
}

scenario "too many" {
  Counter: 100000
}
`;

/** More states than any test waits for. */
export const ENDLESS = `protocol Endless

role Counter {
  var n: int = 0
  action raise { n += 1 }
}

system { Counter: 3 }

invariant Positive: all c in Counter: c.n >= 0

scenario "no end" {
}
`;

/** Goes wrong by itself: the range is left. */
export const OVERFLOWING = `protocol Overflowing

role Counter {
  var n: 0..2 = 0
  action raise { n += 1 }
}

system { Counter: 1 }

invariant Small: all c in Counter: c.n <= 2

scenario "one" {
}
`;

/** One letter that can be lost, copied or altered, and a counter without bound. */
export const LETTERS = `protocol Letters

message Put(urgent: bool)

role Client {
  on start { send Put(true) to the Server }
}

role Server {
  var got: int = 0
  on Put(urgent) { got += 1 }
}

system { Client: 1 Server: 1 }

finally Arrived: all s in Server: s.got == 1
reachable Twice: some s in Server: s.got == 2

scenario "usual" {
  expect Arrived holds
}

scenario "lossy" {
  network { loss: 1 }
}
`;

/** A request that is sent again when its reply is late: carried out once too often without anything going wrong. */
export const PAYMENT = `protocol Payment

message Charge
message Charged

role Client {
  var paid: bool = false
  timer retry
  on start { send Charge to Bank  start retry }
  on retry when !paid { send Charge to Bank }
  on Charged { paid = true }
}

role Bank {
  durable var charges: 0..4 = 0
  on Charge { charges += 1  reply Charged }
}

system { Client: 1 Bank: 1 }

invariant ChargedOnce: all b in Bank: b.charges <= 1

scenario "usual" {
}

scenario "over tcp" {
  network { transport: tcp }
}
`;

/** A register on two servers that do not talk: what one was told the other does not know. */
export const REGISTER = `protocol TwoRegisters

message Write(v: 0..1)
message Written
message Read
message Value(v: 0..1)

history register: Register of 0..1 = 0

role Writer {
  on start { invoke register.write(1)  send Write(1) to first(Server) }
  on Written { respond register }
}

role Reader {
  var asks: 0..2 = 0
  var waits: bool = false
  action ask when asks < 2 && !waits { asks += 1  waits = true  invoke register.read  send Read to last(Server) }
  on Value(v) { waits = false  respond register with v }
}

ordered role Server {
  var v: 0..1 = 0
  on Write(w) { v = w  reply Written }
  on Read { reply Value(v) }
}

system { Writer: 1 Reader: 1 Server: 2 }

linearizable register
sequential register

scenario "two servers" { }
scenario "one server" { Server: 1 }
`;

/** A judge who turns to and fro for ever, and never decides unless an action is strongly fair. */
export const JUDGE = `protocol Court

role Judge {
  var verdict: (0..1)? = none
  var leftward: bool = false
  action turn { leftward = !leftward }
  action zero when leftward && verdict == none { verdict = 0 }
  action one when !leftward && verdict == none { verdict = 1 }
}

system { Judge: 1 }

decides Verdict: (the Judge).verdict
eventually Zero: (the Judge).verdict == 0
leadsto Over: (the Judge).leftward ~> (the Judge).verdict != none

scenario "usual" {
  expect Verdict fails
}
`;
