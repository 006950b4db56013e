import { present } from '../base/assert.ts';
import { GrowableIntegers } from '../base/growableIntegers.ts';
import { ABSENT, PairTable } from '../base/pairTable.ts';
import type { Effects, Envelope, GhostWrite, OperationEvent } from '../model/state.ts';
import { keyOf, type NodeIndex } from '../model/values.ts';
import { addToInbox, exceedsCapacity } from '../semantics/inbox.ts';
import { observe, type Observed } from '../semantics/observations.ts';
import type { Components } from './components.ts';
import { Interner } from './interner.ts';
import { EFFECT, type FactKeeper, GHOSTS_AFTER, PAIR_AFTER } from './parallel/facts.ts';

/** The answer of `inboxAfter`, `pairAfter` and `ghostsAfter` where the protocol itself goes wrong. */
export const FAILED = -1;
/** No effect on other nodes or ghosts; what is sent to oneself in the part that means nothing is sent. */
export const NOTHING = 0;

/**
 * What handlers do outside their node, interned. An effect is an offset in `data`: there is 1 + the id of its writes to
 * ghosts and histories (0 for none), the number of nodes it sends to, and for each of those the node and a part: the id of
 * the list of envelopes sent there. Each (inbox, part) and each (ghosts and histories, writes) is worked out once.
 */
export class EffectTable {
  readonly data = new GrowableIntegers();
  readonly #components: Components;
  readonly #effects = new Map<string, number>();
  readonly #writes = new Interner<Observed>(observedKey);
  readonly #ghostsAfter = new PairTable();
  readonly #parts: readonly Interner<readonly number[]>[];
  readonly #inboxAfter: readonly PairTable[];
  readonly #pairAfter: readonly PairTable[];
  readonly #facts: FactKeeper | undefined;

