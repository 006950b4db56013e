import type { ArrowView, EnabledStep, ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { labelAfter } from '../../../src/scene/flightLabel.ts';
import type { PanelInput } from '../panel/inputs.ts';
import type { MenuTarget } from './place.ts';

export interface MenuItem {
  readonly label: string;
  /** A sentence on what it does. */
  readonly title: string;
  readonly fault: boolean;
  readonly input: PanelInput;
}

/** Items that belong together; without any, `empty` says why. */
export interface MenuSection {
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly empty: string;
}

/** What the scenario does not allow, or not any more: the kind of step, the word that allows it, and what it does. */
type Missing = readonly [deed: string, failure: string, words: string];

const OF_MESSAGES: readonly Missing[] = [
  ['lose', 'network.loss', 'lose it'],
  ['duplicate', 'network.duplicates', 'duplicate it'],
  ['corrupt', 'network.corrupt', 'damage it'],
];
const OF_NODES_UP: readonly Missing[] = [
  ['crash', 'faults.crash', 'crash'],
  ['pause', 'faults.pause', 'pause'],
  ['stall', 'faults.stall', 'let a handler hang'],
];
const OF_NODES_DOWN: readonly Missing[] = [['recover', 'faults.recover', 'recover']];
const OF_LINKS: readonly Missing[] = [
  ['cut', 'faults.cut', 'cut one direction'],
  ['partition', 'faults.partition', 'partition the nodes'],
];

/** What can be done to something at the cursor: the steps that may come next, and failures that could be allowed. */
export function menuSections(target: MenuTarget, model: PanelModel): readonly MenuSection[] {
  const { execution } = model;
  if (execution === undefined) return [];
  switch (target.kind) {
    case 'message': {
      const arrow = execution.arrows[target.arrow];
      return arrow === undefined ? [] : [messageSection(arrow, execution, model)];
    }
    case 'node': {
      const inFlight = execution.arrows.filter(
        arrow => arrow.toLane === target.lane && isInFlight(arrow, model.cursor),
      );
      return [
        nodeSection(target.lane, execution, model),
        ...inFlight.map(arrow => messageSection(arrow, execution, model)),
      ];
    }
    case 'between':
      return betweenSections(target.lanes, execution, model);
  }
}

function messageSection(arrow: ArrowView, execution: ExecutionView, model: PanelModel): MenuSection {
  const { cursor, enabled } = model;
  const name = (lane: number): string => execution.lanes[lane]?.name ?? '';
  const label = labelAfter(arrow, cursor);
  const title = `${label} from ${name(arrow.fromLane)} to ${name(arrow.toLane)}`;
  if (!isInFlight(arrow, cursor)) return { title, items: [wayTo(arrow)], empty: '' };
  const isIts = ({ about: { message } }: EnabledStep): boolean =>
    message?.label === label && message.fromLane === arrow.fromLane && message.toLane === arrow.toLane;
  const its = enabled.filter(isIts);
  const other = enabled.find(step => !step.fault && !isIts(step));
  const delay = other === undefined ? [] : [delayItem(other)];
  const items = [...its.map(stepItem), ...delay, ...missingOf(OF_MESSAGES, its)];
  return { title, items, empty: 'Nothing can be done to it here.' };
}

/** Something else comes first: in a network that may take as long as it likes that is all that a delay is. */
function delayItem({ position, text, sentence }: EnabledStep): MenuItem {
  const title = `It stays in flight, and something else comes first: ${sentence}`;
  return { label: `delay it: ${text} first`, title, fault: false, input: { kind: 'takeStep', position } };
}

function nodeSection(lane: number, execution: ExecutionView, { cursor, enabled }: PanelModel): MenuSection {
  const its = enabled.filter(({ about }) => about.lanes.length === 1 && about.lanes[0] === lane && !isOfMessage(about));
  const isDown = execution.bands.some(
    ({ kind, lanes, fromStep, toStep }) =>
      (kind === 'down' || kind === 'stopped') &&
      lanes.includes(lane) &&
      fromStep <= cursor &&
      (toStep === undefined || cursor < toStep),
  );
  const items = [...its.map(stepItem), ...missingOf(isDown ? OF_NODES_DOWN : OF_NODES_UP, its)];
  return { title: execution.lanes[lane]?.name ?? '', items, empty: 'Nothing can be done to it here.' };
}

function betweenSections(
  lanes: readonly [number, number],
  execution: ExecutionView,
  { enabled }: PanelModel,
): readonly MenuSection[] {
  const [one, other] = lanes.map(lane => execution.lanes[lane]?.name ?? '');
  const links = enabled.filter(({ about }) =>
    about.deed === 'partition'
      ? about.lanes.includes(lanes[0]) !== about.lanes.includes(lanes[1])
      : about.lanes.length === 2 && lanes.every(lane => about.lanes.includes(lane)),
  );
  const common = enabled.filter(({ about }) => about.lanes.length === 0);
  const between = {
    title: `Between ${one} and ${other}`,
    items: [...links.map(stepItem), ...missingOf(OF_LINKS, links)],
    empty: 'Nothing can be done to these links here.',
  };
  if (common.length === 0) return [between];
  return [between, { title: 'Everybody', items: common.map(stepItem), empty: '' }];
}

function stepItem({ position, text, sentence, fault, error }: EnabledStep): MenuItem {
  const title = error === undefined ? sentence : `${sentence} It ends in an error: ${error}`;
  return { label: text, title, fault, input: { kind: 'takeStep', position } };
}

function missingOf(failures: readonly Missing[], steps: readonly EnabledStep[]): readonly MenuItem[] {
  return failures
    .filter(([deed]) => !steps.some(({ about }) => about.deed === deed))
    .map(([, failure, words]) => ({
      label: `${words}: allow it once more`,
      title: `The scenario does not allow this here. This changes its text so that it may happen once more (${failure.replace('.', ': ')}), and takes the same steps again.`,
      fault: true,
      input: { kind: 'allowFailure', failure },
    }));
}

/** To the last moment at which a message is on its way. */
function wayTo({ sentStep, endStep }: ArrowView): MenuItem {
  const step = Math.max(sentStep, (endStep ?? sentStep + 1) - 1);
  return {
    label: `go to step ${step}, where it is in flight`,
    title: 'It is not on its way at the cursor.',
    fault: false,
    input: { kind: 'moveCursor', step },
  };
}

function isInFlight({ sentStep, endStep }: ArrowView, step: number): boolean {
  return sentStep <= step && (endStep === undefined || step < endStep);
}

function isOfMessage({ deed }: EnabledStep['about']): boolean {
  return OF_MESSAGES.some(([other]) => other === deed);
}
