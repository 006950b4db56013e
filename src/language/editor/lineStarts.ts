import type { BlockNode, FileNode, StatementNode } from '../syntax/tree.ts';

/**
 * The offsets at which something starts that stands on its own: a declaration, a member of a role, a statement, an
 * entry of a scenario, a setting, a step of a replay. Whatever else begins a line continues what came before.
 */
export function itemStarts(file: FileNode): ReadonlySet<number> {
  const starts = new Set<number>();
  const addBlock = (block: BlockNode): void => {
    for (const statement of block.statements) {
      // In `else if` the block is the statement itself, and goes on with the line.
      if (statement.at.start !== block.at.start) starts.add(statement.at.start);
      for (const inner of blocksOf(statement)) addBlock(inner);
    }
  };
  for (const declaration of file.declarations) {
    starts.add(declaration.at.start);
    if (declaration.kind === 'role') {
      for (const member of declaration.members) {
        starts.add(member.at.start);
        if (member.kind === 'on' || member.kind === 'action' || member.kind === 'procedure') addBlock(member.body);
      }
    }
    if (declaration.kind !== 'scenario') continue;
    for (const entry of declaration.entries) {
      starts.add(entry.at.start);
      const parts = entry.kind === 'settings' ? entry.settings : entry.kind === 'replay' ? entry.steps : [];
      for (const part of parts) starts.add(part.at.start);
    }
  }
  return starts;
}

function blocksOf(statement: StatementNode): readonly BlockNode[] {
  if (statement.kind === 'if') {
    return statement.otherwise === undefined ? [statement.then] : [statement.then, statement.otherwise];
  }
  if (statement.kind === 'for') return [statement.body];
  return statement.kind === 'either' ? statement.branches : [];
}
