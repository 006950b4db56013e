/* Two-phase commit up to the names of its N participants: how many of them are in which situation, worked out by hand. It has
 * one state for each orbit of two-phase-commit.pml, and is here for their number only. */
#ifndef N
#define N 3
#endif

/* Whoever is not working any more: what it decided, if it did, and what became of its Prepared: not sent, sent, heard. */
#define PREPARED 0
#define COMMITTED 1
#define ABORTED 2
#define ARE(decided, message) count[3 * (decided) + (message)]
byte working = N;
byte count[9];

mtype = { undecided, commit, abort };
mtype manager = undecided;

#define EACH(what) what(PREPARED) what(COMMITTED) what(ABORTED)
#define HEARD_BY_ALL (ARE(PREPARED, 2) + ARE(COMMITTED, 2) + ARE(ABORTED, 2) == N)
#define HEAR(decided) \
  :: atomic { manager == undecided && ARE(decided, 1) > 0 -> ARE(decided, 1)--; ARE(decided, 2)++ }
#define LEARN(decided) TOGETHER(decided, 0) TOGETHER(decided, 1) TOGETHER(decided, 2)
#define TOGETHER(decided, message) \
  :: atomic { manager == commit && ARE(decided, message) > 0 -> ARE(decided, message)--; ARE(COMMITTED, message)++ } \
  :: atomic { manager == abort && ARE(decided, message) > 0 -> ARE(decided, message)--; ARE(ABORTED, message)++ }

active proctype Everybody() {
end:
  do
  :: atomic { working > 0 -> working--; ARE(PREPARED, 1)++ }
  :: atomic { working > 0 -> working--; ARE(ABORTED, 0)++ }
  :: atomic { working > 0 && manager == abort -> working--; ARE(ABORTED, 0)++ }
  EACH(HEAR)
  EACH(LEARN)
  :: atomic { manager == undecided && HEARD_BY_ALL -> manager = commit }
  :: atomic { manager == undecided -> manager = abort }
  od
}
