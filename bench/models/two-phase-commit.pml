/* Two-phase commit in the manner of the published TLA+ module TwoPhase, with N participants: messages form a set that is
 * never used up. The state of a participant is in an array, so that the others' can be asserted. */
#ifndef N
#define N 3
#endif

#if N == 3
#define EACH(what) what(0) what(1) what(2)
#elif N == 7
#define EACH(what) what(0) what(1) what(2) what(3) what(4) what(5) what(6)
#elif N == 8
#define EACH(what) what(0) what(1) what(2) what(3) what(4) what(5) what(6) what(7)
#elif N == 9
#define EACH(what) what(0) what(1) what(2) what(3) what(4) what(5) what(6) what(7) what(8)
#endif

mtype:decision = { undecided, commit, abort };
mtype:progress = { working, prepared, committed, aborted };

mtype:decision manager = undecided;
mtype:progress participant[N] = working;

/* Messages that were sent, and of the first kind those that were heard: sets of participants as bits. */
unsigned sentPrepared : N, heardPrepared : N;
bool sentCommit, sentAbort;

#define BIT(p) (1 << (p))
#define ALL (BIT(N) - 1)
#define AND_NOT_COMMITTED(p) && participant[p] != committed
#define AND_NOT_ABORTED(p) && participant[p] != aborted

active [N] proctype Participant() {
end:
  do
  :: atomic { participant[_pid] == working -> participant[_pid] = prepared; sentPrepared = sentPrepared | BIT(_pid) }
  :: atomic { participant[_pid] == working -> participant[_pid] = aborted; assert(true EACH(AND_NOT_COMMITTED)) }
  :: atomic { sentCommit -> participant[_pid] = committed; assert(true EACH(AND_NOT_ABORTED)) }
  :: atomic { sentAbort -> participant[_pid] = aborted; assert(true EACH(AND_NOT_COMMITTED)) }
  od
}

#define HEAR(p) \
  :: atomic { manager == undecided && (sentPrepared & BIT(p)) -> heardPrepared = heardPrepared | BIT(p) }

active proctype Manager() {
end:
  do
  EACH(HEAR)
  :: atomic { manager == undecided && heardPrepared == ALL -> manager = commit; sentCommit = true }
  :: atomic { manager == undecided -> manager = abort; sentAbort = true }
  od
}
