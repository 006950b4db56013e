import * as vscode from 'vscode';
import type { ExecutionView } from '../../contract/execution.ts';
import { traceText } from '../traceText.ts';
import { steppableSession, tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';

/** Taking an execution elsewhere. */
export function sharingCommands(workbench: Workbench): CommandTable {
  const shown = async (): Promise<ExecutionView | undefined> => (await steppableSession(workbench))?.state.execution;
  return {
    copyTrace: async () => {
      const execution = await shown();
      if (execution === undefined) return;
      await vscode.env.clipboard.writeText(traceText(execution));
      tell(`${String(execution.steps.length - 1)} steps were copied.`);
    },
    exportSvg: async target => {
      const execution = await shown();
      if (execution !== undefined) await exportSvg(workbench, execution, target);
    },
  };
}

async function exportSvg(workbench: Workbench, execution: ExecutionView, target: unknown): Promise<void> {
  const uri = target instanceof vscode.Uri ? target : await askPlace(workbench);
  if (uri === undefined) return;
  const answer = await workbench.engine.svg(execution, isDark() ? 'dark' : 'light');
  if (!answer.ok) {
    tell(answer.refusal.message);
    return;
  }
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(answer.value));
  tell(`The diagram was written to ${vscode.workspace.asRelativePath(uri)}.`);
}

async function askPlace(workbench: Workbench): Promise<vscode.Uri | undefined> {
  const source = workbench.active.current?.uri;
  const options: vscode.SaveDialogOptions = { filters: { 'SVG picture': ['svg'] } };
  if (source !== undefined) options.defaultUri = source.with({ path: source.path.replace(/(\.cone)?$/, '.svg') });
  return await vscode.window.showSaveDialog(options);
}

function isDark(): boolean {
  const { kind } = vscode.window.activeColorTheme;
  return kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
}
