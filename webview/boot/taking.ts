import type { PanelModel, PictureFormat, WebviewMessage } from '../../src/contract/webview.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { titleOf } from '../../src/scene/exports/sequence.ts';
import type { PictureText } from '../../src/scene/svg.ts';
import { pngOf } from '../draw/bitmap.ts';
import { snapshotOf } from '../draw/snapshot.ts';
import type { View } from '../view/viewType.ts';

/** What of each view is its picture: the others have words and controls around it. */
const PICTURE =
  '.comparePanes, .versionsView, .picture, .graphPicture, .graphProfile, .countsView, .explosionView, .failuresView';

/** Takes the picture of the view that is shown, and answers what the host is told. */
export async function takePicture(
  { requestId, format }: { readonly requestId: number; readonly format: PictureFormat },
  model: PanelModel | undefined,
  view: View | undefined,
): Promise<WebviewMessage> {
  const refused = (failure: string): WebviewMessage => {
    return { kind: 'picture', requestId, content: undefined, failure };
  };
  const root = document.querySelector<HTMLElement>('#view')?.querySelector<HTMLElement>(PICTURE);
  if (root === null || root === undefined || model === undefined || view === undefined) {
    return refused('There is no picture to take yet.');
  }
  try {
    await drawn(root);
    const snapshot = snapshotOf(root, textFor(model, view));
    const content = format === 'svg' ? snapshot.svg : await pngOf(snapshot);
    return { kind: 'picture', requestId, content, failure: undefined };
  } catch (cause) {
    return refused(`The picture could not be drawn: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** A layout that is on its way is waited for, though not for ever. Milliseconds. */
const PATIENCE = 3000;
const LOOK_AGAIN = 50;

async function drawn(root: HTMLElement): Promise<void> {
  for (let waited = 0; root.ariaBusy === 'true' && waited < PATIENCE; waited += LOOK_AGAIN) {
    await new Promise(done => setTimeout(done, LOOK_AGAIN));
  }
}

function textFor({ execution, report, scenario, fileName }: PanelModel, { name, label }: View): PictureText {
  if (execution !== undefined && (name === 'spaceTime' || name === 'happensBefore')) {
    return { title: titleOf(execution), description: executionText(execution) };
  }
  const protocol = execution?.protocol ?? report?.protocol ?? fileName;
  const title = `${protocol}${scenario === undefined ? '' : `, ${scenario}`}: ${label}`;
  return { title, description: title };
}
