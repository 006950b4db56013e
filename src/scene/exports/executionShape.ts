import type { ArrowView, Band, EventKind, ExecutionView } from '../../contract/execution.ts';
import { exactly, fields, flag, list, number, optional, text, whole, type Shape } from './shape.ts';

const EVENT_KINDS = {
  start: 0,
  deliver: 0,
  discard: 0,
  disconnect: 0,
  timer: 0,
  action: 0,
  crash: 0,
  crashMidway: 0,
  recover: 0,
  stop: 0,
  stall: 0,
  pause: 0,
  resume: 0,
  diskfail: 0,
  alter: 0,
  turn: 0,
  forge: 0,
  drift: 0,
  jump: 0,
  clockFail: 0,
  error: 0,
} as const satisfies Record<EventKind, 0>;

const BAND_KINDS = {
  down: 0,
  stopped: 0,
  partition: 0,
  cut: 0,
  paused: 0,
  stalled: 0,
  diskFailed: 0,
  byzantine: 0,
} as const satisfies Record<Band['kind'], 0>;

const FATES = {
  delivered: 0,
  discarded: 0,
  lost: 0,
  ignored: 0,
  inFlight: 0,
} as const satisfies Record<ArrowView['fate'], 0>;

const ORIGINS = exactly(
  'counterexample',
  'witness',
  'representative',
  'random',
  'timed',
  'sampled',
  'shortened',
  'chosen',
);

const span = fields({ start: whole(), end: whole() });

/** How many of everything there are: what indices may be. */
interface Extent {
  readonly lanes: number;
  readonly events: number;
  readonly arrows: number;
  readonly steps: number;
}

/** What an execution must look like to be drawn, given how many of everything it has. */
export function executionShape(data: unknown): Shape {
  const { lanes, events, arrows, steps } = (data ?? {}) as Partial<Record<keyof Extent, unknown>>;
  const many = { lanes: countOf(lanes), events: countOf(events), arrows: countOf(arrows), steps: countOf(steps) };
  const step = whole(many.steps);
  const origin = fields({ kind: ORIGINS, property: optional(text), seed: optional(whole()) });
  const verdict = fields({
    property: text,
    kind: exactly('violated', 'witness'),
    step: optional(step),
    noReturn: optional(step),
  });
  return fields({
    protocol: text,
    scenario: text,
    variant: optional(text),
    origin,
    headline: text,
    schedule: list(whole()),
    lanes: list(fields({ name: text, role: text })),
    events: list(eventShape(many)),
    arrows: list(arrowShape(many)),
    bands: list(bandShape(many)),
    steps: (steps_, path) => (many.steps === 0 ? `${path} has no start` : list(stepShape(many))(steps_, path)),
    loop: optional(fields({ fromStep: step })),
    operations: optional(list(operationShape(many))),
    waiting: optional(list(text, many.lanes)),
    notes: optional(list(text)),
    initial: list(fields({ lane: whole(many.lanes, -1), name: text, value: text })),
    quiescent: flag,
    verdict: optional(verdict),
    timed: optional(timedShape(many)),
  } satisfies Record<keyof ExecutionView, Shape>);
}

function eventShape({ lanes, steps }: Extent): Shape {
  return fields({
    lane: whole(lanes),
    step: whole(steps),
    kind: exactly(...Object.keys(EVENT_KINDS)),
    label: text,
    labelBefore: optional(text),
    sentence: text,
    at: optional(span),
    lamport: whole(),
    vector: list(whole(), lanes),
    clock: optional(text),
    moves: optional(exactly('ahead', 'behind')),
    violation: flag,
    irrelevant: optional(exactly(true)),
    count: optional(whole()),
  } satisfies Record<keyof ExecutionView['events'][number], Shape>);
}

function arrowShape({ lanes, events, arrows, steps }: Extent): Shape {
  const step = whole(steps);
  return fields({
    from: whole(events),
    to: optional(whole(events)),
    fromLane: whole(lanes),
    toLane: whole(lanes),
    label: text,
    corruptions: optional(list(fields({ step, before: text }))),
    fate: exactly(...Object.keys(FATES)),
    asks: optional(list(text)),
    copyOf: optional(whole(arrows)),
    sentStep: step,
    endStep: optional(step),
    at: optional(span),
  } satisfies Record<keyof ArrowView, Shape>);
}

function bandShape({ lanes, steps }: Extent): Shape {
  return fields({
    kind: exactly(...Object.keys(BAND_KINDS)),
    lanes: list(whole(lanes)),
    fromStep: whole(steps),
    toStep: optional(whole(steps)),
  } satisfies Record<keyof Band, Shape>);
}

function stepShape({ lanes, events }: Extent): Shape {
  const lane = whole(lanes, -1);
  const sign = fields({
    kind: exactly('tick', 'settle', 'round', 'stabilise', 'reset'),
    label: optional(text),
    lanes: optional(list(whole(lanes), 2)),
  });
  return fields({
    text,
    sentence: text,
    fault: flag,
    sign: optional(sign),
    at: optional(span),
    events: list(whole(events)),
    changes: list(fields({ lane, name: text, value: text, before: text })),
    valence: optional(list(text)),
  } satisfies Record<keyof ExecutionView['steps'][number], Shape>);
}

function operationShape({ lanes, events }: Extent): Shape {
  return fields({
    history: text,
    lane: whole(lanes),
    label: text,
    result: optional(text),
    from: whole(events),
    to: optional(whole(events)),
    blamed: optional(exactly(true)),
    place: optional(whole()),
  } satisfies Record<keyof NonNullable<ExecutionView['operations']>[number], Shape>);
}

function timedShape({ lanes, steps }: Extent): Shape {
  return fields({
    seed: whole(),
    atMs: list(number, steps),
    clocks: list(list(number, lanes), steps),
    end: exactly('quiescent', 'time', 'steps', 'error'),
    assumptions: list(text),
  } satisfies Record<keyof NonNullable<ExecutionView['timed']>, Shape>);
}

function countOf(data: unknown): number {
  return Array.isArray(data) ? data.length : 0;
}
