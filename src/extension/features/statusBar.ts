import * as vscode from 'vscode';
import type { ActiveSession } from '../activeSession.ts';
import { Owner } from '../listeners.ts';
import type { Disposable } from '../listeners.ts';
import { commandId } from '../manifest.ts';
import { statusWords } from './words.ts';

/** States and depth of the active document's check in the status bar; a click shows the preview. */
export function registerStatusBar(active: ActiveSession): Disposable {
  const owner = new Owner();
  const item = owner.own(vscode.window.createStatusBarItem('lightcone.status', vscode.StatusBarAlignment.Right, 100));
  item.name = 'Lightcone';
  item.command = commandId('showPreviewToSide');
  owner.own(
    active.onDidChange(current => {
      if (current === undefined) {
        item.hide();
        return;
      }
      const words = statusWords(current.session.state);
      item.text = words.text;
      item.tooltip = words.tooltip;
      item.backgroundColor = words.warns ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
      item.show();
    }),
  );
  return owner;
}
