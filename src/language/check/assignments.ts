import type { PathStep, Statement, Target } from '../../model/statements.ts';
import { EMPTY_LIST, EMPTY_MAP, EMPTY_SET, type Value } from '../../model/values.ts';
import type { ExpressionNode, Name, StatementNode } from '../syntax/tree.ts';
import { describe, INT, isNumber, UNKNOWN, type CheckedType } from './checkedType.ts';
import { convert } from './convert.ts';
import { reportUnknownField } from './members.ts';
import { inferRightOfSum, meaningOfSum } from './operators.ts';
import { checkRange } from './ranges.ts';
import { findLocal, type Checking, type Scope } from './scope.ts';
import { closest } from './suggest.ts';
import type { RoleEntry } from './tables.ts';

interface CheckedTarget {
  readonly target: Target;
  readonly type: CheckedType;
}

/** `x = e`, `x += e`, `x -= e`, where x is a variable of the role, a ghost, or a part of one. */
export function checkAssign(
  checking: Checking,
  node: StatementNode & { readonly kind: 'assign' },
  scope: Scope,
  role: RoleEntry,
): Statement | undefined {
  const place = checkTarget(checking, node.target, scope, role);
  if (place === undefined) {
    checking.infer(node.value, scope);
    return undefined;
  }
  const { target, type } = place;
  if (node.sign === '=') {
    const value = checking.expect(node.value, scope, type);
    checkRange(checking, value, type, node.value.at);
    return { kind: 'assign', target, operator: undefined, value, empty: undefined, at: node.at };
  }
  const right = inferRightOfSum(checking, node.value, scope, type);
  const meaning = meaningOfSum(node.sign === '+=' ? '+' : '-', type, right.type);
  if (meaning === undefined) {
    if (type.kind !== 'unknown') {
      checking.problems.add('wrong-operand', node.at, `\`${node.sign}\` has no meaning for \`${describe(type)}\`.`, {
        try: 'It is for numbers, sets, lists and maps; assign anything else with `=`.',
      });
    }
    return undefined;
  }
  const value = convert(checking, right, meaning.right, node.value.at);
  const inMap = target.path.at(-1)?.kind === 'entry';
  return {
    kind: 'assign',
    target,
    operator: meaning.operator,
    value,
    empty: inMap ? emptyValue(type) : undefined,
    at: node.at,
  };
}

/** What a missing map entry counts as under `+=` and `-=`. */
function emptyValue(type: CheckedType): Value | undefined {
  if (isNumber(type)) return 0;
  if (type.kind === 'set') return EMPTY_SET;
  if (type.kind === 'list') return EMPTY_LIST;
  return type.kind === 'map' ? EMPTY_MAP : undefined;
}

function checkTarget(
  checking: Checking,
  node: ExpressionNode,
  scope: Scope,
  role: RoleEntry,
): CheckedTarget | undefined {
  if (node.kind === 'reference') return checkRoot(checking, node.name, scope, role);
  if (node.kind === 'member') {
    const of = checkTarget(checking, node.of, scope, role);
    return of && extendByField(checking, of, node.name);
  }
  if (node.kind === 'index') {
    const of = checkTarget(checking, node.of, scope, role);
    return of && extendByIndex(checking, of, node, scope);
  }
  if (node.kind !== 'missing') {
    checking.problems.add('not-assignable', node.at, 'This cannot be assigned.', {
      try: 'Assign a variable of the role, a ghost, or a part of one: `log[i].term = …`.',
    });
  }
  return undefined;
}

function checkRoot(checking: Checking, name: Name, scope: Scope, role: RoleEntry): CheckedTarget | undefined {
  const { symbols, tables, problems } = checking;
  const local = findLocal(scope, name.text);
  if (local !== undefined) {
    symbols.refer(local.symbol, name.at);
    problems.add('not-assignable', name.at, `\`${name.text}\` is a local name and keeps its value.`, {
      related: [{ at: local.symbol.at, message: `\`${name.text}\` gets its value here.` }],
      try: 'Bind a new name with `let`, or declare a variable in the role.',
    });
    return undefined;
  }
  const variable = role.variables.get(name.text);
  if (variable !== undefined) {
    symbols.refer(variable.symbol, name.at, 'write');
    return { target: { scope: 'variable', index: variable.index, name: name.text, path: [] }, type: variable.type };
  }
  const ghost = tables.ghosts.get(name.text);
  if (ghost !== undefined) {
    symbols.refer(ghost.symbol, name.at, 'write');
    return { target: { scope: 'ghost', index: ghost.index, name: name.text, path: [] }, type: ghost.type };
  }
  const other = tables.lookUp(name.text);
  if (other !== undefined) {
    problems.add('not-assignable', name.at, `\`${name.text}\` is a ${other.kind} and cannot be assigned.`, {
      related: [{ at: other.at, message: `\`${name.text}\` is declared here.` }],
      try: 'Declare a variable in the role.',
    });
    return undefined;
  }
  const near = closest(name.text, [...role.variables.keys(), ...tables.ghosts.keys()]);
  problems.add('unknown-variable', name.at, `\`${role.symbol.name}\` has no variable \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: `Declare it in the role: \`var ${name.text}: int = 0\`; a name for one body is bound with \`let\`.` }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
  return undefined;
}

function extend({ target }: CheckedTarget, step: PathStep, type: CheckedType): CheckedTarget {
  return { target: { ...target, path: [...target.path, step] }, type };
}

function extendByField(checking: Checking, of: CheckedTarget, name: Name): CheckedTarget | undefined {
  const { type } = of;
  if (type.kind !== 'record') {
    if (type.kind !== 'unknown') {
      checking.problems.add('not-assignable', name.at, `\`${describe(type)}\` has no fields to assign.`, {
        try:
          type.kind === 'option'
            ? 'It may be `none`: assign the whole record.'
            : 'Only fields of records are assigned.',
      });
    }
    return undefined;
  }
  const fields = checking.tables.recordAt(type.record)?.fields ?? [];
  const index = fields.findIndex(field => field.name === name.text);
  const field = fields[index];
  if (field === undefined) {
    reportUnknownField(
      checking,
      name,
      type.name,
      fields.map(each => each.name),
    );
    return undefined;
  }
  checking.symbols.refer(field.symbol, name.at, 'write');
  return extend(of, { kind: 'field', field: index, name: name.text }, field.type);
}

function extendByIndex(
  checking: Checking,
  of: CheckedTarget,
  node: ExpressionNode & { readonly kind: 'index' },
  scope: Scope,
): CheckedTarget | undefined {
  const { type } = of;
  if (type.kind === 'list') {
    return extend(of, { kind: 'item', index: checking.expect(node.index, scope, INT) }, type.of);
  }
  if (type.kind === 'map') {
    return extend(of, { kind: 'entry', key: checking.expect(node.index, scope, type.key) }, type.value);
  }
  checking.infer(node.index, scope, UNKNOWN);
  if (type.kind !== 'unknown') {
    checking.problems.add('not-indexed', node.of.at, `\`${describe(type)}\` has no items to index.`, {
      try: 'Lists are indexed by number from 0, and maps by key.',
    });
  }
  return undefined;
}
