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

/** Half of a broadcast: the crash falls between two sends. */
export const midwayExample = `/// The node dies between two sends of one broadcast: one replica has the news and the other has not.
protocol HalfABroadcast
message News
role Author {
  action publish { send News to all Replica  stop }
}
role Replica {
  var read: bool = false
  on News { read = true }
}
system { Author: 1  Replica: 2 }
finally Same: all a in Replica, b in Replica: a.read == b.read
scenario "handlers are atomic" { faults { crash: 1 of Author } expect Same holds }
scenario "a crash midway" { faults { crash: 1 of Author midway } expect Same fails in 2 steps }
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

/** Healthy by every check, and not working. */
export const stallExample = `/// The health check is answered and the work is not done.
protocol GreenAndUseless
message Check
message Healthy
message Work
message Done
role Client {
  var healthy: bool = false
  var served: bool = false
  on start { send Check to Server  send Work to Server }
  on Healthy { healthy = true }
  on Done { served = true }
}
role Server {
  on Check { reply Healthy }
  on Work { reply Done }
}
system { Client: 1  Server: 1 }
finally HealthyMeansServed: all c in Client: c.healthy => c.served
scenario "all of it works" { expect HealthyMeansServed holds }
scenario "part of it hangs" { faults { stall: 1 of Server { Work } } expect HealthyMeansServed fails in 3 steps }
`;

/** A node that was away acts on what it knew before. */
export const pauseExample = `/// An old leader pauses, is replaced, and then writes; a number for each leader keeps it out.
protocol OldLeader
param fenced = false
message Write(leader: 1..2)
ordered role Leader {
  var waited: bool = false
  timer turn
  on start { start turn }
  on turn when index(self) == 1 && !waited { waited = true  start turn }
  on turn { send Write(index(self) + 1) to all Storage }
}
role Storage {
  var last: 0..2 = 0
  on Write(leader) when !fenced || leader > last { last = leader }
}
system { Leader: 2  Storage: 1  network { timing: synchronous } }
step NewestStays: all s in Storage: old(s.last) <= s.last
scenario "nobody pauses" { expect NewestStays holds }
scenario "a leader pauses" { faults { pause: 1 of Leader } expect NewestStays fails }
scenario "numbered leaders" { fenced = true  faults { pause: 1 of Leader } expect NewestStays holds }
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

/** One side hears, the other does not. */
export const cutExample = `/// A hears B and B does not hear A: they contradict each other about who is up.
protocol OneWay
message Hello
role Node {
  var hears: set of Node = {}
  on start { send Hello to others }
  on Hello from n { hears += n }
}
system { Node: 2 }
finally SameView: all a in Node, b in Node: (a in b.hears) == (b in a.hears)
scenario "both directions work" { expect SameView holds }
scenario "one direction fails" { faults { cut: 1 } expect SameView fails in 2 steps }
`;

/** Acknowledged, written, and gone after a restart. */
export const diskfailExample = `/// The write was acknowledged, and the restart brings back what the disk held before.
protocol GoneAfterRestart
message Write
message Stored
role Client {
  var acked: bool = false
  on start { send Write to Store }
  on Stored { acked = true }
}
role Store {
  durable var value: bool = false
  on Write { value = true  reply Stored }
}
system { Client: 1  Store: 1  faults { crash: 1 of Store  recover } }
invariant StillThere: all c in Client, s in Store: c.acked && up(s) => s.value
scenario "the disk works" { expect StillThere holds }
scenario "the disk fails" { faults { diskfail: 1 of Store } expect StillThere fails in 5 steps }
`;

/** A stored value changes by itself. */
export const corruptStateExample = `/// One replica of three holds a value that nobody wrote; a reader that asks all of them is not misled.
protocol DamagedCopy
message Read
message Value(v: bool)
role Reader {
  var answers: map Replica to bool = {}
  on start { send Read to all Replica }
  on Value(v) from r { answers[r] = v }
}
role Replica {
  durable var value: bool = true
  on Read { reply Value(value) }
}
system { Reader: 1  Replica: 3  faults { corrupt: 1 of Replica.value } }
fn wrong(answers: map Replica to bool): int = size({ r in keys(answers) where !answers[r] })
invariant EveryCopy: all r in Reader: wrong(r.answers) == 0
invariant Majority: all r in Reader: 2 * wrong(r.answers) < size(Replica)
scenario "one copy is damaged" {
  expect EveryCopy fails in 3 steps
  expect Majority holds
}
`;

/** A liar tells different things to different nodes. */
export const byzantineExample = `/// A general who lies tells one comrade to attack and the other one to retreat.
protocol TwoFaced
message Order(attack: bool)
role General {
  on start { send Order(true) to all Soldier }
}
role Soldier {
  var order: bool? = none
  on Order(attack) when order == none { order = attack }
}
system { General: 1  Soldier: 2 }
invariant Agreement: no a in Soldier, b in Soldier: a.order == true && b.order == false
invariant AgreementIfHonest: all g in General: honest(g) => no s in Soldier: s.order == false
scenario "the general is loyal" { expect Agreement holds }
scenario "the general may lie" {
  faults { byzantine: 1 of General }
  expect Agreement fails in 3 steps
  expect AgreementIfHonest holds
}
`;
