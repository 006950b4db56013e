import type { Prng } from '../../src/base/prng.ts';
import type { Instance, InstanceFailure } from '../../src/model/instance.ts';
import { FAILURE_KINDS } from '../../src/model/scenario.ts';
import type { Envelope, Inbox, Link, LocalClock, LocalState, State, Step } from '../../src/model/state.ts';
import { envelopeKey } from '../../src/model/stateKey.ts';
import { addToInbox } from '../../src/semantics/inbox.ts';

/** What goes wrong in synthetic executions beside losses, copies, crashes and partitions. */
export type FaultStep = Extract<
  Step,
  {
    readonly kind:
      | ('corrupt' | 'reset' | 'cut' | 'mend' | 'stall' | 'pause' | 'resume' | 'diskfail' | 'alter' | 'turn')
      | ('tick' | 'drift' | 'jump' | 'clockFail' | 'settle' | 'round' | 'stabilise');
  }
>;

/** Every kind of failure once, the loss first. */
export const everyFailure: readonly InstanceFailure[] = FAILURE_KINDS.map(kind => ({ kind, budget: 9 }));

const CLOCK: LocalClock = { time: 0, offset: 0 };

export function firstClock(): LocalClock {
  return CLOCK;
}

/** Some of what could go wrong now. */
export function faultsIn(instance: Instance, state: State, prng: Prng): readonly FaultStep[] {
  return [
    ...messageFaults(instance, state, prng),
    ...linkFaults(state, prng),
    ...state.locals.flatMap((local, node) => nodeFaults(local, node, prng)),
    { kind: 'tick' },
    ...(prng.below(3) === 0 ? ([{ kind: 'settle' }, { kind: 'round' }, { kind: 'stabilise' }] as const) : []),
  ];
}

function messageFaults(instance: Instance, { inboxes }: State, prng: Prng): readonly FaultStep[] {
  return inboxes.flatMap(inbox =>
    inbox.flatMap((envelope, place): readonly FaultStep[] => {
      const copy = inbox.slice(0, place).filter(other => envelopeKey(other) === envelopeKey(envelope)).length;
      const isStruck = copy === 0 || instance.network.order === 'fifo';
      const isOurs = envelope.message !== instance.protocol.disconnect;
      if (!isOurs || !isStruck || prng.below(4) > 0) return [];
      const value = (Number(envelope.fields[0]) + 1) % 3;
      return [{ kind: 'corrupt', envelope, copy, field: 0, value }];
    }),
  );
}

function linkFaults({ environment, locals, inboxes }: State, prng: Prng): readonly FaultStep[] {
  const links = locals.flatMap((_, from) =>
    locals.flatMap((_other, to): readonly Link[] => (from === to ? [] : [{ from, to }])),
  );
  const cuts = environment.cuts ?? [];
  return links.flatMap(({ from, to }): readonly FaultStep[] => {
    const link = { from, to };
    const isCut = cuts.some(other => other.from === from && other.to === to);
    const cut: readonly FaultStep[] = isCut
      ? [{ kind: 'mend', link }]
      : prng.below(6) === 0
        ? [{ kind: 'cut', link }]
        : [];
    const isBusy = inboxes[to]?.some(envelope => envelope.from === from) === true;
    return from < to && isBusy ? [...cut, { kind: 'reset', ends: [from, to] }] : cut;
  });
}

function nodeFaults({ status, clock, disk, stalled }: LocalState, node: number, prng: Prng): readonly FaultStep[] {
  if (status === 'paused') return [{ kind: 'resume', node }];
  if (status !== 'up') return [];
  const reading = clock?.failedAt ?? (clock?.time ?? 0) + (clock?.offset ?? 0);
  const faults: readonly FaultStep[] = [
    { kind: 'pause', node },
    ...(stalled === undefined ? [{ kind: 'stall', node, handlers: [{ kind: 'message', index: 0 }] } as const] : []),
    ...(disk === undefined ? [{ kind: 'diskfail', node } as const] : []),
    { kind: 'alter', node, variable: 0, value: 7 },
    { kind: 'turn', node },
    { kind: 'drift', node, by: prng.below(2) === 0 ? 1 : -1 },
    { kind: 'jump', node, reading: reading + 1 },
    ...(clock?.failedAt === undefined ? [{ kind: 'clockFail', node } as const] : []),
  ];
  return faults.filter(() => prng.below(6) === 0);
}

