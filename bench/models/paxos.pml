/* Single-decree Paxos: 2 proposers with one ballot each, 3 acceptors, 1 learner. Messages overtake each other, and LOSSES of
 * them may be lost. As nobody sends the same message to the same node twice, what is in flight is kept in arrays; channels
 * with sorted sends and random receives give the same states in twice the time. */
#define P 2
#define A 3
#ifndef LOSSES
#define LOSSES 1
#endif

/* The ballot of proposer p is p + 1. A value is 1 + the proposer it comes from. No proposal is 0. */
#define PROPOSAL(ballot, value) (4 * (ballot) + (value))
#define VALUE(proposal) ((proposal) & 3)

/* In flight, by proposer or ballot, and acceptor. */
#define OF(p, a) [(p) * A + (a)]
bool prepare[P * A];
byte promise[P * A];       /* 1 + the proposal that the acceptor accepted last */
byte accept[P * A];        /* the proposal */
byte accepted[P * A];      /* the proposal, to the learner */

byte losses;
#define LOSE(message) :: atomic { losses < LOSSES && message -> message = 0; losses++ }

#define SIZE(set) (((set) & 1) + (((set) >> 1) & 1) + (((set) >> 2) & 1))
#define MAJORITY(set) (2 * SIZE(set) > A)

#define HEAR_PROMISE(a) \
  :: atomic { promise OF(_pid, a) -> \
       if \
       :: !asked -> \
            promises = promises | (1 << a); \
            if \
            :: promise OF(_pid, a) - 1 > heard -> heard = promise OF(_pid, a) - 1 \
            :: else \
            fi; \
            if \
            :: MAJORITY(promises) -> \
                 asked = true; \
                 mine = PROPOSAL(_pid + 1, (heard -> VALUE(heard) : _pid + 1)); \
                 accept OF(_pid, 0) = mine; \
                 accept OF(_pid, 1) = mine; \
                 accept OF(_pid, 2) = mine \
            :: else \
            fi \
       :: else \
       fi; \
       promise OF(_pid, a) = 0 } \
  LOSE(promise OF(_pid, a))

hidden byte mine;

active [P] proctype Proposer() {
  bool proposed, asked;
  byte promises;           /* a set of acceptors as bits */
  byte heard;              /* the accepted proposal with the highest ballot among the promises */
end:
  do
  :: atomic { !proposed ->
       proposed = true;
       prepare OF(_pid, 0) = true;
       prepare OF(_pid, 1) = true;
       prepare OF(_pid, 2) = true }
  HEAR_PROMISE(0)
  HEAR_PROMISE(1)
  HEAR_PROMISE(2)
  od
}

#define SELF (_pid - P)
#define HEAR(p) \
  :: atomic { prepare OF(p, SELF) -> \
       if \
       :: p + 1 > promised -> promised = p + 1; promise OF(p, SELF) = 1 + last \
       :: else \
       fi; \
       prepare OF(p, SELF) = false } \
  :: atomic { accept OF(p, SELF) -> \
       if \
       :: p + 1 >= promised -> promised = p + 1; last = accept OF(p, SELF); accepted OF(p, SELF) = last \
       :: else \
       fi; \
       accept OF(p, SELF) = 0 } \
  LOSE(prepare OF(p, SELF)) \
  LOSE(accept OF(p, SELF))

active [A] proctype Acceptor() {
  byte promised, last;
end:
  do
  HEAR(0)
  HEAR(1)
  od
}

#define LEARN(p, a) \
  :: atomic { accepted OF(p, a) -> \
       by[p] = by[p] | (1 << a); \
       value[p] = VALUE(accepted OF(p, a)); \
       accepted OF(p, a) = 0; \
       assert(!(MAJORITY(by[0]) && MAJORITY(by[1]) && value[0] != value[1])) } \
  LOSE(accepted OF(p, a))

active proctype Learner() {
  byte by[P];              /* who has accepted, by ballot: sets of acceptors as bits */
  byte value[P];
end:
  do
  LEARN(0, 0)
  LEARN(0, 1)
  LEARN(0, 2)
  LEARN(1, 0)
  LEARN(1, 1)
  LEARN(1, 2)
  od
}
