import fc from 'fast-check';
import { createPrng, type Prng } from '../../src/base/prng.ts';
import { NO_SPAN } from '../../src/base/span.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Instance, InstanceFailure } from '../../src/model/instance.ts';
import type { Role } from '../../src/model/protocol.ts';
import type { Effects, Envelope, Execution, LocalState, State, Step, Transition } from '../../src/model/state.ts';
import { NO_EFFECTS } from '../../src/model/state.ts';
import { envelopeKey } from '../../src/model/stateKey.ts';
import type { NodeIndex } from '../../src/model/values.ts';
import { afterFault, everyFailure, faultsIn, firstClock } from './syntheticFaults.ts';
import { addToInbox, deliverable, removeFromInbox } from '../../src/semantics/inbox.ts';

/** Which random execution: the same recipe gives the same one. */
export interface Recipe {
  readonly seed: number;
  readonly nodes: number;
  readonly steps: number;
  readonly order: 'any' | 'fifo';
  readonly persistent: boolean;
  readonly error: boolean;
  /** Whether everything that can go wrong does. */
  readonly failures?: boolean;
}

export const recipes: fc.Arbitrary<Recipe> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    nodes: fc.integer({ min: 1, max: 5 }),
    steps: fc.integer({ min: 0, max: 30 }),
    order: fc.constantFrom('any', 'fifo'),
    persistent: fc.boolean(),
    error: fc.boolean(),
    failures: fc.boolean(),
  })
  .map(recipe => ({ ...recipe, persistent: recipe.persistent && recipe.order === 'any' }));

const MESSAGES = ['Ping', 'Prepare', 'Vote', 'AppendEntries'] as const;
const DISCONNECT = MESSAGES.length;

/** An instance whose nodes count their steps; what they do is up to the execution, not to handlers. */
export function syntheticInstance(recipe: Recipe): Instance {
  const at = NO_SPAN;
  const handler = { at, slots: 0, guard: undefined, body: [] };
  const messageHandlers = MESSAGES.map((_, message) => ({
    ...handler,
    at: { start: 100 + message, end: 101 + message },
    message,
    fieldSlots: [0],
    patterns: [],
    senderSlot: 0,
  }));
  const role: Role = {
    name: 'Server',
    at,
    doc: undefined,
    ordered: false,
    variables: [{ name: 'count', at, doc: undefined, type: { kind: 'int' }, durable: false, initial: ZERO }],
    timers: [{ name: 'timeout', at, doc: undefined }],
    start: { ...handler, at: { start: 10, end: 20 } },
    recover: undefined,
    messageHandlers,
    timerHandlers: [{ ...handler, timer: 0 }],
    actions: [{ ...handler, name: 'work', doc: undefined, fairness: 'weak', parameters: [] }],
    procedures: [],
  };
  const field = { name: 'n', type: { kind: 'int' } } as const;
  const failures = failuresOf(recipe);
  const scenario = {
    name: 'synthetic',
    at,
    doc: undefined,
    nodes: [],
    params: [],
    network: {
      order: recipe.order,
      unmatched: 'discard',
      capacity: undefined,
      delay: undefined,
      transport: 'udp',
      timing: 'asynchronous',
    },
    failures: [],
    clock: undefined,
    bounds: { depth: undefined, states: undefined },
    expectations: [],
    replays: [],
  } as const;
  return {
    protocol: {
      name: 'Synthetic',
      doc: undefined,
      params: [],
      records: [],
      messages: [...MESSAGES, ...(recipe.failures === true ? ['disconnect'] : [])].map((name, message) => {
        return { name, at, doc: undefined, fields: message === DISCONNECT ? [] : [field] };
      }),
      ...(recipe.failures === true ? { disconnect: DISCONNECT } : {}),
      functions: [],
      roles: [role],
      ghosts: [{ name: 'total', at, doc: undefined, type: { kind: 'int' }, initial: ZERO }],
      histories: [],
      properties: [],
      scenarios: [scenario],
    },
    scenario,
    params: [],
    records: [],
    messageFields: MESSAGES.map(() => [field]),
    variableTypes: [[{ kind: 'int' }]],
    ghostTypes: [{ kind: 'int' }],
    histories: [],
    nodes: Array.from({ length: recipe.nodes }, (_, index) => ({
      index,
      role: 0,
      name: `Server ${String(index + 1)}`,
    })),
    roleNodes: [{ first: 0, count: recipe.nodes }],
    network: { ...scenario.network, capacity: undefined },
    failures,
    clock:
      recipe.failures === true
        ? { horizon: 99, skew: 9, tickMs: 1, roles: [{ has: true, monotonic: false }] }
        : undefined,
    bounds: { depth: undefined, states: undefined },
  };
}

