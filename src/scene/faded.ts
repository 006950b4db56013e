import type { ArrowView, ExecutionView } from '../contract/execution.ts';
import type { Mark } from '../contract/scene.ts';

/** The marks of what the violation happens without too are faint. */
export function withFaded(view: ExecutionView, marks: readonly Mark[]): readonly Mark[] {
  const { events, arrows } = view;
  if (events.every(({ irrelevant }) => irrelevant !== true)) return marks;
  return marks.map(mark => {
    const { event, arrow } = mark.of;
    const message = arrow === undefined ? undefined : arrows[arrow];
    const isFaded =
      event === undefined ? message !== undefined && isFadedArrow(view, message) : events[event]?.irrelevant === true;
    return isFaded ? { ...mark, faded: true } : mark;
  });
}

/** A message is needed only where both its sending and its arrival are. */
function isFadedArrow({ events }: ExecutionView, { from, to }: ArrowView): boolean {
  return events[from]?.irrelevant === true || (to !== undefined && events[to]?.irrelevant === true);
}
