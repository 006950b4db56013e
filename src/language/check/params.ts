import { describe, isNumber, UNKNOWN } from './checkedType.ts';
import { scopeOf, type Checking } from './scope.ts';
import { resolveType } from './typeNodes.ts';

/** The types and default values of the parameters, in order: each may use the ones before it. */
export function checkParams(checking: Checking): void {
  const { tables, problems, symbols } = checking;
  for (const param of tables.params.values()) {
    const { node } = param;
    const before = symbols.occurrences.length;
    const scope = scopeOf('constant');
    if (node.type === undefined) {
      const typed = checking.infer(node.value, scope);
      param.type = typed.type;
      param.value = typed.expression;
      if (typed.type.kind === 'option' || (typed.type.kind === 'set' && typed.type.of === UNKNOWN)) {
        problems.add('no-type', node.name.at, `The value of \`${node.name.text}\` does not say what its type is.`, {
          try: `Write \`param ${node.name.text}: … = …\`.`,
        });
      }
    } else {
      param.type = resolveType(checking, node.type);
      param.value = checking.expect(node.value, scope, param.type);
    }
    for (const occurrence of symbols.occurrences.slice(before)) {
      const used = occurrence.symbol.kind === 'param' ? tables.params.get(occurrence.symbol.name) : undefined;
      if (used === undefined || used.index < param.index) continue;
      problems.add(
        'param-order',
        occurrence.at,
        `\`${occurrence.symbol.name}\` has no value yet where \`${node.name.text}\` needs it.`,
        {
          try: 'Declare it before the parameter that uses it.',
        },
      );
    }
  }
}

/** Ends of ranges, limits and budgets are numbers. */
export function checkNumericParams({ tables, problems }: Checking): void {
  for (const { param, at } of tables.numericParams) {
    if (isNumber(param.type) || param.type.kind === 'unknown') continue;
    problems.add(
      'wrong-type',
      at,
      `A number is needed here, but \`${param.symbol.name}\` is \`${describe(param.type)}\`.`,
      {
        related: [{ at: param.symbol.at, message: `\`${param.symbol.name}\` is declared here.` }],
        try: 'Use a number or a parameter that is one.',
      },
    );
  }
}