function failuresOf({ persistent, failures }: Recipe): readonly InstanceFailure[] {
  const copies: readonly InstanceFailure[] = persistent ? [{ kind: 'duplicates', budget: Infinity }] : [];
  const others = failures === true ? everyFailure : [{ kind: 'loss', budget: 9 } as const];
  return [...others, ...copies];
}

const ZERO: Expression = { kind: 'literal', at: NO_SPAN, value: 0 };

/** A legal execution of `syntheticInstance`: every message is sent before it ends, nobody acts while it is down. */
export function syntheticExecution(recipe: Recipe): { readonly instance: Instance; readonly execution: Execution } {
  const instance = syntheticInstance(recipe);
  const run = new Run(instance, createPrng(recipe.seed), recipe);
  const start = run.start();
  const transitions: Transition[] = [];
  let state = start.state;
  for (let i = 0; i < recipe.steps; i += 1) {
    const transition = run.next(state);
    if (transition === undefined) break;
    transitions.push(transition);
    state = transition.state;
  }
  const failing = recipe.error ? run.failing(state) : undefined;
  return { instance, execution: { start, transitions, error: failing } };
}

class Run {
  readonly #instance: Instance;
  readonly #prng: Prng;

  readonly #recipe: Recipe;

  constructor(instance: Instance, prng: Prng, recipe: Recipe) {
    this.#instance = instance;
    this.#prng = prng;
    this.#recipe = recipe;
  }