  constructor(components: Components, facts?: FactKeeper) {
    this.#facts = facts;
    this.#components = components;
    this.data.push(0);
    this.#parts = components.instance.nodes.map(() => new Interner<readonly number[]>(ids => ids.join(',')));
    for (const parts of this.#parts) parts.idOf([]);
    this.#inboxAfter = components.instance.nodes.map(() => new PairTable());
    this.#pairAfter = components.instance.nodes.map(() => new PairTable());
  }

  get bytes(): number {
    const tables = [
      this.data,
      this.#writes,
      this.#ghostsAfter,
      ...this.#parts,
      ...this.#inboxAfter,
      ...this.#pairAfter,
    ];
    return tables.reduce((sum, table) => sum + table.bytes, 0);
  }

  /** The effect on everything but `node`, and the part that `node` sends to itself. */
  effectOf(effects: Effects, node: NodeIndex): { readonly effect: number; readonly own: number } {
    const sent = new Map<NodeIndex, number[]>();
    for (const { envelope } of effects.sent) {
      const ids = sent.get(envelope.to) ?? [];
      ids.push(this.#components.envelopes(envelope.to).idOf(envelope));
      sent.set(envelope.to, ids);
    }
    const own = this.#partOf(node, sent.get(node) ?? []);
    sent.delete(node);
    const writes = this.#writesOf(effects, node);
    const others = [...sent].sort((a, b) => a[0] - b[0]).map(([to, ids]) => [to, this.#partOf(to, ids)] as const);
    if (writes === 0 && others.length === 0) return { effect: NOTHING, own };
    return { effect: this.#internWords([writes, others.length, ...others.flat()]), own };
  }

  /** What an effect says: whether ghosts or histories are written, and what is sent to other nodes. */
  read(effect: number): { readonly writes: boolean; readonly sends: readonly Envelope[] } {
    const words = this.data.items;
    const sends = Array.from({ length: words[effect + 1]! }, (_, i) => {
      const to = words[effect + 2 + 2 * i]!;
      const part = present(this.#parts[to], 'the parts of a node').valueOf(words[effect + 3 + 2 * i]!);
      return part.map(id => this.#components.envelopes(to).valueOf(id));
    });
    return { writes: words[effect] !== 0, sends: sends.flat() };
  }

  /** Whether an effect writes to ghosts or histories. */
  writes(effect: number): boolean {
    return this.data.items[effect] !== 0;
  }

  /** The id of the inbox of `node` once the part's envelopes have been sent to it, or `FAILED`. */
  inboxAfter(node: NodeIndex, inbox: number, part: number): number {
    const table = present(this.#inboxAfter[node], 'the inboxes of a node');
    const known = table.get(inbox, part);
    return (known === ABSENT ? this.#send(node, inbox, part) : known) - 1;
  }

  /** The id of the pair that `node` is in, with the same local state, once a part is sent to it; or `FAILED`. */
  pairAfter(node: NodeIndex, pair: number, part: number): number {
    const table = this.#pairAfter[node]!;
    const known = table.get(pair, part);
    return (known === ABSENT ? this.#receive(node, pair, part) : known) - 1;
  }

  /** The id of the ghosts and histories after an effect, or `FAILED`; `writes` is the effect's first word. */
  ghostsAfter(ghosts: number, writes: number): number {
    const known = this.#ghostsAfter.get(ghosts, writes);
    return (known === ABSENT ? this.#write(ghosts, writes) : known) - 1;
  }

  /** As `pairAfter` answered, to who is told. */
  knowPairAfter(node: NodeIndex, pair: number, part: number, answer: number): void {
    present(this.#pairAfter[node], 'the pairs of a node').set(pair, part, answer);
  }

  /** As `ghostsAfter` answered, to who is told. */
  knowGhostsAfter(ghosts: number, writes: number, answer: number): void {
    this.#ghostsAfter.set(ghosts, writes, answer);
  }

  #send(node: NodeIndex, inbox: number, part: number): number {
    const { instance } = this.#components;
    const envelopes = this.#components.envelopes(node);
    const inboxes = this.#components.inboxes(node);
    let after = inboxes.valueOf(inbox);
    let failed = false;
    for (const id of present(this.#parts[node], 'the parts of a node').valueOf(part)) {
      after = addToInbox(instance, after, envelopes.valueOf(id));
      failed ||= exceedsCapacity(instance, after);
    }
    const answer = 1 + (failed ? FAILED : inboxes.idOf(after));
    present(this.#inboxAfter[node], 'the inboxes of a node').set(inbox, part, answer);
    return answer;
  }

  #receive(node: NodeIndex, pair: number, part: number): number {
    this.#facts?.begin();
    const pairs = this.#components.pairs(node);
    // What is sent to a Byzantine node is not kept.
    const isKept = this.#components.localIn(node, pair).status !== 'byzantine';
    const inbox = isKept ? this.inboxAfter(node, pairs.inboxOf(pair), part) : pairs.inboxOf(pair);
    const answer = 1 + (inbox === FAILED ? FAILED : pairs.idOf(pairs.localOf(pair), inbox));
    this.knowPairAfter(node, pair, part, answer);
    this.#facts?.note(PAIR_AFTER, node, pair, part, answer);
    return answer;
  }

  #write(ghosts: number, writes: number): number {
    this.#facts?.begin();
    const { instance } = this.#components;
    const interner = this.#components.ghosts;
    const after = observe(instance, interner.valueOf(ghosts), this.#writes.valueOf(writes - 1));
    const answer = 1 + (after.ok ? interner.idOf(after.value) : FAILED);
    this.knowGhostsAfter(ghosts, writes, answer);
    this.#facts?.note(GHOSTS_AFTER, ghosts, writes, answer);
    return answer;
  }

  #writesOf({ ghostWrites, operations }: Effects, node: NodeIndex): number {
    if (operations !== undefined) return 1 + this.#writes.idOf({ node, ghostWrites, operations });
    return ghostWrites.length === 0 ? 0 : 1 + this.#writes.idOf({ node, ghostWrites });
  }

  #partOf(node: NodeIndex, envelopeIds: readonly number[]): number {
    return present(this.#parts[node], 'the parts of a node').idOf(envelopeIds);
  }

  #internWords(words: readonly number[]): number {
    const key = words.join(',');
    const known = this.#effects.get(key);
    if (known !== undefined) return known;
    const at = this.data.length;
    for (const word of words) this.data.push(word);
    this.#effects.set(key, at);
    this.#facts?.note(EFFECT, at, words.length, ...words);
    return at;
  }
}

// Who writes to ghosts makes no difference; whose operations begin and end does.
function observedKey({ node, ghostWrites, operations }: Observed): string {
  const writes = ghostWrites.map(writeKey).join(';');
  return operations === undefined ? writes : `${String(node)}#${operations.map(operationKey).join(';')}#${writes}`;
}

function operationKey(event: OperationEvent): string {
  const { history } = event;
  if (event.kind === 'respond') return `${String(history)}=${keyOf(event.value)}`;
  return `${String(history)}.${event.operation}(${event.arguments.map(keyOf).join(',')})`;
}

function writeKey(write: GhostWrite): string {
  const path = write.path.map(({ kind, key }) => `${kind}${keyOf(key)}`).join('.');
  const empty = write.empty === undefined ? '' : keyOf(write.empty);
  return `${String(write.ghost)}.${path}:${write.operator ?? ''}:${keyOf(write.value)}:${empty}`;
}
