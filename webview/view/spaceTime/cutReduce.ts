import { unreachable } from '../../../src/base/assert.ts';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import { cutAfter, eventsByLane, isConsistent, nearestConsistent, type Cut } from '../../../src/scene/cuts.ts';
import { lastStep, type PanelUi } from '../panel/state.ts';
import { cutSentences, placeWords } from './cutWords.ts';
import type { DiagramInput } from './inputs.ts';
import type { DiagramUi } from './state.ts';

type CutInput = Extract<
  DiagramInput,
  { readonly kind: 'cut' | 'setCut' | 'moveCut' | 'cutLane' | 'snapCut' | 'cutCarries' }
>;

/** The diagram after its cut was moved, and what is said of it. Pure. */
export function cutting(
  ui: PanelUi,
  execution: ExecutionView,
  input: CutInput,
): { readonly diagram: DiagramUi; readonly spoken?: string } {
  const { diagram } = ui;
  const { cut } = diagram;
  switch (input.kind) {
    case 'cut':
      return input.shown
        ? moved(ui, execution, cutAfter(execution, ui.model?.cursor ?? 0))
        : { diagram: { ...diagram, cut: undefined } };
    case 'setCut':
      return moved(ui, execution, input.cut);
    case 'moveCut':
      return cut === undefined ? { diagram } : moved(ui, execution, movedBy(execution, cut, input.by));
    case 'cutLane':
      return cut === undefined ? { diagram } : moved(ui, execution, cutAt(execution, cut, diagram.cutCarries, input));
    case 'snapCut':
      return cut === undefined ? { diagram } : moved(ui, execution, nearestConsistent(execution, cut));
    case 'cutCarries': {
      const changed = { ...diagram, cutCarries: input.carries };
      if (cut === undefined || !input.carries) return { diagram: changed };
      return moved({ ...ui, diagram: changed }, execution, nearestConsistent(execution, cut));
    }
    default:
      return unreachable(input);
  }
}

function moved(
  { diagram }: PanelUi,
  execution: ExecutionView,
  cut: Cut,
): { readonly diagram: DiagramUi; readonly spoken: string } {
  const changed = cut.flatMap((count, lane) =>
    count === diagram.cut?.[lane]
      ? []
      : [`${execution.lanes[lane]?.name ?? ''} ${placeWords(execution, lane, count)}.`],
  );
  const verdict = isConsistent(execution, cut) ? 'The cut is consistent.' : 'The cut is inconsistent.';
  const why = isConsistent(execution, cut) ? [] : cutSentences(execution, cut);
  return { diagram: { ...diagram, cut }, spoken: [verdict, ...why, ...changed].join(' ') };
}

/** The whole cut after some step later or earlier: the steps are those of the execution, so it is consistent. */
function movedBy(execution: ExecutionView, cut: Cut, by: number): Cut {
  const last = eventsByLane(execution).flatMap((events, lane) => events[(cut[lane] ?? 0) - 1] ?? []);
  const step = Math.max(-1, ...last.map(event => execution.events[event]?.step ?? 0));
  return cutAfter(execution, Math.max(-1, Math.min(lastStep(execution), step + by)));
}

function cutAt(
  execution: ExecutionView,
  cut: Cut,
  carries: boolean,
  { lane, count }: { readonly lane: number; readonly count: number },
): Cut {
  const most = eventsByLane(execution)[lane]?.length ?? 0;
  const wanted = cut.with(lane, Math.max(0, Math.min(most, count)));
  return carries ? nearestConsistent(execution, wanted, lane) : wanted;
}
