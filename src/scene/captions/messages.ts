import { groupBy } from '../../base/groupBy.ts';
import type { ArrowView, ExecutionView } from '../../contract/execution.ts';
import { nameOf, originalOf, sentLabel, stepOf, type Caption } from './caption.ts';

type Arrived = ArrowView & { readonly to: number };

/** A message that was copied and is handled more than once. */
export function handledTwice(view: ExecutionView): readonly Caption[] {
  const families = groupBy([...view.arrows.keys()], arrow => originalOf(view, arrow));
  return [...families.values()].flatMap((family): readonly Caption[] => {
    const [first, ...others] = family
      .flatMap(arrow => view.arrows[arrow] ?? [])
      .filter(isArrived)
      .filter(({ fate }) => fate === 'delivered')
      .toSorted((a, b) => a.to - b.to);
    return first === undefined
      ? []
      : others.map(({ to, toLane, label }): Caption => {
          const text = `${nameOf(view, toLane)} handles ${label}, a copy of a message that it has handled in step ${String(stepOf(view, first.to))}.`;
          return { kind: 'handledTwice', step: stepOf(view, to), event: to, text };
        });
  });
}

/** A message that was sent before another one of its link, and arrives after it. Copies are not counted. */
export function overtaken(view: ExecutionView): readonly Caption[] {
  const originals = view.arrows.filter(({ copyOf }) => copyOf === undefined).filter(isArrived);
  const links = groupBy(originals, ({ fromLane, toLane }) => `${String(fromLane)} ${String(toLane)}`);
  return [...links.values()].flatMap(link => {
    const arrivals = link.toSorted((a, b) => a.to - b.to);
    return arrivals.flatMap((late, at): readonly Caption[] => {
      const other = arrivals.slice(0, at).find(({ to, sentStep }) => to < late.to && sentStep > late.sentStep);
      if (other === undefined) return [];
      const text = `${sentLabel(late)} was sent in step ${String(late.sentStep)}, before ${sentLabel(other)} in step ${String(other.sentStep)}, and arrives after it.`;
      return [{ kind: 'overtaken', step: stepOf(view, late.to), event: late.to, text }];
    });
  });
}

function isArrived(arrow: ArrowView): arrow is Arrived {
  return arrow.to !== undefined;
}
