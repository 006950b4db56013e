import type { Expression } from '../../model/expressions.ts';
import type { ExpressionNode, Name } from '../syntax/tree.ts';
import { BUILTINS, BUILTIN_NAMES } from './builtins.ts';
import { describe, enumIdentity, NODE, UNKNOWN, withoutOption, type CheckedType } from './checkedType.ts';
import { findLocal, localNames, type Checking, type Scope, type Typed } from './scope.ts';
import { closest } from './suggest.ts';
import type { Workspace } from './tables.ts';

export function unknown(node: ExpressionNode): Typed {
  return { expression: { kind: 'literal', value: 0, at: node.at }, type: UNKNOWN };
}

/** A bare name: a local name, a variable, a ghost, a parameter, the nodes of a role, or a literal of an enumeration. */
export function inferReference(
  checking: Checking,
  node: ExpressionNode & { readonly kind: 'reference' },
  scope: Scope,
  expected: CheckedType | undefined,
): Typed {
  const { symbols, tables } = checking;
  const name = node.name.text;
  const at = node.at;
  const local = findLocal(scope, name);
  if (local !== undefined) {
    symbols.refer(local.symbol, at);
    return { expression: { kind: 'local', slot: local.slot, name, at }, type: local.type };
  }
  const variable = scope.role?.variables.get(name);
  if (variable !== undefined && scope.place === 'handler') {
    symbols.refer(variable.symbol, at);
    return { expression: { kind: 'variable', variable: variable.index, name, at }, type: variable.type };
  }
  const global = inferGlobal(checking, node, scope);
  if (global !== undefined) return global;
  const literal = inferLiteral(checking, node.name, expected);
  if (literal !== undefined) return literal;
  if (name === 'node' && scope.place !== 'constant') {
    return { expression: { kind: 'allNodes', at }, type: { kind: 'set', of: NODE } };
  }
  if (tables.literals.has(name)) reportAmbiguousLiteral(checking, node.name);
  else if (wantsLiteral(expected)) reportUnknownLiteral(checking, node.name, scope, expected);
  else reportUnknownName(checking, node.name, scope);
  return unknown(node);
}

function inferGlobal(
  checking: Checking,
  node: ExpressionNode & { readonly kind: 'reference' },
  scope: Scope,
): Typed | undefined {
  const { symbols, tables, problems } = checking;
  const name = node.name.text;
  const at = node.at;
  const param = tables.params.get(name);
  if (param !== undefined) {
    symbols.refer(param.symbol, at);
    return { expression: { kind: 'param', param: param.index, name, at }, type: param.type };
  }
  const role = tables.roles.get(name);
  if (role !== undefined) {
    symbols.refer(role.symbol, at);
    if (scope.place === 'constant') {
      problems.add('not-constant', at, `This is fixed before there are nodes, so it cannot depend on \`${name}\`.`, {
        try: 'Use numbers and earlier parameters.',
      });
      return unknown(node);
    }
    return { expression: { kind: 'roleNodes', role: role.index, at }, type: { kind: 'set', of: role.type } };
  }
  const ghost = tables.ghosts.get(name);
  if (ghost === undefined) return undefined;
  symbols.refer(ghost.symbol, at);
  if (scope.place !== 'property') {
    problems.add(
      'ghost-read',
      at,
      `\`${name}\` is a ghost: only properties can read it, so that it never changes a run.`,
      {
        related: [{ at: ghost.symbol.at, message: `\`${name}\` is declared here.` }],
        try: 'Keep what the node needs to know in a variable of its role.',
      },
    );
    return unknown(node);
  }
  return { expression: { kind: 'ghost', ghost: ghost.index, name, at }, type: ghost.type };
}

/** A literal of the expected enumeration, or of the only one that has it. */
export function inferLiteral(checking: Workspace, name: Name, expected: CheckedType | undefined): Typed | undefined {
  const candidates = checking.tables.literals.get(name.text) ?? [];
  const wanted = expected === undefined ? undefined : withoutOption(expected);
  const fitting =
    wanted?.kind === 'enum'
      ? candidates.find(candidate => enumIdentity(candidate.type) === enumIdentity(wanted))
      : undefined;
  const chosen = fitting ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (chosen === undefined) return undefined;
  checking.symbols.refer(chosen.symbol, name.at);
  return { expression: { kind: 'literal', value: name.text, at: name.at }, type: chosen.type };
}

function wantsLiteral(expected: CheckedType | undefined): expected is CheckedType {
  return expected !== undefined && withoutOption(expected).kind === 'enum';
}

/** A name that nothing has, where a literal of an enumeration is wanted. */
function reportUnknownLiteral(checking: Workspace, name: Name, scope: Scope, expected: CheckedType): void {
  const type = withoutOption(expected);
  const known = scope.role?.variables.has(name.text) === true || checking.tables.lookUp(name.text) !== undefined;
  if (type.kind !== 'enum' || known) {
    reportUnknownName(checking, name, scope);
    return;
  }
  const near = closest(name.text, type.literals);
  const listed = type.literals.map(literal => `\`${literal}\``).join(', ');
  checking.problems.add('unknown-name', name.at, `\`${describe(type)}\` has no \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: `Its values are ${listed}.` }
      : { try: `Did you mean \`${near}\`? Its values are ${listed}.`, replacement: near }),
  });
}

