import type { Expression } from '../../model/expressions.ts';
import type { Property } from '../../model/protocol.ts';
import { envelopeKey } from '../../model/stateKey.ts';
import type { NodeIndex } from '../../model/values.ts';
import type { Components } from '../components.ts';
import { type EffectTable, FAILED, NOTHING } from '../effectTable.ts';
import type { NodeSteps } from '../nodeSteps.ts';
import { readsOf } from '../reads.ts';
import { HEADER_WORDS, PLAIN, STEP_COUNT, STEP_EFFECT, STEP_PAIR, STEP_WORDS, type StepTable } from '../stepTable.ts';
import { Views } from './views.ts';

export interface VisibilityParts {
  readonly components: Components;
  readonly effects: EffectTable;
  readonly table: StepTable;
}

/** Which steps of nodes change anything that the properties of single states see. */
export class Visibility {
  readonly #components: Components;
  readonly #effects: EffectTable;
  readonly #table: StepTable;
  readonly #views: Views;
  readonly #messages: ReadonlySet<number>;
  readonly #readsStatus: boolean;

  constructor({ components, effects, table }: VisibilityParts) {
    const { protocol } = components.instance;
    const properties = protocol.properties.filter(isOfEveryState);
    const reads = properties.map(({ body }) => readsOf(protocol, body));
    this.#components = components;
    this.#effects = effects;
    this.#table = table;
    this.#views = new Views(components.instance, properties);
    this.#messages = new Set(reads.flatMap(({ messages }) => [...messages]));
    this.#readsStatus = reads.some(({ status }) => status);
  }

  /**
   * Whether some step of a node in this pair is visible. One that writes ghosts or histories always is, whoever reads them:
   * the order of writes may matter.
   */
  changes(node: NodeIndex, pair: number, steps: NodeSteps): boolean {
    const offset = steps.lookup(pair);
    const data = this.#table.data.items;
    const before = this.#seenOf(node, pair);
    const end = offset + HEADER_WORDS + data[offset + STEP_COUNT]! * STEP_WORDS;
    for (let at = offset + HEADER_WORDS; at < end; at += STEP_WORDS) {
      const after = data[at + STEP_PAIR]!;
      if (after === FAILED) continue;
      if (this.#seenOf(node, after) !== before || this.#isSeen(data[at + STEP_EFFECT]!)) return true;
    }
    return false;
  }

  #isSeen(effect: number): boolean {
    if (effect === NOTHING || effect === PLAIN) return false;
    const { writes, sends } = this.#effects.read(effect);
    return writes || sends.some(({ message }) => this.#messages.has(message));
  }

  /** A text for what properties see of a node in a pair. */
  #seenOf(node: NodeIndex, pair: number): string {
    const local = this.#components.localIn(node, pair);
    const variables = this.#views.seenOf(node, local);
    const inbox = this.#messages.size === 0 ? [] : this.#components.inboxIn(node, pair);
    const inFlight = inbox.filter(({ message }) => this.#messages.has(message)).map(envelopeKey);
    return `${this.#readsStatus ? local.status : ''};${variables}|${inFlight.join(';')}`;
  }
}

/** Whether a property is asked in every state. What is asked where nothing more happens sees the same states as without. */
function isOfEveryState(property: Property): property is Property & { readonly body: Expression } {
  return property.kind === 'invariant' || property.kind === 'reachable';
}
