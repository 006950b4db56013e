import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import type { ExpressionNode, Name } from '../syntax/tree.ts';
import { describe, type CheckedType } from './checkedType.ts';
import type { SymbolEntry } from './symbols.ts';
import type { RoleEntry, Workspace } from './tables.ts';

/** Counts the local names of one handler, function, action, procedure or property. */
export interface Frame {
  slots: number;
}

export interface Local {
  readonly symbol: SymbolEntry;
  readonly slot: number;
  readonly type: CheckedType;
}

interface Locals {
  readonly local: Local;
  readonly outer: Locals | undefined;
}

/** Where an expression stands, which decides what it may name. */
export interface Scope {
  /** `initial` is the first value of a variable, `constant` that of a parameter. */
  readonly place: 'constant' | 'initial' | 'function' | 'handler' | 'property';
  /** The role whose node runs. */
  readonly role: RoleEntry | undefined;
  /** Inside a `step` property, where `old` has a meaning. */
  readonly step: boolean;
  readonly frame: Frame;
  readonly locals: Locals | undefined;
}

export function scopeOf(place: Scope['place'], role?: RoleEntry, step = false): Scope {
  return { place, role, step, frame: { slots: 0 }, locals: undefined };
}

export function findLocal(scope: Scope, name: string): Local | undefined {
  for (let rest = scope.locals; rest !== undefined; rest = rest.outer) {
    if (rest.local.symbol.name === name) return rest.local;
  }
  return undefined;
}

/** All local names, the innermost first. */
export function localNames(scope: Scope): readonly string[] {
  const names: string[] = [];
  for (let rest = scope.locals; rest !== undefined; rest = rest.outer) names.push(rest.local.symbol.name);
  return names;
}

/** The scope with one more local name, which has the next slot of the frame unless it has one already. */
export function withSlot(
  scope: Scope,
  symbol: SymbolEntry,
  type: CheckedType,
  slot = takeSlots(scope, 1),
): { readonly scope: Scope; readonly slot: number } {
  return { scope: { ...scope, locals: { local: { symbol, slot, type }, outer: scope.locals } }, slot };
}

/** Keeps the next slots of the frame for names that are known later; answers the first of them. */
export function takeSlots({ frame }: Scope, count: number): number {
  const first = frame.slots;
  frame.slots += count;
  return first;
}

interface NewLocal {
  readonly name: Name;
  readonly type: CheckedType;
  readonly visible: Span;
  /** What it is a parameter of. */
  readonly owner?: string;
  /** One of the slots that were taken before. */
  readonly slot?: number;
}

/** Declares a local name that can be used in `visible`. */
export function bindLocal(
  workspace: Workspace,
  scope: Scope,
  local: NewLocal,
): { readonly scope: Scope; readonly slot: number } {
  const { name, type, visible, owner, slot } = local;
  warnAboutShadowing(workspace, scope, name);
  const symbol = workspace.symbols.declare({
    kind: 'local',
    name: name.text,
    at: name.at,
    whole: name.at,
    doc: undefined,
    owner,
    signature: `${name.text}: ${describe(type)}`,
    type,
    visible,
  });
  return withSlot(scope, symbol, type, slot);
}

function warnAboutShadowing(workspace: Workspace, scope: Scope, name: Name): void {
  if (name.text === '' || name.text === '_') return;
  const variable = scope.place === 'handler' ? scope.role?.variables.get(name.text) : undefined;
  const hidden = findLocal(scope, name.text)?.symbol ?? variable?.symbol;
  if (hidden === undefined) return;
  workspace.problems.add(
    'hides-name',
    name.at,
    `This \`${name.text}\` hides the ${hidden.kind === 'variable' ? 'variable' : 'name'} of the same name.`,
    {
      severity: 'warning',
      related: [{ at: hidden.at, message: `The other \`${name.text}\` is here.` }],
      try: 'Give one of them another name.',
    },
  );
}

export interface Typed {
  readonly expression: Expression;
  readonly type: CheckedType;
}

/** The mutually recursive heart of checking, handed to the parts that live in files of their own. */
export interface Checking extends Workspace {
  /** The meaning and type of an expression; `expected` says what the place would like, as a hint. */
  infer(node: ExpressionNode, scope: Scope, expected?: CheckedType): Typed;
  /** The meaning of an expression where a value of a type is needed; says so when it is something else. */
  expect(node: ExpressionNode, scope: Scope, type: CheckedType): Expression;
}
