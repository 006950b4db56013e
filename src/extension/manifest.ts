import { COPIES_MAX } from '../contract/copies.ts';

/** Names that `package.json` and the code share; a test compares the two. */
export const LANGUAGE_ID = 'lightcone';
/** Old versions of files, as in a comparison: read and coloured, but not checked. */
export const HISTORY_SCHEMES: readonly string[] = ['git', 'scm', 'vscode-local-history'];
export const EXTENSION_ID = 'lightcone.lightcone';
export const PREVIEW_TYPE = 'lightcone.preview';
/** The editor of saved traces. */
export const TRACE_TYPE = 'lightcone.trace';

/** The walkthrough, inside this extension. */
export const WALKTHROUGH = 'firstSteps';

/** Every command, by its id without the prefix `lightcone.`. */
export const COMMANDS = [
  'showPreview',
  'showPreviewToSide',
  'showLockedPreviewToSide',
  'showSource',
  'showMatrix',
  'explainStateSpace',
  'showStateGraph',
  'compareExecutions',
  'compareWithLastCommit',
  'refreshPreview',
  'togglePreviewLock',
  'selectScenario',
  'stepForward',
  'stepBack',
  'chooseNextStep',
  'goToStep',
  'firstStep',
  'lastStep',
  'runToViolation',
  'showOnlyWhatMatters',
  'randomRun',
  'timedRun',
  'timedSummary',
  'sample',
  'injectFailure',
  'allowFailure',
  'replayCounterexample',
  'showBranches',
  'nameBranch',
  'keepBranch',
  'showExecution',
  'showDefaultExecution',
  'checkNow',
  'cancelCheck',
  'copyTrace',
  'copyStepLink',
  'exportExecution',
  'exportSvg',
  'exportPng',
  'newProtocol',
  'openWalkthrough',
  'openLesson',
  'changeLesson',
  'compareMachines',
  'showCaptions',
  'openExample',
  'showReference',
  'showLog',
] as const;

export type CommandName = (typeof COMMANDS)[number];

export function commandId(name: CommandName): string {
  return `lightcone.${name}`;
}

export function isCommandName(name: string): name is CommandName {
  return (COMMANDS as readonly string[]).includes(name);
}

/** Every setting, by its key without the prefix `lightcone.`, with its default. */
export const SETTINGS = {
  'check.auto': 'onType',
  'check.delay': 100,
  'check.statesMax': 2_000_000,
  'check.depthMax': 10_000,
  'check.copiesMax': COPIES_MAX,
  'check.memoryMax': 1024,
  'search.symmetry': false,
  'search.partialOrder': false,
  'search.hashCompaction': false,
  'search.workers': 0,
  'codeLens.enabled': true,
  'hover.ownAnswer': true,
  'preview.timestamps': 'none',
  'preview.followEditor': true,
} as const;

export type SettingName = keyof typeof SETTINGS;

/** Keys that `when` clauses read. */
export const CONTEXT_KEYS = {
  /** The active editor or panel shows a document with an execution to step through. */
  sessionActive: 'lightcone.sessionActive',
  checking: 'lightcone.checking',
  previewLocked: 'lightcone.previewLocked',
  /** A run is shown that violates something, and may have steps that the violation does not need. */
  runCanBeShortened: 'lightcone.runCanBeShortened',
  /** In the protocol of the walkthrough something breaks; after that, nothing breaks any more. */
  lessonBroken: 'lightcone.lessonBroken',
  lessonMended: 'lightcone.lessonMended',
} as const;

/** Colours of marks in pictures; each has a default for every kind of theme in `package.json`. */
export const COLORS = [
  'violation',
  'pastCone',
  'futureCone',
  'changed',
  'lostMessage',
  'fault',
  'graphPath',
  'graphClass1',
  'graphClass2',
  'graphClass3',
  'graphClass4',
  'graphClass5',
  'graphClass6',
  'graphClass7',
  'graphClass8',
] as const;
