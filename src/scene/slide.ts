import type { ExecutionView } from '../contract/execution.ts';
import { isBefore } from './cone.ts';

/** The steps of an execution in another order, by their numbers in the old one; the start stays first. */
export type StepOrder = readonly number[];

/** As far as a step is slid at once: farther, and nobody sees both ends. */
const FAR = 400;

/**
 * Which steps of an execution must stay in their order: those whose events happen one before the other, those that concern
 * the same message, and those that concern everybody, which nothing passes.
 */
class StepDependences {
  readonly #view: ExecutionView;
  readonly #arrowsOf = new Map<number, Set<number>>();
  readonly #barriers: ReadonlySet<number>;

  constructor(view: ExecutionView) {
    this.#view = view;
    view.arrows.forEach(({ sentStep, endStep, copyOf, corruptions = [] }, arrow) => {
      const steps = [sentStep, ...(endStep === undefined ? [] : [endStep]), ...corruptions.map(({ step }) => step)];
      for (const step of steps) this.#note(step, arrow);
      // Who copies a message does something to the original.
      if (copyOf !== undefined) this.#note(sentStep, copyOf);
    });
    const isBarrier = (step: number): boolean =>
      step === 0 || (view.steps[step]?.events.length === 0 && !this.#arrowsOf.has(step));
    this.#barriers = new Set(view.steps.flatMap((_, step) => (isBarrier(step) ? [step] : [])));
  }

  /** Whether the earlier of two steps must stay before the later one. */
  areOrdered(earlier: number, later: number): boolean {
    if (this.#barriers.has(earlier) || this.#barriers.has(later)) return true;
    const arrows = this.#arrowsOf.get(later);
    if (arrows !== undefined && [...(this.#arrowsOf.get(earlier) ?? [])].some(arrow => arrows.has(arrow))) return true;
    const { steps, events } = this.#view;
    return (steps[earlier]?.events ?? []).some(a =>
      (steps[later]?.events ?? []).some(b => events[a]!.lane === events[b]!.lane || isBefore(events[a]!, events[b]!)),
    );
  }

  #note(step: number, arrow: number): void {
    const arrows = this.#arrowsOf.get(step) ?? new Set<number>();
    this.#arrowsOf.set(step, arrows.add(arrow));
  }
}

/** Whether the steps of an execution may be put in another order at all. */
export function canSlide({ loop, origin }: ExecutionView): boolean {
  // What is repeated for ever has no end to be equal, and what happens in time has its time.
  return loop === undefined && origin.kind !== 'timed';
}

/**
 * Slides a step towards another place among the steps: whatever is concurrent with it and lies between makes room, and
 * what depends on it goes along. Undefined where nothing can make room.
 */
export function slid(view: ExecutionView, step: number, target: number): StepOrder | undefined {
  if (!canSlide(view) || step === 0 || target === step) return undefined;
  const dependences = new StepDependences(view);
  const last = view.steps.length - 1;
  const isLater = target > step;
  const end = isLater ? Math.min(last, target, step + FAR) : Math.max(1, target, step - FAR);
  const between = Array.from({ length: Math.abs(end - step) }, (_, i) => (isLater ? step + 1 + i : step - 1 - i));
  const along = [step];
  const passed: number[] = [];
  for (const other of between) {
    const goesAlong = along.some(each =>
      isLater ? dependences.areOrdered(each, other) : dependences.areOrdered(other, each),
    );
    (goesAlong ? along : passed).push(other);
  }
  if (passed.length === 0) return undefined;
  const [from, to] = [Math.min(step, end), Math.max(step, end)];
  const window = isLater ? [...passed, ...along] : [...along.reverse(), ...passed.reverse()];
  const all = view.steps.map((_, index) => index);
  return [...all.slice(0, from), ...window, ...all.slice(to + 1)];
}

/** Slides a step past the nearest one that is concurrent with it, later or earlier. */
export function slidPastNext(view: ExecutionView, step: number, direction: 1 | -1): StepOrder | undefined {
  const last = view.steps.length - 1;
  const end = direction === 1 ? Math.min(last, step + FAR) : Math.max(1, step - FAR);
  const dependences = new StepDependences(view);
  const along = [step];
  for (let target = step + direction; direction === 1 ? target <= end : target >= end; target += direction) {
    const goesAlong = along.some(each =>
      direction === 1 ? dependences.areOrdered(each, target) : dependences.areOrdered(target, each),
    );
    if (!goesAlong) return slid(view, step, target);
    along.push(target);
  }
  return undefined;
}
