import type { Span } from '../../base/span.ts';
import type * as ast from '../generated/ast.ts';
import { readExpression } from './readExpressions.ts';
import { readName, readNames, readOptionalName, spanOf, type Loose } from './placed.ts';
import { readScenario } from './readScenarios.ts';
import { readBlock } from './readStatements.ts';
import { readFields, readType } from './readTypes.ts';
import type {
  ActionNode,
  DeclarationNode,
  FileNode,
  HandlerNode,
  MemberNode,
  PropertyNode,
  RoleNode,
  ValueParameterNode,
} from './tree.ts';

/** Our own tree of a file: plain data with a span everywhere, whatever the text lacks. */
export function readFile(file: Loose<ast.File>, length: number): FileNode {
  const at = { start: 0, end: length };
  return {
    name: readOptionalName(file.name, at),
    declarations: (file.declarations ?? []).map(declaration => readDeclaration(declaration, at)),
    at,
  };
}

function readDeclaration(node: ast.Declaration, around: Span): DeclarationNode {
  const at = spanOf(node, around);
  switch (node.$type) {
    case 'Role':
      return readRole(node, at);
    case 'Property':
      return readProperty(node, at);
    case 'HistoryProperty': {
      const keyword = { start: at.start, end: at.start + node.kind.length };
      const history = readName((node as Loose<ast.HistoryProperty>).history, at);
      return { kind: 'historyProperty', property: node.kind, keyword, history, at };
    }
    case 'System':
    case 'Scenario':
      return readScenario(node, at);
    case 'Param':
    case 'TypeAlias':
    case 'Enum':
    case 'Record':
    case 'Message':
    case 'FunctionDeclaration':
    case 'Ghost':
    case 'History':
      return readDefinition(node, at);
  }
}

type DefinitionAst =
  ast.Param | ast.TypeAlias | ast.Enum | ast.Record | ast.Message | ast.FunctionDeclaration | ast.Ghost | ast.History;

function readDefinition(node: DefinitionAst, at: Span): DeclarationNode {
  const name = readName((node as Loose<DefinitionAst>).name, at);
  switch (node.$type) {
    case 'Param': {
      const { type, value }: Loose<ast.Param> = node;
      return { kind: 'param', name, type: type && readType(type, at), value: readExpression(value, at), at };
    }
    case 'TypeAlias':
      return { kind: 'type', name, type: readType((node as Loose<ast.TypeAlias>).type, at), at };
    case 'Enum':
      return { kind: 'enum', name, literals: readNames(node.literals, at), at };
    case 'Record':
      return { kind: 'record', name, fields: readFields(node.fields, at), at };
    case 'Message':
      return { kind: 'message', name, fields: readFields(node.fields, at), at };
    case 'FunctionDeclaration': {
      const { parameters, result, body }: Loose<ast.FunctionDeclaration> = node;
      const read = { parameters: readFields(parameters, at), result: readType(result, at) };
      return { kind: 'fn', name, ...read, body: readExpression(body, at), at };
    }
    case 'Ghost': {
      const { type, initial }: Loose<ast.Ghost> = node;
      return { kind: 'ghost', name, type: readType(type, at), initial: initial && readExpression(initial, at), at };
    }
    case 'History': {
      const { dataType, of, initial }: Loose<ast.History> = node;
      const read = { dataType: readName(dataType, at), of: of && readType(of, at) };
      return { kind: 'history', name, ...read, initial: initial && readExpression(initial, at), at };
    }
  }
}

function readProperty(node: Loose<ast.Property>, at: Span): PropertyNode {
  const kind = node.kind ?? 'invariant';
  const property =
    kind === 'always'
      ? 'alwaysEventually'
      : kind === 'eventually' && node.second !== undefined
        ? 'eventuallyAlways'
        : kind;
  return {
    kind: 'property',
    property,
    keyword: { start: at.start, end: at.start + kind.length },
    name: readName(node.name, at),
    parameters: readParameters(node.parameters, at),
    body: readExpression(node.body, at),
    to: node.to && readExpression(node.to, at),
    at,
  };
}

function readRole(node: Loose<ast.Role>, at: Span): RoleNode {
  const isOrdered = node.ordered ?? false;
  const members = (node.members ?? []).map(member => readMember(member, at));
  return { kind: 'role', name: readName(node.name, at), ordered: isOrdered, members, at };
}

type MemberAst = ast.RoleMember;

function readMember(node: MemberAst, around: Span): MemberNode {
  const at = spanOf(node, around);
  switch (node.$type) {
    case 'Variable': {
      const { name, type, initial }: Loose<ast.Variable> = node;
      const read = { durable: node.durable, type: readType(type, at) };
      return { kind: 'var', name: readName(name, at), ...read, initial: initial && readExpression(initial, at), at };
    }
    case 'Timer':
      return { kind: 'timer', name: readName((node as Loose<ast.Timer>).name, at), at };
    case 'Handler':
      return readHandler(node, at);
    case 'Action':
      return readAction(node, at);
    case 'Procedure': {
      const { name, parameters, body }: Loose<ast.Procedure> = node;
      const read = { name: readName(name, at), parameters: readFields(parameters, at) };
      return { kind: 'procedure', ...read, body: readBlock(body, at), at };
    }
  }
}

function readHandler(node: Loose<ast.Handler>, at: Span): HandlerNode {
  const body = readBlock(node.body, at);
  const patterns = (node.patterns ?? []).map((pattern: Loose<ast.Pattern>) => {
    const place = spanOf(pattern, at);
    const first = readExpression(pattern.first, place);
    if (pattern.second === undefined) return { field: undefined, value: first, at: place };
    const field = first.kind === 'reference' ? first.name : { text: '', at: first.at };
    return { field, value: readExpression(pattern.second, place), at: place };
  });
  return {
    kind: 'on',
    event: readName(node.event, at),
    heading: { start: at.start, end: Math.max(at.start, headingEnd(body.at, at)) },
    parenthesised: node.parenthesised === true,
    patterns,
    sender: readOptionalName(node.sender, at),
    guard: node.guard && readExpression(node.guard, at),
    body,
    at,
  };
}

/** Without the blank before the body. */
function headingEnd(body: Span, whole: Span): number {
  return body.start > whole.start ? body.start - 1 : whole.end;
}

function readAction(node: Loose<ast.Action>, at: Span): ActionNode {
  const body = readBlock(node.body, at);
  return {
    kind: 'action',
    fairness: node.fairness === 'fair' ? 'strong' : node.fairness === 'unfair' ? 'none' : 'weak',
    heading: { start: at.start, end: headingEnd(body.at, at) },
    name: readName(node.name, at),
    parameters: readParameters(node.parameters, at),
    guard: node.guard && readExpression(node.guard, at),
    body,
    at,
  };
}

function readParameters(
  nodes: readonly Loose<ast.ValueParameter>[] | undefined,
  around: Span,
): readonly ValueParameterNode[] {
  return (nodes ?? []).map(node => {
    const at = spanOf(node, around);
    const { name, type, over } = node;
    return { name: readName(name, at), type: type && readType(type, at), over: over && readExpression(over, at), at };
  });
}
