import * as vscode from 'vscode';
import type { Answer } from '../../contract/engine.ts';
import { exportRequest, NOTHING_TO_SHOW } from '../session/requests.ts';
import { savedProtocol } from '../taking/places.ts';
import type { Takeable } from '../taking/takeable.ts';
import { steppableSession, type Workbench } from './commandTable.ts';

/** What is looked at; says what to do where nothing is. */
export async function lookedAt(workbench: Workbench): Promise<Takeable | undefined> {
  const trace = workbench.traces.active;
  if (trace !== undefined) return trace.takeable();
  const session = await steppableSession(workbench);
  const uri = workbench.active.current?.uri;
  const execution = session?.state.execution;
  if (session === undefined || uri === undefined || execution === undefined) return undefined;
  const panel = workbench.previews.of(uri);
  return {
    execution,
    uri,
    view: panel?.view ?? 'spaceTime',
    exported: async (format, target) => {
      const document = await vscode.workspace.openTextDocument(uri);
      const request = exportRequest(session, format, await savedProtocol({ uri, text: document.getText() }, target));
      return request === undefined ? NOTHING_TO_SHOW : await workbench.engine.exported(request);
    },
    picture: async format => (await panel?.picture(format)) ?? NO_PREVIEW,
  };
}

const NO_PREVIEW: Answer<never> = {
  ok: false,
  refusal: { code: 'none-found', message: 'There is no preview whose picture could be taken.' },
};
