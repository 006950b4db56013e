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
