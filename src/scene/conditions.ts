import type { Instance } from '../model/instance.ts';
import { handlerNames, nodeName, valueText } from '../model/labels.ts';
import type { FailureKind } from '../model/scenario.ts';
import type { Countdown, LocalClock, LocalState, NodeStatus, Round, State } from '../model/state.ts';
import type { NodeIndex } from '../model/values.ts';

/** A named part of a state. Names of what the file does not declare have a blank, so that no variable is called that. */
export interface Place {
  readonly lane: number;
  readonly name: string;
  /** Where it is the same for two states, so is the text. */
  readonly part: (state: State) => unknown;
  readonly text: (state: State) => string;
}

export function place<T>(lane: number, name: string, part: (state: State) => T, show: (value: T) => string): Place {
  return { lane, name, part, text: state => show(part(state)) };
}

/** What a state says of one node: its variables and timers, and whatever failures and clocks add to them. */
export function nodePlaces(instance: Instance, node: NodeIndex): readonly Place[] {
  const role = instance.protocol.roles[instance.nodes[node]?.role ?? -1];
  const ofNode = <T>(name: string, part: (local: LocalState) => T, show: (value: T) => string): Place =>
    place(
      node,
      name,
      state => {
        const local = state.locals[node];
        return local === undefined ? undefined : part(local);
      },
      value => (value === undefined ? '–' : show(value)),
    );
  // The variables of a Byzantine node mean nothing.
  const variables = (role?.variables ?? []).map(({ name }, i) =>
    ofNode(
      name,
      local => (local.status === 'byzantine' ? undefined : local.variables[i]),
      value => (value === undefined ? '–' : valueText(instance, value)),
    ),
  );
  const timers = (role?.timers ?? []).map(({ name }, i) => ofNode(name, local => timerText(local, i), String));
  return [...variables, ...timers, ...conditionsOf(instance, node, ofNode)];
}

type OfNode = <T>(name: string, part: (local: LocalState) => T, show: (value: T) => string) => Place;

function conditionsOf(instance: Instance, node: NodeIndex, ofNode: OfNode): readonly Place[] {
  const { failures, clock, nodes, protocol } = instance;
  const can = (...kinds: readonly FailureKind[]): boolean => failures.some(({ kind }) => kinds.includes(kind));
  const role = nodes[node]?.role ?? -1;
  const clocks = clock?.roles[role];
  const places: Place[] = [];
  if (can('pause', 'byzantine')) places.push(ofNode('node status', ({ status }) => status, statusWords));
  if (can('stall')) {
    places.push(
      ofNode(
        'hangs in',
        ({ stalled }) => stalled ?? [],
        stalled => (stalled.length === 0 ? 'nothing' : handlerNames(instance, node, stalled).join(', ')),
      ),
    );
  }
  if (can('diskfail')) {
    const names = (protocol.roles[role]?.variables ?? []).map(({ name }) => name);
    places.push(
      ofNode(
        'on disk',
        ({ disk }) => disk ?? null,
        disk => (disk === null ? 'what is written' : diskText(instance, names, disk)),
      ),
    );
  }
  if (clocks?.has === true) places.push(ofNode('local clock', local => local.clock ?? null, clockText));
  if (clocks?.monotonic === true) {
    places.push(
      ofNode(
        'monotonic clock',
        local => local.clock?.monotonic ?? null,
        reading => (reading === null ? '–' : String(reading)),
      ),
    );
  }
  return places;
}

/** What is nobody's own: cut links, time, rounds. */
export function environmentPlaces(instance: Instance): readonly Place[] {
  const places: Place[] = [];
  if (instance.failures.some(({ kind }) => kind === 'cut')) {
    const show = (cuts: State['environment']['cuts']): string =>
      (cuts ?? []).map(({ from, to }) => `${nodeName(instance, from)} → ${nodeName(instance, to)}`).join(', ') ||
      'none';
    places.push(place(-1, 'cut links', state => state.environment.cuts, show));
  }
  if (instance.clock !== undefined) {
    const { horizon } = instance.clock;
    places.push(
      place(
        -1,
        'true time',
        state => state.environment.time ?? 0,
        time => `${String(time)} of ${String(horizon)}`,
      ),
    );
  }
  if (instance.network.timing !== 'asynchronous') {
    places.push(place(-1, 'network timing', state => state.environment.round, roundWords));
  }
  return places;
}

/** What a node's wall clock shows. */
export function clockReading({ time, offset, failedAt }: LocalClock): number {
  return failedAt ?? time + offset;
}

function clockText(clock: LocalClock | null): string {
  if (clock === null) return '–';
  const reading = String(clockReading(clock));
  if (clock.failedAt !== undefined) return `${reading}, stands still`;
  return clock.slow === true ? `${reading}, loses the next tick` : reading;
}

function timerText(local: LocalState, timer: number): string {
  if (local.rearmed?.includes(timer) === true) return 'armed for the next round';
  const index = local.timers.indexOf(timer);
  if (index < 0) return 'not armed';
  const countdown = local.countdowns?.[index];
  return countdown === undefined ? 'armed' : `armed${waitText(countdown)}`;
}

function waitText({ low, high }: Countdown): string {
  if (high === Infinity) return low === 0 ? '' : `, fires after ${String(low)}`;
  if (high === 0) return ', fires now';
  return low === high ? `, fires in ${String(low)}` : `, fires in ${String(low)} to ${String(high)}`;
}

function diskText(instance: Instance, names: readonly string[], disk: NonNullable<LocalState['disk']>): string {
  return disk
    .flatMap((value, i) => (value === null ? [] : [`${names[i] ?? ''} ${valueText(instance, value)}`]))
    .join(', ');
}

function statusWords(status: NodeStatus): string {
  return status === 'byzantine' ? 'Byzantine' : status;
}

function roundWords(round: Round | undefined): string {
  switch (round) {
    case undefined:
      return 'asynchronous';
    case 'arriving':
      return 'messages arrive';
    case 'acting':
      return 'timers fire';
    case 'ticking':
      return 'synchronous';
  }
}
