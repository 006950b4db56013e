/** The first protocol of the language's own description; its Termination asks for the end of a run. */
export const TWO_PHASE_COMMIT = `/// Two-phase commit: one coordinator asks every participant to prepare, then decides for all of them.
protocol TwoPhaseCommit

enum Outcome { undecided, committed, aborted }

message Prepare
message Vote(yes: bool)
message Decide(outcome: Outcome)

role Coordinator {
  durable var outcome: Outcome = undecided
  var yes: set of Participant = {}

  on start { send Prepare to all Participant  start giveUp }

  on Vote(v) from p when outcome == undecided {
    if v { yes += p } else { decide(aborted) }
    if yes == Participant { decide(committed) }
  }

  timer giveUp                                   // may fire at any moment once it is armed
  on giveUp when outcome == undecided { decide(aborted) }

  procedure decide(o: Outcome) {
    outcome = o
    send Decide(o) to all Participant
  }
}

role Participant {
  durable var state: working | prepared | committed | aborted = working

  on Prepare from c when state == working {
    either { state = prepared  reply Vote(true) }
    or     { state = aborted   reply Vote(false) }
  }
  on Decide(outcome) { state = if outcome == committed then committed else aborted }
}

system {
  Coordinator: 1
  Participant: 3
}

/// No two participants ever end up on different sides.
invariant Agreement:
  no p in Participant, q in Participant: p.state == committed && q.state == aborted

/// Everybody who is up learns the outcome.
finally Termination:
  all p in Participant: up(p) => p.state == committed || p.state == aborted

scenario "reliable network" {
  expect Agreement holds
  expect Termination holds
}

scenario "the coordinator dies" {
  faults { crash: 1 of Coordinator }
  expect Agreement holds
  expect Termination fails            // the blocking problem of two-phase commit
}
`;

/** Every word of the blocks of settings, every step of a replay, and what a node reads of its clocks. */
export const EVERY_FAILURE = `protocol EveryFailure

message Ask(n: 0..1, at: time)
message Done

role Client {
  var since: time = 0
  timer late
  on start { since = now()  send Ask(1, monotonic()) to all Server  start late after 1..2ms }
  on Done when now() - since < 3 && truetime().earliest > since { since += 1 }
  on disconnect from s { send Ask(0, since) to s }
  on late { since = max(since, truetime().latest - 1) }
}

role Server {
  durable var log: list of 0..1 max 2 = []
  timer t
  on Ask(n, _) { log += n  start t  reply Done }
  on t { log = [] }
  action drop when log != [] { log = [] }
}

system {
  Client: 1  Server: 2
  clock { horizon: 3, skew: 1, tick: 10ms  drift: 1 of Client  jump: 1, any of Client  fail: 1 }
}

invariant Small: all s in Server: honest(s) && up(s) => size(s.log) <= 2

scenario "datagrams" {
  network {
    order: any  transport: udp  timing: eventually synchronous
    loss: 1 of Ask from Client to Server, 2 from Server
    duplicates: any of Done  corrupt: 1 of Ask
    unmatched: discard  capacity: 16  delay: 1..20ms
  }
  faults {
    crash: 1 of Server midway, 1 of Client  recover: any of Server
    partition: 1  cut: 1 from Client to Server
    stall: 1 of Server { Ask, t, drop }, 1 of Server
    pause: 1  diskfail: 1 of Server  corrupt: 1 of Server.log  byzantine: 1 of Client
  }
  replay "steps" {
    start choosing clock = 0
    tick
    corrupt Ask(1, 0) from Client to Server 1 into Ask(0, 0) by budget 2
    crash Server 1 midway 1 delivering Ask(1, 0) from Client to Server 1
    stall Server 2 { Ask, t, drop }
    corrupt log of Server 2 to [1]
    jump Client to -1
    cut from Client to Server 1
    fail clock of Client
    let timers expire
    let next round begin
    let timing be synchronous
    forge Done from Client to Server 1
  }
}

scenario "connections" {
  network { transport: tcp  reset: 1 from Client to Server  timing: synchronous }
  replay "reset" { reset { Client, Server 1 } }
}
`;

/** Every data type with every operation of it, and every property about runs. */
export const EVERY_OPERATION = `protocol EveryOperation

param MAX = 3
enum Mode { idle, busy }
message Ask(value: 0..MAX)
message Answer(value: 0..MAX)

history register: Register of 0..MAX = MAX - 1
history choice: Register of Mode?
history swapped: CompareAndSwap of Mode = idle
history counter: Counter
history queue: Queue of set of Mode
history held: Set of 0..MAX
history table: KeyValue of map Mode to int
history lock: Lock

role Client {
  var value: 0..MAX? = none
  on start { invoke register.read  send Ask(0) to Server }
  on Answer(v) { respond register with v  value = v }
  fair action write when value == 0 { invoke register.write(1)  value = 1 }
  action written when value == 1 { respond register  value = 2 }
  unfair action others1 when value == 2 {
    either { invoke choice.write(none)  respond choice }
    or     { invoke choice.read  respond choice with busy }
    or     { invoke swapped.cas(idle, busy)  respond swapped with true }
    or     { invoke swapped.write(idle)  respond swapped }
    or     { invoke swapped.read  respond swapped with idle }
    or     { invoke counter.add(-1)  respond counter }
    or     { invoke counter.read  respond counter with 7 }
    or     { invoke queue.enqueue({ idle })  respond queue }
    or     { invoke queue.dequeue  respond queue with none }
    or     { invoke held.add(1)  respond held }
    or     { invoke held.remove(1)  respond held }
    or     { invoke held.contains(1)  respond held with false }
    or     { invoke table.put(idle, 3)  respond table }
    or     { invoke table.get(idle)  respond table with 3 }
    or     { invoke table.remove(idle)  respond table }
    or     { invoke lock.acquire  respond lock }
    or     { invoke lock.tryAcquire  respond lock with true }
    or     { invoke lock.release  respond lock }
    finish()
  }
  procedure finish() { invoke register.read  respond register with 2  value = 3 }
}

role Server {
  var asked: bool = false
  on Ask(v) { asked = true  reply Answer(v) }
}

system { Client: 1  Server: 1 }

linearizable register
sequential register
linearizable choice
linearizable swapped
linearizable counter
linearizable queue
linearizable held
linearizable table
linearizable lock

eventually Asked: (the Server).asked
always eventually Waits: (the Client).value == none || (the Client).value == 3
eventually always Ends: (the Client).value == 3
leadsto Given(c in Client, v: 1..3):
  c.value == v ~> c.value == v
leadsto Answered: (the Client).value == none ~> (the Client).value != none
decides Value: { c.value for c in Client }

scenario "as written" {
  expect linearizable register fails in 2 steps
  expect sequential register fails
  expect Asked holds
}
`;
