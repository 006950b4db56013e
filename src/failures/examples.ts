/** Two messages on one link change places. */
export const reorderingExample = `/// Two writes overtake each other on the way, and the replica keeps the older one.
protocol Overtaking
message Write(value: 1..2)
role Client {
  on start { send Write(1) to all Replica  send Write(2) to all Replica }
}
role Replica {
  var value: 0..2 = 0
  on Write(v) { value = v }
}
system { Client: 1  Replica: 1 }
finally NewestWins: all r in Replica: r.value == 2
scenario "links keep the order" { network { order: fifo } expect NewestWins holds }
scenario "messages overtake" { network { order: any } expect NewestWins fails in 2 steps }
`;

/** A retry covers as many losses as there are retries. */
export const lossExample = `/// One retry covers one lost message, and not two.
protocol AskAgain
message Request
message Reply
role Client {
  var answered: bool = false
  timer retry
  on start { send Request to all Server  start retry }
  on retry when !answered { send Request to all Server }
  on Reply { answered = true }
}
role Server { on Request { reply Reply } }
system { Client: 1  Server: 1 }
finally Answered: all c in Client: c.answered
scenario "one message is lost" { network { loss: 1 } expect Answered holds }
scenario "two messages are lost" { network { loss: 2 } expect Answered fails in 3 steps }
`;

/** The same request twice: counted twice, or recognised by its number. */
export const duplicatesExample = `/// A charge that arrives twice is taken twice, unless the bank remembers its number.
protocol ChargedTwice
message Charge(id: 1..2)
role Client { on start { send Charge(1) to all Bank } }
role Bank {
  var seen: set of 1..2 = {}
  var careless: 0..2 = 0
  var careful: 0..2 = 0
  on Charge(id) {
    careless += 1
    if !(id in seen) { careful += 1  seen += id }
  }
}
system { Client: 1  Bank: 1 }
invariant TakenOnce: all b in Bank: b.careless <= 1
invariant TakenOncePerNumber: all b in Bank: b.careful <= 1
scenario "one message arrives twice" {
  network { duplicates: 1 }
  expect TakenOnce fails
  expect TakenOncePerNumber holds
}
`;

/** A message that comes before its receiver is ready for it. */
export const unmatchedExample = `/// The job arrives before the worker is ready: thrown away, or kept until it is.
protocol TooEarly
message Ready
message Job
role Boss { on start { send Ready to all Worker  send Job to all Worker } }
role Worker {
  var state: idle | ready | done = idle
  on Ready when state == idle { state = ready }
  on Job when state == ready { state = done }
}
system { Boss: 1  Worker: 1 }
finally JobDone: all w in Worker: w.state == done
scenario "discarded" { network { unmatched: discard } expect JobDone fails in 2 steps }
scenario "kept" { network { unmatched: keep } expect JobDone holds }
`;

/** A window keeps the number of messages in flight within the room that there is. */
export const capacityExample = `/// At most one item is in flight, because the next one waits for the acknowledgement.
protocol OneAtATime
message Item
message Taken
role Producer {
  var left: 0..3 = 3
  on start { left -= 1  send Item to all Consumer }
  on Taken when left > 0 { left -= 1  send Item to all Consumer }
}
role Consumer {
  var count: 0..3 = 0
  on Item { count += 1  reply Taken }
}
system { Producer: 1  Consumer: 1 }
finally AllTaken: all c in Consumer: c.count == 3
scenario "room for one message" { network { capacity: 1 } expect AllTaken holds }
`;

/** Redundancy covers as many crashes as there are spares. */
export const crashExample = `/// One of two servers may die and the question is still answered; both may not.
protocol TwoServers
message Request
message Reply
role Client {
  var answered: bool = false
  on start { send Request to all Server }
  on Reply { answered = true }
}
role Server { on Request { reply Reply } }
system { Client: 1  Server: 2 }
finally Answered: all c in Client: c.answered
scenario "one server dies" { faults { crash: 1 of Server } expect Answered holds }
scenario "both servers die" { faults { crash: 2 of Server } expect Answered fails in 2 steps }
`;

/** A restart keeps what is durable and forgets the rest. */
export const recoverExample = `/// What was acknowledged must be on disk: memory is empty after a restart.
protocol Acknowledged
message Write
message Stored
role Client {
  var acked: bool = false
  on start { send Write to all Store }
  on Stored { acked = true }
}
role Store {
  var memory: bool = false
  durable var disk: bool = false
  on Write { memory = true  disk = true  reply Stored }
}
system { Client: 1  Store: 1 }
invariant InMemory: all c in Client, s in Store: c.acked && up(s) => s.memory
invariant OnDisk: all c in Client, s in Store: c.acked && up(s) => s.disk
scenario "the store restarts" {
  faults { crash: 1 of Store  recover }
  expect InMemory fails in 4 steps
  expect OnDisk holds
}
`;

/** One side of a split moves on, the other side stays behind. */
export const partitionExample = `/// A replica that is cut off keeps the old value while the other one moves on.
protocol LeftBehind
message Write
role Writer { on start { send Write to all Replica } }
role Replica {
  var written: bool = false
  on Write { written = true }
}
system { Writer: 1  Replica: 2 }
finally Converged: all a in Replica, b in Replica: a.written == b.written
scenario "everybody is connected" { expect Converged holds }
scenario "the network splits" { faults { partition: 1 } expect Converged fails in 2 steps }
`;
