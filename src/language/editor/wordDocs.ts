/** Which runs a promise is about. */
const FAIR =
  'A run goes on for ever; where nothing can change any more, its last state stays. It is fair: a delivery, a timer or ' +
  'an action that stays possible happens some time, and no failure ever has to happen.';

/** What the operations of a history may have done. */
const OPEN = 'An operation without an answer may have happened at any time since it began, or not at all.';

/** What a keyword means, for hovers and completion: one or two sentences. */
export const WORD_DOCS: ReadonlyMap<string, string> = new Map([
  ['protocol', 'Names the protocol of this file.'],
  ['param', 'A value that scenarios may override: `param N = 3`.'],
  ['type', 'A name for a type: `type Ballot = 0..4`.'],
  ['enum', 'A type with a few named values: `enum Mode { follower, leader }`.'],
  ['record', 'A value with named fields: `record Entry(term: int, value: int)`.'],
  ['message', 'Something that nodes send to each other, with its fields: `message Vote(yes: bool)`.'],
  ['fn', 'A pure function: `fn majority(s: set of Server): bool = 2 * size(s) > size(Server)`.'],
  ['ghost', 'A variable of the whole run that handlers write and only properties read. It never changes what happens.'],
  [
    'history',
    'What clients do with a service, as they see it: operations of a data type, which begin with `invoke` and end with ' +
      `\`respond\`. It changes nothing that happens: nodes cannot read it. ${OPEN} ` +
      '`history register: Register of int = 0`',
  ],
  [
    'ordered',
    'The nodes of this role may be compared with `<` and stand in a ring (`next`, `previous`). Nodes of other roles are interchangeable, which the checker uses.',
  ],
  ['role', 'A kind of node: its variables, and what it does when something arrives.'],
  ['var', 'A variable of each node. It is lost when the node crashes.'],
  ['durable', 'The variable survives a crash of its node.'],
  ['timer', 'A timer of each node. Once started it may fire at any moment, until it is cancelled or fires.'],
  [
    'on',
    'What a node does when a message arrives, when a timer fires, at the start (`on start`), or after a restart (`on recover`). Of the handlers of one message the first that matches runs, as one step.',
  ],
  [
    'action',
    'Something that a node may do at any moment while the condition after `when` is true, once for each value of the parameters.',
  ],
  [
    'fair',
    'Strongly fair: the action is taken again and again in every run in which it is possible again and again, even if ' +
      'not all the time. Without the word it has to happen only where it stays possible. ' +
      '`fair action enter when lock == none { lock = self }`',
  ],
  [
    'unfair',
    'Nothing obliges the action to be taken, however long it is possible: for what users and operators may do. ' +
      'Without the word it is taken some time where it stays possible. `unfair action ask { send Ask to Server }`',
  ],
  ['procedure', 'Statements of a role with a name, called from its handlers.'],
  ['from', 'Binds a name to the node that sent the message.'],
  ['when', 'The handler or action runs only if this is true.'],
  ['invariant', 'True in every reachable state.'],
  ['step', 'True of every step; `old(x)` is the value before it.'],
  ['finally', 'True in every quiescent state: one in which nothing more happens, faults aside.'],
  ['reachable', 'True in some reachable state. The shortest execution that leads there is its witness.'],
  [
    'eventually',
    'True in some state of every fair run; the first state counts. `eventually always`: from some state on for ever. ' +
      `${FAIR} \`eventually Done: all c in Client: c.done\``,
  ],
  [
    'always',
    '`always eventually P`: true again and again in every fair run. `eventually always P`: true from some state on for ' +
      `ever. ${FAIR} \`always eventually Free: (the Server).holder == none\``,
  ],
  [
    'leadsto',
    'In every fair run, whenever the left side is true, the right side is true in the same state or in a later one. ' +
      `Parameters: for each value by itself. ${FAIR} \`leadsto Served(c in Client): c.waiting ~> c.served\``,
  ],
  [
    'linearizable',
    'In every reachable state the answers of the history are those of one object that did each operation at one moment ' +
      `between its beginning and its answer. ${OPEN} \`linearizable register\``,
  ],
  [
    'sequential',
    'In every reachable state the answers of the history are those of one object that did the operations in some order, ' +
      'in which only those of each client stay as it began them: weaker than `linearizable`, which also keeps what ended ' +
      'before something else began. `sequential register`',
  ],
  [
    'decides',
    'What a run decides: `none` until then, or the set of all values that somebody has decided. It holds when every fair ' +
      'run decides and no run decides two values. It also tells which values can still be decided in each state, failures ' +
      'included: more than one, and the state is bivalent. `decides Value: { n.decided for n in Node }`',
  ],
  ['system', 'How many nodes there are and what may go wrong, for all scenarios that do not say otherwise.'],
  ['scenario', 'One set of circumstances, on top of `system`, with what is expected of the properties in it.'],
  [
    'network',
    'What the network may do to messages. By default nothing is lost or repeated, and messages may overtake each other.',
  ],
  ['faults', 'What may go wrong with nodes. Every number is a budget for one run; `any` is no limit.'],
  ['clock', 'Physical clocks: how long time goes on, how far clocks are off, and what may go wrong with them.'],
  [
    'expect',
    'A line that is checked like a test: `expect Agreement holds`, `expect Done holds in 10 steps`, `expect 288 states`, `expect no deadlock`.',
  ],
  ['replay', 'One pinned execution, as a list of steps, that must stay possible.'],
  ['if', 'Statements that run only if a condition is true; or, with `then` and `else`, one of two values.'],
  ['for', 'Runs its block for each item of a set or list, in order.'],
  ['either', 'One of the blocks runs; every choice is explored.'],
  ['or', 'One more choice of `either`.'],
  [
    'choose',
    'Binds a name to some item of a set; every choice is explored. Without any item the step is not possible.',
  ],
  ['let', 'Gives a value a name.'],
  [
    'send',
    'Puts a message in flight: `send Vote(true) to p`, `to all Participant`, `to others`, or to any set of nodes.',
  ],
  ['reply', 'Sends a message back to whoever sent the one being handled.'],
  ['forward', 'Sends the message being handled on to somebody else.'],
  [
    'start',
    'Arms a timer; `after` gives the duration, for timed simulation and where there is a clock. As `on start`: runs for every node at the beginning.',
  ],
  ['cancel', 'Disarms a timer.'],
  ['assert', 'An error of the protocol if the condition is false.'],
  ['stop', 'The node halts cleanly: it takes no further step.'],
  [
    'invoke',
    'An operation of a history begins, of which this node is the client. If its last one is still open, that one stays ' +
      'open for ever. `invoke register.write(3)`',
  ],
  [
    'respond',
    'The operation that this node began last ends: what it answers follows `with`, unless it answers nothing. It is an ' +
      'error of the protocol where none is open. `respond register with value`',
  ],
  ['self', 'The node that runs.'],
  ['others', 'The other nodes of the role of the node that runs, as a set.'],
  ['none', 'The value of a `T?` that holds no T.'],
  [
    'all',
    'True if the condition is true for every choice of the names: `all p, q in Server: …`. After `to`: every node of a role.',
  ],
  ['some', 'True if the condition is true for at least one choice of the names: `some p in Server: …`.'],
  ['no', 'True if the condition is true for no choice of the names: `no p in Server: …`.'],
  ['exactly', '`exactly one p in Server: …` is true if the condition is true for one choice of the names and no more.'],
  ['the', 'The only node of a set: `the Coordinator`. An error if there is not exactly one.'],
  [
    'flight',
    '`flight of Vote` is the list of the messages of a kind that are on their way, with their fields and `from` and `to`. For properties.',
  ],
  [
    'with',
    'A copy of a record with some fields changed: `entry with (term: 3)`. After `respond`: what the operation answers.',
  ],
  ['in', 'Whether something is in a set or list, or a key of a map.'],
  ['subset', 'Whether every item of a set is in another set.'],
]);

