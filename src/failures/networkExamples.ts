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

/** A field of a message changes on its way, and a checksum of one bit notices. */
export const corruptMessageExample = `/// A damaged amount is booked, unless a checksum travels with it.
protocol DamagedTransfer
param checks = false
message Transfer(amount: 0..1, checksum: 0..1)
role Client { on start { send Transfer(1, 1) to Bank } }
role Bank {
  var booked: 0..1? = none
  on Transfer(amount, checksum) when !checks || amount == checksum { booked = amount }
}
system { Client: 1  Bank: 1  network { corrupt: 1 } }
invariant BookedAsSent: all b in Bank: b.booked != 0
scenario "the amount is believed" { expect BookedAsSent fails in 2 steps }
scenario "the checksum is checked" { checks = true  expect BookedAsSent holds }
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

/** Order is what a connection adds to datagrams. */
export const transportExample = `/// Over datagrams the end may come before the beginning; over a connection it may not.
protocol TwoParts
message Part(number: 1..2)
role Sender { on start { send Part(1) to Receiver  send Part(2) to Receiver } }
role Receiver {
  var got: list of 1..2 = []
  on Part(n) { got += n }
}
system { Sender: 1  Receiver: 1 }
invariant InOrder: all r in Receiver: size(r.got) > 0 => r.got[0] == 1
scenario "datagrams" { network { transport: udp } expect InOrder fails in 1 step }
scenario "a connection" { network { transport: tcp } expect InOrder holds }
`;

/** A connection that resets leaves both ends in doubt. */
export const resetExample = `/// The connection resets, the client sends again, and the deposit may be made twice.
protocol SentAgain
message Deposit
message Done
role Client {
  var done: bool = false
  on start { send Deposit to Bank }
  on Done { done = true }
  on disconnect from bank when !done { send Deposit to bank }
}
role Bank {
  var balance: 0..2 = 0
  on Deposit { balance += 1  reply Done }
}
system { Client: 1  Bank: 1  network { transport: tcp  reset: 1 } }
finally AtLeastOnce: all b in Bank: b.balance >= 1
invariant AtMostOnce: all b in Bank: b.balance <= 1
scenario "the connection resets" {
  expect AtLeastOnce holds
  expect AtMostOnce fails in 4 steps
}
`;

/** A timeout proves something only where messages have a deadline. */
export const timingExample = `/// Silence means that the server is down, if the network is synchronous; otherwise it means nothing.
protocol Silence
message Ping
message Pong
role Client {
  var heard: bool = false
  var suspects: bool = false
  timer timeout
  on start { send Ping to Server  start timeout }
  on Pong { heard = true  suspects = false }
  on timeout when !heard { suspects = true }
}
role Server { on Ping { reply Pong } }
system { Client: 1  Server: 1 }
invariant NeverWrong: all c in Client: !c.suspects
finally RightInTheEnd: all c in Client: !c.suspects
scenario "synchronous" { network { timing: synchronous } expect NeverWrong holds }
scenario "asynchronous" { network { timing: asynchronous } expect NeverWrong fails in 1 step }
scenario "later on" { network { timing: eventually synchronous } expect RightInTheEnd holds }
`;

/** Whatever the delays, the answer of a set of nodes does not depend on who is quick. */
export const delayExample = `/// The first of two answers is taken, so that one slow server does not make the client slow.
protocol HedgedRequest
message Request
message Reply
role Client {
  var answers: 0..2 = 0
  on start { send Request to all Server }
  on Reply { answers += 1 }
}
role Server { on Request { reply Reply } }
system { Client: 1  Server: 2  network { delay: 1..20ms } }
reachable OneIsEnough: some c in Client: c.answers == 1
finally BothAnswer: all c in Client: c.answers == 2
scenario "latencies of 1 to 20 ms" {
  expect OneIsEnough holds in 2 steps
  expect BothAnswer holds
}
`;
