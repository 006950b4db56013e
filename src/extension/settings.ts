import * as vscode from 'vscode';
import type { CheckBounds, CheckMethod } from '../contract/engine.ts';
import { WORKERS_MAX } from '../contract/method.ts';
import type { PanelState } from '../contract/webview.ts';
import { SETTINGS } from './manifest.ts';
import type { SettingName } from './manifest.ts';
import type { SessionSettings } from './session/session.ts';

/** The user's settings for one document, every value inside its range whatever the file of settings says. */
export function sessionSettings(resource: vscode.Uri | undefined): SessionSettings {
  const bounds: CheckBounds = {
    statesMax: whole('check.statesMax', resource, 1),
    depthMax: whole('check.depthMax', resource, 0),
    copiesMax: whole('check.copiesMax', resource, 1),
    memoryBytesMax: whole('check.memoryMax', resource, 16) * 2 ** 20,
    method: checkMethod(resource),
  };
  return {
    bounds,
    autoCheck: oneOf('check.auto', ['onType', 'onSave', 'off'], resource),
    delayMs: whole('check.delay', resource, 0),
  };
}

function checkMethod(resource: vscode.Uri | undefined): CheckMethod {
  return {
    symmetry: read('search.symmetry', resource) === true,
    partialOrder: read('search.partialOrder', resource) === true,
    compaction: read('search.hashCompaction', resource) === true,
    workers: Math.min(WORKERS_MAX, whole('search.workers', resource, 0)),
  };
}

export function codeLensEnabled(resource: vscode.Uri): boolean {
  return read('codeLens.enabled', resource) === true;
}

export function hoverHasOwnAnswer(resource: vscode.Uri): boolean {
  return read('hover.ownAnswer', resource) === true;
}

export function previewFollowsEditor(): boolean {
  return read('preview.followEditor', undefined) === true;
}

export function initialTimestamps(): PanelState['timestamps'] {
  return oneOf('preview.timestamps', ['none', 'lamport', 'vector', 'clock'], undefined);
}

function read(name: SettingName, resource: vscode.Uri | undefined): unknown {
  return vscode.workspace.getConfiguration('lightcone', resource).get<unknown>(name);
}

function whole(name: SettingName, resource: vscode.Uri | undefined, low: number): number {
  const value = read(name, resource);
  if (typeof value !== 'number' || !Number.isFinite(value)) return Number(SETTINGS[name]);
  return Math.max(low, Math.trunc(value));
}

function oneOf<Choice extends string>(
  name: SettingName,
  choices: readonly Choice[],
  resource: vscode.Uri | undefined,
): Choice {
  const value = read(name, resource);
  return choices.find(choice => choice === value) ?? choices.find(choice => choice === SETTINGS[name]) ?? choices[0]!;
}
