import type { Protocol } from '../../model/protocol.ts';
import type { ProblemList } from '../problems.ts';
import { docComment } from '../syntax/docComment.ts';
import type { FileNode, ScenarioNode } from '../syntax/tree.ts';
import { assemble } from './assemble.ts';
import { declareNames, resolveDeclarations } from './declare.ts';
import { createChecking } from './expressions.ts';
import { warnAboutFailures } from './neverHappens.ts';
import { checkNumericParams, checkParams } from './params.ts';
import { checkHistory, checkHistoryProperty, warnAboutHistories } from './histories.ts';
import { checkFunction, checkGhost, checkProperty } from './properties.ts';
import { checkRole, type CheckedRole } from './roles.ts';
import { checkScenarios } from './scenarios.ts';
import type { Checking } from './scope.ts';
import { collectSenders } from './senders.ts';
import { SymbolTable } from './symbols.ts';
import { Tables, type Workspace } from './tables.ts';
import { warn } from './warnings.ts';

/** What checking found out about a file, whether or not it has errors. */
export interface CheckedFile {
  readonly protocol: Protocol | undefined;
  readonly symbols: SymbolTable;
  readonly tables: Tables;
}

/** Names, types and meaning of a file. */
export function checkFile(text: string, file: FileNode, problems: ProblemList): CheckedFile {
  const workspace: Workspace = { text, problems, symbols: new SymbolTable(), tables: new Tables() };
  const { tables, symbols } = workspace;
  checkHeader(workspace, file);
  declareNames(workspace, file);
  resolveDeclarations(workspace);
  collectSenders(tables);
  const checking = createChecking(workspace);
  checkParams(checking);
  const functions = [...tables.functions.values()].map(entry => checkFunction(checking, entry));
  const ghosts = [...tables.ghosts.values()].map(entry => checkGhost(checking, entry));
  for (const history of tables.histories.values()) checkHistory(checking, history);
  const roles = checkRoles(checking, file);
  const properties = file.declarations.flatMap(node => {
    if (node.kind !== 'historyProperty' && node.kind !== 'property') return [];
    const property = node.kind === 'property' ? checkProperty(checking, node) : checkHistoryProperty(checking, node);
    return property === undefined ? [] : [property];
  });
  const blocks = file.declarations.filter((node): node is ScenarioNode => node.kind === 'scenario');
  const scenarios = checkScenarios(checking, blocks, file.name?.at ?? { start: 0, end: 0 });
  checkNumericParams(checking);
  // Half a file uses half of its names: nothing is called unused before the rest is there.
  if (!problems.unreadable) {
    warn(checking, roles, scenarios);
    warnAboutHistories(checking);
    warnAboutFailures(checking, blocks, scenarios);
  }
  const name = file.name?.text ?? '';
  const sound = problems.found.every(problem => problem.severity !== 'error');
  const doc = headerDoc(text, file);
  const protocol = sound ? assemble(tables, { name, doc, functions, ghosts, roles, properties, scenarios }) : undefined;
  return { protocol, symbols, tables };
}

function headerDoc(text: string, file: FileNode): string | undefined {
  const start = file.name === undefined ? -1 : text.lastIndexOf('protocol', file.name.at.start);
  return start < 0 ? undefined : docComment(text, start);
}

function checkHeader(workspace: Workspace, file: FileNode): void {
  const { name } = file;
  if (name === undefined) {
    const end = Math.min(workspace.text.length, 1);
    workspace.problems.add('no-protocol', { start: 0, end }, 'This file does not say which protocol it is.', {
      try: 'Start it with `protocol Name`.',
    });
    return;
  }
  if (name.text === '') return;
  workspace.symbols.declare({
    kind: 'protocol',
    name: name.text,
    at: name.at,
    whole: file.at,
    doc: headerDoc(workspace.text, file),
    owner: undefined,
    signature: `protocol ${name.text}`,
    type: undefined,
    visible: undefined,
  });
}

function checkRoles(checking: Checking, file: FileNode): readonly CheckedRole[] {
  const { tables, problems } = checking;
  if (!problems.unreadable && tables.roles.size === 0 && !file.declarations.some(node => node.kind === 'role')) {
    problems.add(
      'no-role',
      file.name?.at ?? { start: 0, end: 0 },
      'This protocol has no roles, so nothing can happen.',
      {
        try: 'Add `role Server { … }`.',
      },
    );
  }
  return [...tables.roles.values()].map(role => checkRole(checking, role));
}