function reportAmbiguousLiteral({ problems, tables }: Workspace, name: Name): void {
  const candidates = tables.literals.get(name.text) ?? [];
  const types = candidates.map(candidate => `\`${describe(candidate.type)}\``).join(' and ');
  problems.add('ambiguous-literal', name.at, `\`${name.text}\` could be of ${types}: nothing here says which.`, {
    related: candidates.map(candidate => ({ at: candidate.symbol.at, message: `One \`${name.text}\` is here.` })),
    try: 'Compare it with something, or give the name a type with a variable or a function.',
  });
}

function reportUnknownName(checking: Workspace, name: Name, scope: Scope): void {
  const { tables, problems } = checking;
  const variable = scope.role?.variables.get(name.text);
  if (variable !== undefined) {
    problems.add(
      'not-constant',
      name.at,
      `The first value of a variable cannot depend on the variable \`${name.text}\`.`,
      {
        related: [{ at: variable.symbol.at, message: `\`${name.text}\` is declared here.` }],
        try: 'Set it in `on start`.',
      },
    );
    return;
  }
  const other = tables.lookUp(name.text);
  if (other !== undefined) {
    const use =
      other.kind === 'function' || other.kind === 'record'
        ? `Write \`${name.text}(…)\`.`
        : other.kind === 'history'
          ? `Write \`invoke ${name.text}.…\` where a client begins an operation, and \`linearizable ${name.text}\` as a property.`
          : 'Use a variable or a value.';
    problems.add('not-a-value', name.at, `\`${name.text}\` is a ${other.kind}, not a value.`, {
      related: [{ at: other.at, message: `\`${name.text}\` is declared here.` }],
      try: use,
    });
    return;
  }
  if (BUILTIN_NAMES.has(name.text)) {
    const builtin = BUILTINS.find(entry => entry.name === name.text);
    const call = `${name.text}()`;
    problems.add('not-a-value', name.at, `\`${name.text}\` is a function.`, {
      ...(builtin?.signature.startsWith(call) === true
        ? { try: `Write \`${call}\`.`, replacement: call }
        : { try: `Write \`${builtin?.signature ?? name.text}\`.` }),
    });
    return;
  }
  const owner = [...tables.roles.values()].find(role => role.variables.has(name.text));
  if (owner !== undefined) {
    reportVariableOfNode(checking, name, scope, owner.symbol.name);
    return;
  }
  const near = closest(name.text, visibleNames(checking, scope));
  problems.add('unknown-name', name.at, `There is no \`${name.text}\` here.`, {
    ...(near === undefined
      ? { try: 'Declare it, or use one of the names that are.' }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

function reportVariableOfNode(checking: Workspace, name: Name, scope: Scope, role: string): void {
  const where = `\`${name.text}\` is a variable of the nodes of \`${role}\``;
  const advice =
    scope.place === 'property'
      ? `Say of which node: \`all n in ${role}: n.${name.text} …\`, or \`(the ${role}).${name.text}\` if there is only one.`
      : 'A node knows its own variables only: let the other node send the value in a message.';
  checking.problems.add('unknown-name', name.at, `${where}: it cannot be named alone here.`, { try: advice });
}

/** Names that an expression in the scope may use. */
export function visibleNames({ tables }: Workspace, scope: Scope): readonly string[] {
  return [
    ...localNames(scope),
    ...(scope.place === 'handler' && scope.role !== undefined ? scope.role.variables.keys() : []),
    ...tables.params.keys(),
    ...tables.roles.keys(),
    ...(scope.place === 'property' ? tables.ghosts.keys() : []),
    ...tables.functions.keys(),
    ...tables.records.keys(),
    ...tables.literals.keys(),
    ...BUILTIN_NAMES,
    'true',
    'false',
    'none',
    'self',
    'others',
  ];
}

/** `self` and `others`, which need a node that runs. */
export function inferNodeWord(
  checking: Checking,
  node: ExpressionNode & { readonly kind: 'word' },
  scope: Scope,
): Typed {
  const { role } = scope;
  if (role !== undefined && (scope.place === 'handler' || scope.place === 'initial')) {
    const expression: Expression =
      node.word === 'self' ? { kind: 'self', at: node.at } : { kind: 'others', at: node.at };
    return { expression, type: node.word === 'self' ? role.type : { kind: 'set', of: role.type } };
  }
  checking.problems.add('no-self', node.at, `\`${node.word}\` needs a node that runs, and nothing runs here.`, {
    try: 'In a property, bind a node with `all n in Role: …`; in a function, take the node as a parameter.',
  });
  return unknown(node);
}