/** What a word means inside a setting. Those of failures have texts of their own. */
export const SETTING_DOCS: ReadonlyMap<string, string> = new Map([
  ['horizon', 'How many ticks true time goes on. It ends there, so that the states do; everything else still goes on.'],
  ['tick', 'How long a tick is, for the durations of timers: 1 ms unless said.'],
  ['any', 'No limit.'],
  ['of', 'What it strikes: `of Message`, `of Role`, or `of Role.variable`.'],
  ['from', 'Only what nodes of this role send: `loss: 1 from Client to Server`.'],
  ['to', 'Only what is sent to nodes of this role: `loss: 1 from Client to Server`.'],
  ['eventually', 'The network is asynchronous until some moment, which is any, and synchronous from then on.'],
]);

/** What the values of the built-in types are. */
export const TYPE_DOCS: ReadonlyMap<string, string> = new Map([
  ['bool', '`true` or `false`.'],
  ['int', 'Whole numbers. A range such as `0..3` says which, and a step that leaves it is an error.'],
  ['node', 'Any node, whatever its role.'],
  ['lamport', 'A Lamport clock; `0` at first. It goes on with `tick(c)` and takes in another one with `merge(a, b)`.'],
  ['vector', 'A vector clock; `{}` at first. It goes on with `tick(c)` and takes in another one with `merge(a, b)`.'],
  [
    'time',
    'A reading of a clock, in ticks. Times compare; `t + 2` is a time, and the difference of two times is an `int`.',
  ],
  ['interval', 'What `truetime()` gives: true time is from `.earliest` to `.latest`, both of type `time`.'],
]);
