import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { Subjects } from '../../../src/contract/scene.ts';
import { menuTarget } from '../menu/target.ts';
import type { Send } from '../panel/inputs.ts';

/** What the pointer does on a picture of an execution. */
export interface PictureInputs {
  readonly click: (input: MouseEvent) => void;
  readonly doubleClick: (input: MouseEvent) => void;
  readonly over: (input: PointerEvent) => void;
  readonly leave: () => void;
  readonly blur: () => void;
  readonly menu: (input: MouseEvent) => void;
}

/** `subjectsAt` tells what is drawn under the pointer. */
export function pictureInputs(
  execution: ExecutionView,
  subjectsAt: (target: EventTarget | null) => Subjects,
  send: Send,
): PictureInputs {
  const eventAt = (input: Event): number | undefined => {
    const { event, arrow, operation } = subjectsAt(input.target);
    if (event !== undefined) return event;
    const view = execution.arrows[arrow ?? -1] ?? execution.operations?.[operation ?? -1];
    // A message is looked at where it arrived, or where it was sent when it did not; so is what a client asked.
    return view === undefined ? undefined : (view.to ?? view.from);
  };
  return {
    click(input) {
      // The second click of a double click is not one of its own.
      if (input.detail <= 1) send({ kind: 'stick', event: eventAt(input) });
    },
    doubleClick(input) {
      const { event, arrow } = subjectsAt(input.target);
      const at = arrow === undefined ? undefined : execution.arrows[arrow]?.at;
      send({ kind: 'reveal', at: at ?? (event === undefined ? undefined : execution.events[event]?.at) });
    },
    over: input => send({ kind: 'hover', event: eventAt(input) }),
    leave: () => send({ kind: 'hover', event: undefined }),
    blur: () => send({ kind: 'blur' }),
    menu(input) {
      // Of the keyboard, which was heard as a key before.
      if (input instanceof PointerEvent && input.pointerType === '') {
        input.preventDefault();
        return;
      }
      const { clientX: x, clientY: y } = input;
      const picture = input.currentTarget;
      const across = isTurned(picture) ? y : x;
      const target = menuTarget(execution, subjectsAt(input.target), lifelinesIn(picture), across);
      if (target === undefined) return;
      input.preventDefault();
      send({ kind: 'menu', menu: { target, at: { x, y } } });
    },
  };
}

/** Whether lifelines of a picture lie one below the other. */
function isTurned(picture: EventTarget | null): boolean {
  return picture instanceof Element && picture.classList.contains('right');
}

/**
 * Where the lifelines of a space-time diagram stand, by lane, in pixels of the panel across time; infinitely far away where
 * a lane is hidden. None in other pictures.
 */
function lifelinesIn(picture: EventTarget | null): readonly number[] {
  if (!(picture instanceof Element)) return [];
  const middles: number[] = [];
  for (const head of picture.querySelectorAll<SVGElement>('.laneHeads [data-lane]')) {
    const { left, width, top, height } = head.getBoundingClientRect();
    middles[Number(head.dataset['lane'])] = isTurned(picture) ? top + height / 2 : left + width / 2;
  }
  return Array.from(middles, (middle: number | undefined) => middle ?? Infinity);
}
