/* Lamport's mutual exclusion with logical clocks over first in, first out links: 3 processes, clocks up to 6. */
#define N 3
#define MAX_CLOCK 6
#define LINK_MAX 3

mtype = { request, acknowledge, release };

/* From process p to the k-th after it, k from 1. No link ever holds more than LINK_MAX messages. */
chan link[N * (N - 1)] = [LINK_MAX] of { mtype, byte };
#define PEER(k) ((_pid + k) % N)
#define TO(k) link[_pid * (N - 1) + k - 1]
#define FROM(k) link[PEER(k) * (N - 1) + N - k - 1]

byte clock[N] = 1;
byte requests[N * N];      /* requests[p * N + q]: when q requested, as far as p knows; 0 for no request */
byte acknowledged[N];      /* a set of processes as bits */
bool critical[N];
hidden byte stamp;

#define ALL ((1 << N) - 1)
#define MINE requests[_pid * N + _pid]
#define OF(k) requests[_pid * N + PEER(k)]
#define BEFORE(k) (OF(k) == 0 || MINE < OF(k) || (MINE == OF(k) && _pid < PEER(k)))

#define HEAR(k) \
  :: atomic { FROM(k) ? [request, _] && clock[_pid] < MAX_CLOCK && !(FROM(k) ? [request, MAX_CLOCK]) -> \
       FROM(k) ? request(stamp); \
       OF(k) = stamp; \
       clock[_pid] = (stamp > clock[_pid] -> stamp : clock[_pid]) + 1; \
       TO(k) ! acknowledge(0) } \
  :: atomic { FROM(k) ? acknowledge(_) -> acknowledged[_pid] = acknowledged[_pid] | (1 << PEER(k)) } \
  :: atomic { FROM(k) ? release(_) -> OF(k) = 0 }

active [N] proctype Process() {
end:
  do
  :: atomic { MINE == 0 ->
       MINE = clock[_pid];
       acknowledged[_pid] = 1 << _pid;
       TO(1) ! request(clock[_pid]);
       TO(2) ! request(clock[_pid]) }
  :: atomic { acknowledged[_pid] == ALL && BEFORE(1) && BEFORE(2) ->
       critical[_pid] = true;
       assert(critical[0] + critical[1] + critical[2] == 1) }
  :: atomic { critical[_pid] ->
       critical[_pid] = false;
       MINE = 0;
       acknowledged[_pid] = 0;
       TO(1) ! release(0);
       TO(2) ! release(0) }
  HEAR(1)
  HEAR(2)
  od
}
