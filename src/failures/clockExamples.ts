/** The later event has the earlier time. */
export const skewExample = `/// The answer is dated before the question: two clocks that differ by two ticks.
protocol EarlierAnswer
message Question(at: time)
role Asker { on start { send Question(now()) to Answerer } }
role Answerer {
  var early: bool = false
  on Question(at) { early = now() < at }
}
system { Asker: 1  Answerer: 1  clock { horizon: 2 } }
invariant CauseFirst: all a in Answerer: !a.early
scenario "clocks agree" { clock { skew: 0 } expect CauseFirst holds }
scenario "clocks differ" { clock { skew: 1 } expect CauseFirst fails in 1 step }
`;

/** A clock that runs slow makes a lease last too long for its holder. */
export const driftExample = `/// The holder's clock is slow: it believes in its lease for longer than the one who gave it.
protocol SlowHolder
message Grant
role Owner {
  var free: bool = false
  timer expire
  on start { send Grant to Holder  start expire after 2ms }
  on expire { free = true }
}
role Holder {
  var holds: bool = false
  timer lapse
  on Grant { holds = true  start lapse after 1ms }
  on lapse { holds = false }
}
system { Owner: 1  Holder: 1  network { timing: synchronous }  clock { horizon: 3  skew: 1 } }
invariant OneOwner: no o in Owner, h in Holder: o.free && h.holds
scenario "clocks run alike" { expect OneOwner holds }
scenario "the holder's is slow" { clock { drift: 1 of Holder } expect OneOwner fails }
`;

/** A wall clock that is set makes time pass twice. */
export const jumpExample = `/// Between two readings of a wall clock less than no time may pass; between two of a monotonic clock it may not.
protocol TimeGoesBack
param wall = true
role Node {
  var began: time? = none
  var took: int = 0
  action begin when began == none { began = if wall then now() else monotonic() }
  action end when began != none { took = (if wall then now() else monotonic()) - began }
}
system { Node: 1  clock { horizon: 2  skew: 1 } }
invariant NoNegativeTime: all n in Node: n.took >= 0
scenario "nobody sets the clock" { expect NoNegativeTime holds }
scenario "the wall clock is set" { clock { jump: 1 } expect NoNegativeTime fails in 3 steps }
scenario "monotonic" { wall = false  clock { jump: 1 } expect NoNegativeTime holds }
`;

/** A clock that stands still: its timers never fire. */
export const clockFailExample = `/// A node whose clock has stopped waits for ever.
protocol WaitsForEver
role Node {
  var rang: bool = false
  timer alarm
  on start { start alarm after 1ms }
  on alarm { rang = true }
}
system { Node: 1  clock { horizon: 3 } }
finally Rings: all n in Node: n.rang
scenario "the clock goes" { expect Rings holds }
scenario "the clock stops" { clock { fail: 1 } expect Rings fails }
`;
