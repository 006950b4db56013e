import type { ArrowView, ExecutionView, OperationView } from '../../src/contract/execution.ts';
import type { Subjects } from '../../src/contract/scene.ts';
import { relationsTo, type Relation } from '../../src/scene/cone.ts';
import { isLasso, stepAfter } from '../../src/scene/loop.ts';
import { violatingStep } from '../../src/scene/violatingStep.ts';
import type { Emphasis } from '../draw/picture.ts';
import { areBranchesShown } from './branches/reduce.ts';
import type { PanelInput } from './panel/inputs.ts';
import { lastStep, type PanelUi } from './panel/state.ts';

/** How each mark stands out while the cones of `lit` are shown; undefined while nothing is lit. */
export function emphasisFor(
  execution: ExecutionView,
  lit: number | undefined,
): (subjects: Subjects) => Emphasis | undefined {
  if (lit === undefined || execution.events[lit] === undefined) return () => undefined;
  const relations = relationsTo(execution.events, lit);
  return ({ event, arrow, operation }) => {
    if (event !== undefined) return eventEmphasis(relations[event]);
    const asked = operation === undefined ? undefined : execution.operations?.[operation];
    if (asked !== undefined) return flightEmphasis(asked, relations);
    const view = arrow === undefined ? undefined : execution.arrows[arrow];
    return view === undefined ? undefined : flightEmphasis(view, relations);
  };
}

const FATES: Readonly<Record<ArrowView['fate'], string>> = {
  delivered: '',
  discarded: ', discarded',
  lost: ', lost',
  ignored: ', whatever a Byzantine node makes of it',
  inFlight: ', still in flight',
};

/** The tooltip of each mark: what happened there in words, since labels shorten where room is short. */
export function titlesFor(execution: ExecutionView): (subjects: Subjects) => string | undefined {
  const nameOf = (lane: number): string => execution.lanes[lane]?.name ?? '';
  return ({ event, arrow }) => {
    const happened = event === undefined ? undefined : execution.events[event];
    if (happened !== undefined) {
      const clock = happened.clock === undefined ? '' : `, local clock ${happened.clock}`;
      const remark = happened.irrelevant === true ? '\nNot needed: the violation happens without it too.' : '';
      const vector = happened.vector.join(', ');
      return `${happened.sentence}\nLamport ${happened.lamport}, vector ⟨${vector}⟩${clock}${remark}`;
    }
    const view = arrow === undefined ? undefined : execution.arrows[arrow];
    if (view === undefined) return undefined;
    const copy = view.copyOf === undefined ? '' : ', a duplicate';
    const damaged = (view.corruptions ?? []).map(({ before }) => `${before}, damaged: `).join('');
    return `${damaged}${view.label}: ${nameOf(view.fromLane)} → ${nameOf(view.toLane)}${copy}${FATES[view.fate]}`;
  };
}

function eventEmphasis(relation: Relation | undefined): Emphasis | undefined {
  switch (relation) {
    case 'selected':
      return 'self';
    case 'past':
    case 'future':
      return relation;
    case 'concurrent':
      return 'dim';
    case undefined:
      return undefined;
  }
}

// A message belongs to the past when it was received there, to the future when it was sent there; so does an operation
// by its answer and its beginning.
function flightEmphasis({ from, to }: ArrowView | OperationView, relations: readonly Relation[]): Emphasis {
  const received = to === undefined ? undefined : relations[to];
  if (received === 'past' || received === 'selected') return 'past';
  const sent = relations[from];
  return sent === 'future' || sent === 'selected' ? 'future' : 'dim';
}

/** The key pressed, with what was held down beside it. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** What a key does while a picture of the execution has the focus. */
export function pictureKey(ui: PanelUi, { key, shiftKey }: Key): PanelInput | undefined {
  const { model, selection } = ui;
  const execution = model?.execution;
  if (model === undefined || execution === undefined) return undefined;
  const { focused } = selection;
  switch (key) {
    case 'ArrowLeft':
      return shiftKey ? moveTo(causeOf(execution, focused)) : toStep(ui, execution, model.cursor - 1);
    case 'ArrowRight':
      return shiftKey
        ? moveTo(effectOf(execution, focused))
        : toStep(ui, execution, stepAfter(execution, model.cursor));
    case 'ArrowUp':
      return moveTo(neighbourOf(execution, focused, -1));
    case 'ArrowDown':
      return moveTo(neighbourOf(execution, focused, 1));
    case 'Home':
      return toStep(ui, execution, 0);
    case 'End':
      return toStep(ui, execution, lastStep(execution));
    case 'Enter':
    case ' ':
      return focused === undefined ? undefined : { kind: 'stick', event: focused };
    case 'm':
    case 'ContextMenu':
      return menuOf(execution, focused);
    case 'F10':
      return shiftKey ? menuOf(execution, focused) : undefined;
    default:
      return undefined;
  }
}

