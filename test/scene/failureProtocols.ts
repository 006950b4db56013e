/** A small protocol in which everything can go wrong: a client writes to servers, which answer. */
const REGISTER = `protocol Register
type Value = 0..2
message Put(value: Value)
message Ack(value: Value)

role Client {
  var seen: Value = 0
  timer retry
  on start { send Put(1) to all Server  start retry }
  on retry { send Put(2) to all Server }
  on Ack(v) { seen = v }
  on disconnect from s { start retry }
}
role Server {
  durable var value: Value = 0
  timer expire
  on Put(v) { value = v  reply Ack(v)  start expire }
  on expire { value = 0 }
}
`;

/** The protocol with so many servers, and settings of what may go wrong. */
export function register(servers: number, settings: string): string {
  return `${REGISTER}system {\n  Client: 1\n  Server: ${String(servers)}\n  ${settings}\n}\n`;
}

/** Nodes with clocks of their own: a lease that lasts by the clock of its holder. */
export const LEASE = `protocol Lease
message Grant(until: time)

role Holder {
  var until: time? = none
  timer renew
  on start { start renew after 2..3ms }
  on renew { until = now() }
  on Grant(t) { until = t }
}
role Lender {
  timer lend
  on start { start lend after 1ms }
  on lend { send Grant(now()) to Holder }
}
system {
  Holder: 1
  Lender: 1
  clock { horizon: 4  skew: 2  drift: 2  jump: 1  fail: 1 }
}
`;

/** Rounds: everybody tells everybody, and decides when all have arrived. */
export const ROUNDS = `protocol Rounds
message Say(round: 0..2)

ordered role Peer {
  var round: 0..2 = 0
  timer turn
  on start { start turn  send Say(0) to others }
  on turn when round < 2 { round += 1  send Say(round) to others  start turn }
  on turn { }
  on Say(r) { }
}
system {
  Peer: 2
  network { timing: eventually synchronous }
}
`;

/** A general may lie. */
export const GENERALS = `protocol Generals
message Order(attack: bool)

role General {
  var heard: set of bool = {}
  action order { send Order(true) to others }
  on Order(a) { heard += a }
}
system {
  General: 3
  faults { byzantine: 1 }
}
`;
