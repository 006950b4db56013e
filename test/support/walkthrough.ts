import { LESSON, lessonEdit, MACHINES, type LessonChange } from '../../src/extension/lessons.ts';
import { applyEdits } from '../../src/language/editor/document.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { CAPTIONS, captionSentence, captionsOf } from '../../src/scene/captions.ts';
import { executionText } from '../../src/scene/executionText.ts';
import type { SpaceTimeOptions } from '../../src/scene/grid.ts';
import type { Palette } from '../../src/scene/palette.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { pinnedView, violationView } from '../scene/examples.ts';
import { exampleText, systemOf } from './protocols.ts';

/** Colours of the editor's theme, whichever it is. */
const THEMED: Palette = {
  background: 'var(--vscode-editor-background, #ffffff)',
  foreground: 'var(--vscode-foreground, #3b3b3b)',
  muted: 'var(--vscode-descriptionForeground, #6b6b6b)',
  faint: 'var(--vscode-disabledForeground, #c4c4c4)',
  tint: 'var(--vscode-list-inactiveSelectionBackground, #eef2f7)',
  bar: 'var(--vscode-descriptionForeground, #9aa5b1)',
  violation: 'var(--vscode-lightcone-violation, var(--vscode-errorForeground, #c72e2e))',
};

/** The text of the walkthrough's protocol after some of its changes. */
export function lessonAfter(...changes: readonly LessonChange[]): string {
  return changes.reduce((text, change) => {
    const edit = lessonEdit(text, change);
    if (edit === undefined) throw new Error(`The lesson does not say what ${change} changes.`);
    return applyEdits(text, [edit]);
  }, exampleText(LESSON.example));
}

const GOOD = ['deliver Order from Client to Shop', 'deliver Done from Shop to Client', 'fire patience at Client'];
const MENDED = [
  'deliver Order from Client to Shop',
  'lose Done from Shop to Client',
  'fire patience at Client',
  'deliver Order from Client to Shop',
  'deliver Done from Shop to Client',
];

/** Every picture, by the name of its file. */
export function walkthroughPictures(): ReadonlyMap<string, string> {
  const broken = violationView(systemOf(lessonAfter('lose')));
  const mended = pinnedView(systemOf(lessonAfter('lose', 'askAgain', 'remember')), MENDED);
  const machines = violationView(systemOf(exampleText(MACHINES[1]), 'messages may overtake'));
  return new Map([
    ['first-diagram.svg', picture(pinnedView(systemOf(lessonAfter()), GOOD))],
    ['break-it.svg', picture(broken)],
    ['read-it.svg', picture(broken, { captions: namesIn(broken) })],
    ['step-back.svg', picture({ ...broken, verdict: undefined }, { cursor: 1 })],
    ['mend-it.svg', picture(mended, { captions: namesIn(mended) })],
    ['own-protocol.svg', picture(machines, { captions: namesIn(machines), laneWidth: 150 })],
  ]);
}

function namesIn(view: ExecutionView): SpaceTimeOptions['captions'] {
  return captionsOf(view).flatMap(caption =>
    caption.event === undefined
      ? []
      : [{ event: caption.event, text: CAPTIONS[caption.kind].name, title: captionSentence(caption) }],
  );
}

function picture(view: ExecutionView, options: SpaceTimeOptions = {}): string {
  const scene = spaceTimeScene(view, { laneWidth: 260, stepHeight: 40, ...options });
  const about = { title: view.headline, description: executionText(view, { captions: true }) };
  return sceneToSvg(scene, THEMED, about, { transparent: true });
}