function menuOf(execution: ExecutionView, event: number | undefined): PanelInput | undefined {
  const lane = event === undefined ? undefined : execution.events[event]?.lane;
  if (lane === undefined) return undefined;
  return { kind: 'menu', menu: { target: { kind: 'node', lane }, at: undefined } };
}

/** What a key does anywhere in the panel where nobody types. */
export function panelKey(ui: PanelUi, { key }: Key): PanelInput | undefined {
  const { model, selection, timestamps } = ui;
  switch (key) {
    case 'Escape':
      return { kind: 'stick', event: undefined };
    case 'b':
      return model?.branches === undefined
        ? undefined
        : { kind: 'branches', input: { kind: 'shown', shown: !areBranchesShown(ui) } };
    case '?':
      return { kind: 'help', shown: true };
    case 't': {
      const hasClocks = model?.execution?.events.some(({ clock }) => clock !== undefined) === true;
      const last = hasClocks ? 'clock' : 'none';
      const next = { none: 'lamport', lamport: 'vector', vector: last, clock: 'none' } as const;
      return { kind: 'timestamps', timestamps: next[timestamps] };
    }
    case 's': {
      const execution = model?.execution;
      const event = selection.stuck ?? selection.focused;
      const at = event === undefined ? undefined : execution?.events[event]?.at;
      return { kind: 'reveal', at: at ?? execution?.steps[model?.cursor ?? 0]?.at };
    }
    case 'p':
      return { kind: 'diagram', input: { kind: 'play', playing: !ui.diagram.playing } };
    case '[':
    case ']':
      return violationFrom(ui, key === '[' ? -1 : 1);
    default:
      return undefined;
  }
}

/** The next event at the same node, or the one before it. */
export function neighbourOf(
  execution: ExecutionView,
  event: number | undefined,
  direction: 1 | -1,
): number | undefined {
  const lane = event === undefined ? undefined : execution.events[event]?.lane;
  if (event === undefined || lane === undefined) return execution.events.length > 0 ? 0 : undefined;
  for (let other = event + direction; execution.events[other] !== undefined; other += direction) {
    if (execution.events[other]?.lane === lane) return other;
  }
  return undefined;
}

/** Where a message came from that was received in `event`, else the event before it at the same node. */
export function causeOf(execution: ExecutionView, event: number | undefined): number | undefined {
  const arrow = event === undefined ? undefined : execution.arrows.find(({ to }) => to === event);
  return arrow?.from ?? neighbourOf(execution, event, -1);
}

/** Where the first message of `event` was received, else the event after it at the same node. */
export function effectOf(execution: ExecutionView, event: number | undefined): number | undefined {
  const received = execution.arrows.filter(({ from, to }) => from === event && to !== undefined).map(({ to }) => to!);
  return received.length > 0 ? Math.min(...received) : neighbourOf(execution, event, 1);
}

function moveTo(event: number | undefined): PanelInput | undefined {
  return event === undefined ? undefined : { kind: 'focus', event };
}

// The cones follow the keyboard where the step has an event; a lost message has none, and only the cursor moves.
function toStep(ui: PanelUi, execution: ExecutionView, wanted = lastStep(execution)): PanelInput | undefined {
  const step = Math.max(0, wanted);
  const event = execution.steps[step]?.events[0];
  if (event === undefined) return { kind: 'moveCursor', step };
  return step === ui.model?.cursor && ui.selection.byKeyboard ? undefined : { kind: 'focus', event };
}

function violationFrom(ui: PanelUi, direction: 1 | -1): PanelInput | undefined {
  const execution = ui.model?.execution;
  const cursor = ui.model?.cursor ?? 0;
  const violating = execution === undefined ? [] : violatingSteps(execution);
  const step = direction === 1 ? violating.find(other => other > cursor) : violating.findLast(other => other < cursor);
  if (step !== undefined) return { kind: 'moveCursor', step };
  // None ahead in this execution: the host may find one further on.
  return direction === 1 ? { kind: 'command', command: 'runToViolation' } : undefined;
}

/** The steps that break something; of what goes on for ever the first that is repeated, or the last before nothing happens. */
export function violatingSteps(execution: ExecutionView): readonly number[] {
  const last = lastStep(execution);
  const broken = isLasso(execution) ? (stepAfter(execution, last) ?? last) : violatingStep(execution);
  const steps = execution.events.filter(({ violation }) => violation).map(({ step }) => step);
  return [...new Set(broken === undefined ? steps : [...steps, broken])].sort((a, b) => a - b);
}
