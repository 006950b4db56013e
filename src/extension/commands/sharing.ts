import * as vscode from 'vscode';
import { FORMAT_WORDS, FORMATS, defaultName, isFormat, isPicture, type Format } from '../taking/formats.ts';
import type { Takeable } from '../taking/takeable.ts';
import { askTarget, deliver, folderOf, type Target } from '../taking/target.ts';
import { traceText } from '../traceText.ts';
import { tell } from './commandTable.ts';
import type { CommandTable, Workbench } from './commandTable.ts';
import { lookedAt } from './lookedAt.ts';

/** Taking an execution, or its picture, elsewhere. Keyboards, tests and other extensions may say what and where to. */
export function sharingCommands(workbench: Workbench): CommandTable {
  return {
    copyTrace: async () => {
      const taken = await lookedAt(workbench);
      if (taken === undefined) return;
      await vscode.env.clipboard.writeText(traceText(taken.execution));
      tell(`${String(taken.execution.steps.length - 1)} steps were copied.`);
    },
    exportExecution: async (format, target) => {
      const taken = await lookedAt(workbench);
      if (taken === undefined) return;
      const wanted = isFormat(format) ? format : await askFormat();
      if (wanted !== undefined) await take(taken, wanted, readTarget(target));
    },
    exportSvg: async target => await takePicture(workbench, 'svg', target),
    exportPng: async target => await takePicture(workbench, 'png', target),
  };
}

async function takePicture(workbench: Workbench, format: 'svg' | 'png', target: unknown): Promise<void> {
  const taken = await lookedAt(workbench);
  if (taken === undefined) return;
  // The menu of an editor passes the address of what is edited, which is nothing to write over.
  const given = readTarget(target);
  const isOwn = given instanceof vscode.Uri && given.toString() === taken.uri.toString();
  await take(taken, format, isOwn ? undefined : given);
}

async function askFormat(): Promise<Format | undefined> {
  const items = FORMATS.map(format => {
    const { label, detail, ending } = FORMAT_WORDS[format];
    return { label, detail, description: `.${ending}`, format };
  });
  const title = 'Export the execution as…';
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true, matchOnDescription: true }))?.format;
}

async function take(taken: Takeable, format: Format, given: Target | undefined): Promise<void> {
  const { uri, execution, view } = taken;
  const target = given ?? (await askTarget(format, defaultName(uri.path, execution, format, view), folderOf(uri)));
  if (target === undefined) return;
  const file = target instanceof vscode.Uri ? target : undefined;
  const answer = isPicture(format) ? await taken.picture(format) : await taken.exported(format, file);
  if (answer.ok) await deliver(answer.value, format, target);
  else void vscode.window.showErrorMessage(`${FORMAT_WORDS[format].label}: ${answer.refusal.message}`);
}

function readTarget(target: unknown): Target | undefined {
  if (target === 'clipboard' || target === 'editor') return target;
  return target instanceof vscode.Uri && target.scheme !== 'webview-panel' ? target : undefined;
}
