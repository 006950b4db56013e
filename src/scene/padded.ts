import type { ArrowView, ExecutionView, StepView } from '../contract/execution.ts';

/**
 * An execution with rows in which nothing happens, so that it can be drawn beside another one: by row its step, or nothing.
 * Every step has a row, in its order; nothing comes after the last one. Rows take the place of time.
 */
export function padded(view: ExecutionView, rows: readonly (number | undefined)[]): ExecutionView {
  const { timed, ...rest } = view;
  const rowAt: number[] = [];
  rows.forEach((step, row) => {
    if (step !== undefined) rowAt[step] = row;
  });
  if (rowAt.every((row, step) => row === step)) return timed === undefined ? view : rest;
  const rowOf = (step: number): number => rowAt[step] ?? step;
  const { verdict, loop } = view;
  return {
    ...rest,
    verdict: verdict && {
      ...verdict,
      ...(verdict.step === undefined ? {} : { step: rowOf(verdict.step) }),
      ...(verdict.noReturn === undefined ? {} : { noReturn: rowOf(verdict.noReturn) }),
    },
    ...(loop === undefined ? {} : { loop: { fromStep: rowOf(loop.fromStep) } }),
    events: view.events.map(event => ({ ...event, step: rowOf(event.step) })),
    arrows: view.arrows.map(arrow => paddedArrow(arrow, rowOf)),
    bands: view.bands.map(band => ({
      ...band,
      fromStep: rowOf(band.fromStep),
      toStep: band.toStep === undefined ? undefined : rowOf(band.toStep),
    })),
    steps: rows
      .slice(0, (rowAt.at(-1) ?? 0) + 1)
      .map(step => (step === undefined ? NOTHING_HAPPENS : (view.steps[step] ?? NOTHING_HAPPENS))),
  };
}

const NOTHING_HAPPENS: StepView = { text: '', sentence: '', fault: false, at: undefined, events: [], changes: [] };

function paddedArrow(arrow: ArrowView, rowOf: (step: number) => number): ArrowView {
  const { endStep, corruptions } = arrow;
  return {
    ...arrow,
    sentStep: rowOf(arrow.sentStep),
    endStep: endStep === undefined ? undefined : rowOf(endStep),
    ...(corruptions === undefined
      ? {}
      : { corruptions: corruptions.map(({ step, before }) => ({ step: rowOf(step), before })) }),
  };
}