/** The state after something went wrong. */
export function afterFault(instance: Instance, state: State, step: FaultStep): State {
  switch (step.kind) {
    case 'corrupt':
      return { ...state, inboxes: state.inboxes.map((inbox, node) => corruptedInbox(instance, inbox, node, step)) };
    case 'reset':
      return { ...state, inboxes: state.inboxes.map((inbox, node) => resetInbox(instance, inbox, node, step.ends)) };
    case 'cut':
      return withCuts(state, [...(state.environment.cuts ?? []), step.link]);
    case 'mend':
      return withCuts(
        state,
        (state.environment.cuts ?? []).filter(({ from, to }) => from !== step.link.from || to !== step.link.to),
      );
    case 'tick':
      return ticked(state);
    case 'settle':
    case 'round':
    case 'stabilise':
      return state;
    case 'turn': {
      const inboxes = state.inboxes.map((inbox, node) => (node === step.node ? [] : inbox));
      return changed({ ...state, inboxes }, step.node, () => ({ status: 'byzantine', variables: [0], timers: [] }));
    }
    case 'stall':
    case 'pause':
    case 'resume':
    case 'diskfail':
    case 'alter':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return changed(state, step.node, local => ({ ...local, ...strike(local, step) }));
  }
}

type LocalFault = Extract<
  FaultStep,
  { readonly kind: 'stall' | 'pause' | 'resume' | 'diskfail' | 'alter' | 'drift' | 'jump' | 'clockFail' }
>;

function strike(local: LocalState, step: LocalFault): Partial<LocalState> {
  const clock = local.clock ?? CLOCK;
  switch (step.kind) {
    case 'stall':
      return { stalled: step.handlers };
    case 'pause':
      return { status: 'paused' };
    case 'resume':
      return { status: 'up' };
    case 'diskfail':
      return { disk: local.variables };
    case 'alter':
      return { variables: [step.value] };
    case 'drift':
      return { clock: { ...clock, offset: clock.offset + step.by } };
    case 'jump':
      return { clock: { ...clock, offset: step.reading - clock.time } };
    case 'clockFail':
      return { clock: { ...clock, failedAt: clock.time + clock.offset } };
  }
}

function ticked(state: State): State {
  const time = (state.environment.time ?? 0) + 1;
  const locals = state.locals.map(local =>
    local.clock === undefined ? local : { ...local, clock: { ...local.clock, time } },
  );
  return { ...state, environment: { ...state.environment, time }, locals };
}

function withCuts(state: State, cuts: readonly Link[]): State {
  const { cuts: _, ...rest } = state.environment;
  return { ...state, environment: cuts.length === 0 ? rest : { ...rest, cuts } };
}

function corruptedInbox(
  instance: Instance,
  inbox: Inbox,
  node: number,
  { envelope, copy = 0, value }: Extract<Step, { readonly kind: 'corrupt' }>,
): Inbox {
  if (node !== envelope.to) return inbox;
  const key = envelopeKey(envelope);
  const places = inbox.flatMap((other, place) => (envelopeKey(other) === key ? [place] : []));
  const place = places[copy] ?? 0;
  const damaged: Envelope = { ...envelope, fields: [value] };
  if (instance.network.order === 'fifo') return inbox.toSpliced(place, 1, damaged);
  return addToInbox(instance, inbox.toSpliced(place, 1), damaged);
}

function resetInbox(instance: Instance, inbox: Inbox, node: number, [one, other]: readonly [number, number]): Inbox {
  const { disconnect } = instance.protocol;
  if (disconnect === undefined || (node !== one && node !== other)) return inbox;
  const peer = node === one ? other : one;
  const left = inbox.filter(({ from, message }) => from !== peer || message === disconnect);
  if (left.some(({ from, message }) => from === peer && message === disconnect)) return left;
  return addToInbox(instance, left, { from: peer, to: node, message: disconnect, fields: [] });
}

function changed(state: State, node: number, change: (local: LocalState) => LocalState): State {
  return { ...state, locals: state.locals.map((local, index) => (index === node ? change(local) : local)) };
}