  start(): Transition {
    const clock = this.#recipe.failures === true ? { clock: firstClock() } : {};
    const local: LocalState = { status: 'up', variables: [0], timers: [0], ...clock };
    let state: State = {
      environment: { budgets: this.#instance.failures.map(({ budget }) => budget), partition: undefined },
      ghosts: [0],
      locals: this.#instance.nodes.map(() => local),
      inboxes: this.#instance.nodes.map(() => []),
    };
    const startEffects = this.#instance.nodes.map(node => {
      const effects = this.#send(node.index);
      state = this.#deliverable(state, effects);
      return effects;
    });
    return { step: { kind: 'start', choices: [] }, state, effects: NO_EFFECTS, startEffects };
  }

  next(state: State): Transition | undefined {
    const steps = this.#steps(state);
    const step = steps[this.#prng.below(Math.max(1, steps.length))];
    return step === undefined ? undefined : this.#take(state, step);
  }

  failing(state: State): Execution['error'] {
    const step = this.#steps(state).find(({ kind }) => kind === 'deliver' || kind === 'action');
    if (step === undefined) return undefined;
    const node = step.kind === 'deliver' ? step.envelope.to : step.kind === 'action' ? step.node : 0;
    return { step, error: { code: 'assertion-failed', message: 'The assertion is false.', at: NO_SPAN }, node };
  }

  #steps(state: State): readonly Step[] {
    const { environment, locals, inboxes } = state;
    const reaches = ({ from, to }: Envelope): boolean =>
      locals[to]?.status === 'up' &&
      (environment.partition?.includes(from) ?? false) === (environment.partition?.includes(to) ?? false);
    const deliveries = locals.flatMap((receiver, node) =>
      deliverable(this.#instance, inboxes[node] ?? [], receiver)
        .filter(reaches)
        .map(envelope => this.#delivery(envelope)),
    );
    const local = locals.flatMap(({ status }, node): readonly Step[] => {
      if (status === 'crashed') return [{ kind: 'recover', node, choices: [] }];
      if (status !== 'up') return [];
      const action: Step = { kind: 'action', node, action: 0, arguments: [], choices: [] };
      const crash: Step = { kind: 'crash', node };
      return this.#prng.below(4) === 0 ? [action, crash] : [action];
    });
    const timers = locals.flatMap(({ timers: armed, status }, node): readonly Step[] =>
      status === 'up' && armed.length > 0 ? [{ kind: 'timer', node, timer: 0, handler: 0, choices: [] }] : [],
    );
    const network = inboxes.flatMap(withCopies).flatMap(({ envelope, copy }): readonly Step[] => {
      if (envelope.message === DISCONNECT) return [];
      const isStruck = copy === 0 || this.#instance.network.order === 'fifo';
      const dice = isStruck ? this.#prng.below(8) : 7;
      if (dice === 0) return [{ kind: 'lose', envelope, copy }];
      return dice === 1 && !this.#recipe.persistent ? [{ kind: 'duplicate', envelope, copy }] : [];
    });
    const group = locals.map((_, node) => node).filter(node => node > 0 && this.#prng.below(2) === 0);
    const split: readonly Step[] =
      environment.partition !== undefined ? [{ kind: 'heal' }] : group.length > 0 ? [{ kind: 'partition', group }] : [];
    const usual = [...deliveries, ...deliveries, ...local, ...timers, ...network, ...split];
    if (this.#recipe.failures !== true) return usual;
    return [
      ...usual,
      ...usual,
      ...faultsIn(this.#instance, state, this.#prng),
      ...this.#midway(usual),
      ...this.#forged(state),
    ];
  }

  #delivery(envelope: Envelope): Step {
    if (envelope.message === DISCONNECT) return { kind: 'deliver', envelope, handler: 0, consumed: true, choices: [] };
    const discarded = !this.#recipe.persistent && this.#prng.below(6) === 0;
    const handler = discarded ? undefined : envelope.message;
    const consumed = !this.#recipe.persistent && (handler === undefined || this.#prng.below(8) > 0);
    return { kind: 'deliver', envelope, handler, consumed, choices: [] };
  }

  /** Crashes in the midst of some of the steps. */
  #midway(steps: readonly Step[]): readonly Step[] {
    return steps.flatMap((of): readonly Step[] => {
      if ((of.kind !== 'deliver' && of.kind !== 'timer' && of.kind !== 'action') || this.#prng.below(6) > 0) return [];
      if (of.kind === 'deliver' && of.handler === undefined) return [];
      const node = of.kind === 'deliver' ? of.envelope.to : of.node;
      return [{ kind: 'crash', node, midway: { of, effects: 1 } }];
    });
  }

  #forged({ locals }: State): readonly Step[] {
    return locals.flatMap(({ status }, from) =>
      locals.flatMap((receiver, to): readonly Step[] => {
        if (status !== 'byzantine' || receiver.status !== 'up') return [];
        const message = this.#prng.below(MESSAGES.length);
        const envelope = { from, to, message, fields: [this.#prng.below(3)] };
        return [{ kind: 'forge', envelope, handler: message, choices: [] }];
      }),
    );
  }

  #take(state: State, step: Step): Transition {
    switch (step.kind) {
      case 'start':
        throw new Error('an execution starts once');
      case 'deliver': {
        const arrived = step.consumed ? this.#withInbox(state, step.envelope, removeFromInbox) : state;
        return step.handler === undefined
          ? { step, state: arrived, effects: NO_EFFECTS, startEffects: undefined }
          : this.#act(arrived, step, step.envelope.to);
      }
      case 'timer':
        return this.#act(withLocal(state, step.node, { timers: [] }), step, step.node);
      case 'action':
        return this.#act(state, step, step.node);
      case 'recover':
        return this.#act(withLocal(state, step.node, { status: 'up', timers: [0] }), step, step.node);
      case 'forge':
        return this.#act(state, step, step.envelope.to);
      case 'crash': {
        const handled = step.midway?.of;
        const down = { status: 'crashed', variables: [0], timers: [] } as const;
        if (handled !== undefined) {
          const isUsedUp = handled.kind === 'deliver' && handled.consumed;
          const arrived = isUsedUp ? this.#withInbox(state, handled.envelope, removeFromInbox) : state;
          const { state: after, ...transition } = this.#act(arrived, step, step.node);
          return { ...transition, state: withLocal(after, step.node, down) };
        }
        return quiet(step, withLocal(state, step.node, { status: 'crashed', variables: [0], timers: [] }));
      }
      case 'lose':
        return quiet(
          step,
          this.#withInbox(state, step.envelope, inbox => inbox.toSpliced(placeOf(inbox, step), 1)),
        );
      case 'duplicate':
        return quiet(
          step,
          this.#withInbox(state, step.envelope, inbox => inbox.toSpliced(placeOf(inbox, step), 0, step.envelope)),
        );
      case 'partition':
        return quiet(step, { ...state, environment: { ...state.environment, partition: step.group } });
      case 'heal':
        return quiet(step, { ...state, environment: { ...state.environment, partition: undefined } });
      case 'corrupt':
      case 'reset':
      case 'cut':
      case 'mend':
      case 'stall':
      case 'pause':
      case 'resume':
      case 'diskfail':
      case 'alter':
      case 'turn':
      case 'tick':
      case 'drift':
      case 'jump':
      case 'clockFail':
      case 'settle':
      case 'round':
      case 'stabilise':
        return quiet(step, afterFault(this.#instance, state, step));
    }
  }

  #act(state: State, step: Step, node: NodeIndex): Transition {
    const effects = this.#send(node);
    const before = state.locals[node]?.variables[0];
    const count = (typeof before === 'number' ? before : 0) + this.#prng.below(2);
    const status = this.#prng.below(40) === 0 ? 'stopped' : 'up';
    const acted = withLocal(state, node, { variables: [count], status });
    const total = state.ghosts[0];
    const ghosts = [(typeof total === 'number' ? total : 0) + this.#prng.below(2)];
    return { step, state: this.#deliverable({ ...acted, ghosts }, effects), effects, startEffects: undefined };
  }

  #send(from: NodeIndex): Effects {
    const sent = Array.from({ length: this.#prng.below(3) }, () => {
      const to = this.#prng.below(this.#instance.nodes.length);
      const message = this.#prng.below(MESSAGES.length);
      const envelope: Envelope = { from, to, message, fields: [this.#prng.below(3)] };
      return { envelope, at: { start: 200 + message, end: 201 + message } };
    });
    return { ...NO_EFFECTS, sent };
  }

  #deliverable(state: State, effects: Effects): State {
    const heard = effects.sent.filter(({ envelope }) => state.locals[envelope.to]?.status !== 'byzantine');
    return heard.reduce(
      (now, { envelope }) => this.#withInbox(now, envelope, inbox => addToInbox(this.#instance, inbox, envelope)),
      state,
    );
  }

  #withInbox(
    state: State,
    envelope: Envelope,
    change: (inbox: readonly Envelope[], envelope: Envelope) => readonly Envelope[],
  ): State {
    const inboxes = state.inboxes.map((inbox, node) => (node === envelope.to ? change(inbox, envelope) : inbox));
    return { ...state, inboxes };
  }
}

/** Messages in flight, each with how many equal ones are older. */
function withCopies(inbox: readonly Envelope[]): readonly { readonly envelope: Envelope; readonly copy: number }[] {
  return inbox.map((envelope, place) => {
    const copy = inbox.slice(0, place).filter(other => envelopeKey(other) === envelopeKey(envelope)).length;
    return { envelope, copy };
  });
}

/** Where in the inbox the message that a step strikes is. */
function placeOf(inbox: readonly Envelope[], step: Step & { readonly kind: 'lose' | 'duplicate' }): number {
  const key = envelopeKey(step.envelope);
  return withCopies(inbox).findIndex(
    ({ envelope, copy }) => envelopeKey(envelope) === key && copy === (step.copy ?? 0),
  );
}

function quiet(step: Step, state: State): Transition {
  return { step, state, effects: NO_EFFECTS, startEffects: undefined };
}

function withLocal(state: State, node: NodeIndex, change: Partial<LocalState>): State {
  const locals = state.locals.map((local, index) => (index === node ? { ...local, ...change } : local));
  return { ...state, locals };
}
