/* How Raft elects its leader: 3 servers, TERMS terms. Messages overtake each other and one may be lost; one server may crash,
 * and come back with its term and its vote. Nobody sends the same message to the same server twice, so what is in flight is
 * kept as sets of terms. */
#define N 3
#ifndef TERMS
#define TERMS 2
#endif
#define LOSSES 1
#define CRASHES 1

mtype = { follower, candidate, leader };

byte term[N];
byte votedFor[N];          /* 1 + for whom, in this term; 0 for nobody */
mtype mode[N] = follower;
byte votes[N];             /* a set of servers as bits */
bool down[N];

/* In flight, from server p to the k-th after it, k from 1: sets of terms as bits. */
byte requestVote[N * (N - 1)];
byte vote[N * (N - 1)];
#define PEER(k) ((_pid + k) % N)
#define TO(k) [_pid * (N - 1) + k - 1]
#define FROM(k) [PEER(k) * (N - 1) + N - k - 1]
#define BIT(t) (1 << (t - 1))

byte losses, crashes;

#define SIZE(set) (((set) & 1) + (((set) >> 1) & 1) + (((set) >> 2) & 1))
#define LEADS_TOO(k) (mode[PEER(k)] == leader && term[PEER(k)] == term[_pid])

#define HEAR(k, t) \
  :: atomic { !down[_pid] && (requestVote FROM(k) & BIT(t)) -> \
       requestVote FROM(k) = requestVote FROM(k) & ~BIT(t); \
       if \
       :: t > term[_pid] -> term[_pid] = t; votedFor[_pid] = 0; mode[_pid] = follower; votes[_pid] = 0 \
       :: else \
       fi; \
       if \
       :: t == term[_pid] && votedFor[_pid] == 0 -> votedFor[_pid] = 1 + PEER(k); vote TO(k) = vote TO(k) | BIT(t) \
       :: else \
       fi } \
  :: atomic { !down[_pid] && (vote FROM(k) & BIT(t)) -> \
       vote FROM(k) = vote FROM(k) & ~BIT(t); \
       if \
       :: t == term[_pid] && mode[_pid] == candidate -> \
            votes[_pid] = votes[_pid] | (1 << PEER(k)); \
            if \
            :: 2 * SIZE(votes[_pid]) > N -> mode[_pid] = leader; assert(!LEADS_TOO(1) && !LEADS_TOO(2)) \
            :: else \
            fi \
       :: else \
       fi } \
  :: atomic { losses < LOSSES && (requestVote FROM(k) & BIT(t)) -> \
       requestVote FROM(k) = requestVote FROM(k) & ~BIT(t); \
       losses++ } \
  :: atomic { losses < LOSSES && (vote FROM(k) & BIT(t)) -> \
       vote FROM(k) = vote FROM(k) & ~BIT(t); \
       losses++ }

active [N] proctype Server() {
end:
  do
  :: atomic { !down[_pid] && mode[_pid] != leader && term[_pid] < TERMS ->
       term[_pid]++;
       votedFor[_pid] = 1 + _pid;
       mode[_pid] = candidate;
       votes[_pid] = 1 << _pid;
       requestVote TO(1) = requestVote TO(1) | BIT(term[_pid]);
       requestVote TO(2) = requestVote TO(2) | BIT(term[_pid]) }
  HEAR(1, 1)
  HEAR(2, 1)
#if TERMS > 1
  HEAR(1, 2)
  HEAR(2, 2)
#endif
  :: atomic { crashes < CRASHES && !down[_pid] -> down[_pid] = true; mode[_pid] = follower; votes[_pid] = 0; crashes++ }
  :: atomic { down[_pid] -> down[_pid] = false }
  od
}
