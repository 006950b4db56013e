import type { Expression } from '../../model/expressions.ts';
import type { PropertyParameter } from '../../model/protocol.ts';
import type { BindingNode, ExpressionNode, PropertyNode, ValueParameterNode } from '../syntax/tree.ts';
import { checkParameters } from './parameters.ts';
import type { Checking, Scope } from './scope.ts';
import { stateRead } from './stateRead.ts';
import { textOf, type Workspace } from './tables.ts';

/** The parameters of a property, and the scope in which they are known. */
export function checkPropertyParameters(
  checking: Checking,
  node: PropertyNode,
  outer: Scope,
): { readonly parameters: readonly PropertyParameter[]; readonly scope: Scope } {
  const said = 'A property is claimed for every value of its parameters';
  const { parameters, scope } = checkParameters(checking, node, outer, said);
  if (!isForEach(node)) reportParameters(checking, node);
  else for (const { over } of parameters) reportChanging(checking, node, over);
  return { parameters: parameters.map(({ name, over }) => ({ name, over })), scope };
}

/** Whether a property is claimed for each value by itself: of one state, or of one step, `all` says the same. */
function isForEach({ property }: PropertyNode): boolean {
  return ['eventually', 'alwaysEventually', 'eventuallyAlways', 'leadsto'].includes(property);
}

function reportParameters(checking: Checking, { property, parameters }: PropertyNode): void {
  const [first, last] = [parameters[0], parameters.at(-1)];
  if (first === undefined || last === undefined) return;
  const bound = bindingsOf(checking, parameters);
  const advice = {
    reachable: `Write \`some ${bound}: …\` after the colon, or one property for each value.`,
    decides: `Write the set of all that is decided: \`{ … for ${bound} }\`.`,
  };
  checking.problems.add(
    'no-parameters',
    { start: first.at.start, end: last.at.end },
    'Only `leadsto`, `eventually`, `always eventually` and `eventually always` are claimed for each value by itself.',
    {
      try:
        property === 'reachable' || property === 'decides'
          ? advice[property]
          : `Write \`all ${bound}: …\` after the colon.`,
    },
  );
}

/** Parameters as a quantifier binds them: `c in Client, v in 0..2`; with `…` for what has no short name. */
export function bindingsOf(
  workspace: Pick<Workspace, 'text' | 'tables'>,
  nodes: readonly (ValueParameterNode | BindingNode)[],
): string {
  const { tables, text } = workspace;
  return nodes
    .map(node => {
      const type = 'type' in node ? node.type : undefined;
      const isSet = type?.kind === 'range' || (type?.kind === 'named' && tables.roles.has(type.name.text));
      const { start, end } = (isSet ? type : node.over)?.at ?? { start: 0, end: 0 };
      return `${node.name.text} in ${start === end ? '{ … }' : text.slice(start, end)}`;
    })
    .join(', ');
}

function reportChanging(checking: Checking, { name }: PropertyNode, over: Expression): void {
  const changing = stateRead(over);
  if (changing === undefined) return;
  const shown = textOf(checking, changing.at);
  const message = `\`${shown}\` changes, and the values for which \`${name.text}\` is claimed are the same in every state.`;
  checking.problems.add('not-constant', changing.at, message, {
    try: 'Go through all values, such as `c in Client`, and say in the condition after the colon which ones matter.',
  });
}

/**
 * The quantifier on the left side of `~>` whose names are meant for both sides: `all c in Client: a ~> b` in place of
 * `leadsto P(c in Client): a ~> b`. Undefined where parameters cannot say it.
 */
export function quantifierForEach({ body }: PropertyNode, lowered?: Expression): Quantified | undefined {
  const left = withoutParentheses(body);
  if (left.kind !== 'quantified' || !['all', 'some'].includes(left.quantifier)) return undefined;
  const isChanging =
    lowered?.kind === 'quantified' && lowered.bindings.some(({ over }) => stateRead(over) !== undefined);
  return isChanging ? undefined : left;
}

/** `all c in Client: …`, as it is written. */
export type Quantified = ExpressionNode & { readonly kind: 'quantified' };

export function withoutParentheses(node: ExpressionNode): ExpressionNode {
  return node.kind === 'parenthesised' ? withoutParentheses(node.of) : node;
}
