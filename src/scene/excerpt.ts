import type {
  ArrowView,
  Band,
  EventView,
  ExecutionView,
  OperationView,
  StepSign,
  StepView,
} from '../contract/execution.ts';

/** What of an execution there is room for. */
export interface Cut {
  /** The first step that is kept, at least 1; those before it make way for one moment at which they are over. */
  readonly firstStep: number;
  /** In the order in which they are drawn. */
  readonly lanes: readonly number[];
  /** The step before is that first moment, with what happened in it. */
  readonly keepsMoment?: boolean;
}

/** Where what was sent, or asked, before an excerpt begins comes from: no event of it. */
const EARLIER = -1;

/**
 * The end of an execution, between some of its nodes. What had begun before comes in from the first moment; what is sent
 * to or from a node that is left out is left out with it. A loop that had begun before has a negative step.
 */
export function excerptOf(view: ExecutionView, cut: Cut): ExecutionView {
  const { steps, loop, operations, waiting } = view;
  const { lanes, firstStep } = cut;
  const kept = view.events.flatMap((event, index) => (isKept(event, cut) ? [{ event, index }] : []));
  const indexOf = new Map(kept.map(({ index }, at) => [index, at]));
  const stepView = ({ sign, ...step }: StepView): StepView => {
    const seen = sign === undefined ? undefined : keptSign(sign, cut);
    const events = step.events.flatMap(event => indexOf.get(event) ?? []);
    return { ...step, ...(seen === undefined ? {} : { sign: seen }), events, changes: [] };
  };
  return {
    ...view,
    lanes: lanes.flatMap(lane => view.lanes[lane] ?? []),
    events: kept.map(({ event }) => ({ ...event, lane: lanes.indexOf(event.lane), step: stepOf(event.step, cut) })),
    arrows: keptArrows(view, cut, indexOf),
    bands: view.bands.flatMap(band => keptBand(band, cut)),
    steps: [...firstMoment(view, cut), ...steps.slice(Math.max(1, firstStep))].map(stepView),
    ...(loop === undefined ? {} : { loop: { fromStep: loop.fromStep - leftOut(cut) } }),
    ...(operations === undefined ? {} : { operations: keptOperations(operations, cut, indexOf) }),
    ...(waiting === undefined ? {} : { waiting: lanes.map(lane => waiting[lane] ?? '') }),
    initial: [],
    verdict: keptVerdict(view, cut),
  };
}

/** How many steps are left out. */
function leftOut({ firstStep }: Cut): number {
  return Math.max(1, firstStep) - 1;
}

/** The start stands for all that is left out, so that what can still be decided then is as it is after that. */
function firstMoment({ steps }: ExecutionView, cut: Cut): readonly StepView[] {
  const valence = steps[leftOut(cut)]?.valence;
  return steps.slice(0, 1).map(start => (valence === undefined ? start : { ...start, valence }));
}

function keptVerdict({ verdict }: ExecutionView, cut: Cut): ExecutionView['verdict'] {
  if (verdict === undefined) return undefined;
  const { step, noReturn, ...others } = verdict;
  return {
    ...others,
    ...(step === undefined ? {} : { step: stepOf(step, cut) }),
    ...(noReturn === undefined || noReturn < leftOut(cut) ? {} : { noReturn: stepOf(noReturn, cut) }),
  };
}

/** What was answered before the excerpt begins is over; what was asked before it comes in from the first moment. */
function keptOperations(
  operations: readonly OperationView[],
  { lanes }: Cut,
  indexOf: ReadonlyMap<number, number>,
): readonly OperationView[] {
  return operations.flatMap(operation => {
    const { from, to } = operation;
    const lane = lanes.indexOf(operation.lane);
    const end = to === undefined ? undefined : indexOf.get(to);
    if (lane < 0 || (to !== undefined && end === undefined)) return [];
    return [{ ...operation, lane, from: indexOf.get(from) ?? EARLIER, to: end }];
  });
}

/** The start is kept where nothing after it is left out. */
function isKept({ step, lane }: EventView, { firstStep, lanes, keepsMoment = false }: Cut): boolean {
  return lanes.includes(lane) && (step >= firstStep - (keepsMoment ? 1 : 0) || firstStep <= 1);
}

function stepOf(step: number, cut: Cut): number {
  return Math.max(0, step - leftOut(cut));
}

function keptArrows(view: ExecutionView, cut: Cut, indexOf: ReadonlyMap<number, number>): readonly ArrowView[] {
  const arrows: ArrowView[] = [];
  const arrowIndices = new Map<number, number>();
  for (const [index, arrow] of view.arrows.entries()) {
    const [fromLane, toLane] = [cut.lanes.indexOf(arrow.fromLane), cut.lanes.indexOf(arrow.toLane)];
    if (fromLane < 0 || toLane < 0 || !isSeen(arrow, cut)) continue;
    arrowIndices.set(index, arrows.length);
    arrows.push({
      ...arrow,
      from: indexOf.get(arrow.from) ?? EARLIER,
      to: arrow.to === undefined ? undefined : indexOf.get(arrow.to),
      fromLane,
      toLane,
      ...(arrow.corruptions === undefined
        ? {}
        : { corruptions: arrow.corruptions.map(each => ({ ...each, step: stepOf(each.step, cut) })) }),
      copyOf: arrow.copyOf === undefined ? undefined : arrowIndices.get(arrow.copyOf),
      sentStep: stepOf(arrow.sentStep, cut),
      endStep: arrow.endStep === undefined ? undefined : stepOf(arrow.endStep, cut),
    });
  }
  return arrows;
}

/** Whether a flight is worth drawing: what was sent earlier and never ends is not. */
function isSeen({ sentStep, endStep }: ArrowView, { firstStep }: Cut): boolean {
  return firstStep <= 1 || sentStep >= firstStep || (endStep !== undefined && endStep >= firstStep);
}

function keptSign(sign: StepSign, { lanes }: Cut): StepSign | undefined {
  if (sign.kind !== 'reset') return sign;
  const [one, other] = sign.lanes.map(lane => lanes.indexOf(lane));
  if (one === undefined || other === undefined || one < 0 || other < 0) return undefined;
  return { ...sign, lanes: [one, other] };
}

function keptBand(band: Band, cut: Cut): readonly Band[] {
  const lanes = band.lanes.map(lane => cut.lanes.indexOf(lane)).filter(lane => lane >= 0);
  const isGone = lanes.length === 0 || (band.kind === 'cut' && lanes.length < 2);
  if (isGone || (band.toStep !== undefined && band.toStep < cut.firstStep)) return [];
  const toStep = band.toStep === undefined ? undefined : stepOf(band.toStep, cut);
  return [{ ...band, lanes, fromStep: stepOf(band.fromStep, cut), toStep }];
}
