import { compareView } from './compare/view.ts';
import { countsView } from './counts/view.ts';
import { explosionView } from './explosion/view.ts';
import { failuresView } from './failures/view.ts';
import { happensBeforeView } from './happensBefore/view.ts';
import type { Send } from './panel/inputs.ts';
import { stateGraphView } from './stateGraph/view.ts';
import { spaceTimeView } from './spaceTime/view.ts';
import type { View } from './viewType.ts';

/** Every view, in the order of the tabs. */
export function createViews(send: Send): readonly View[] {
  return [
    spaceTimeView(send),
    happensBeforeView(send),
    compareView(send),
    stateGraphView(send),
    countsView(send),
    explosionView(send),
    failuresView(send),
  ];
}
