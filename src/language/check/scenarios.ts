import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import type { Expectation, Replay, Scenario } from '../../model/scenario.ts';
import { docComment } from '../syntax/docComment.ts';
import type { AssignmentNode, Name, ReplayNode, ScenarioNode } from '../syntax/tree.ts';
import { lowerConstant } from './constants.ts';
import { checkExpectation } from './expectations.ts';
import { numberOf } from './numbers.ts';
import { scopeOf, type Checking } from './scope.ts';
import { SETTING_WORDS } from './failureWords.ts';
import { checkTransport, clockOf, failuresOf, networkOf, warnAboutKeptOrder } from './failureSettings.ts';
import { checkSettings, type FailureDraft } from './settings.ts';
import { closest } from './suggest.ts';
import { textOf } from './tables.ts';

/** What one block says; a scenario is the draft of `system` overridden by its own. */
interface Draft extends FailureDraft {
  readonly node: ScenarioNode;
  readonly counts: Map<number, Expression>;
  readonly params: Map<number, Expression>;
  readonly bounds: { depth?: number; states?: number };
  readonly expectations: Expectation[];
  readonly replays: Replay[];
}

/** Every scenario of the file, complete. */
export function checkScenarios(checking: Checking, nodes: readonly ScenarioNode[], header: Span): readonly Scenario[] {
  const { problems } = checking;
  const drafts = nodes.map(node => checkBlock(checking, node));
  const systems = drafts.filter(draft => draft.node.title === undefined);
  const scenarios = drafts.filter(draft => draft.node.title !== undefined);
  const [system, second] = systems;
  if (second !== undefined && system !== undefined) {
    problems.add('duplicate-name', second.node.heading, 'There are two `system` blocks.', {
      related: [{ at: system.node.heading, message: 'The first one is here.' }],
      try: 'Put everything into one; what differs goes into a `scenario`.',
    });
  }
  if (drafts.length === 0) {
    if (problems.unreadable || checking.tables.roles.size === 0) return [];
    const counts = [...checking.tables.roles.keys()].map(role => `${role}: 1`).join('  ');
    problems.add('no-system', header, 'Nothing says how many nodes there are.', {
      try: `Add \`system { ${counts} }\`.`,
    });
    return [];
  }
  reportEqualTitles(checking, scenarios);
  const misplaced = scenarios.length === 0 ? undefined : (system?.expectations[0] ?? system?.replays[0]);
  if (misplaced !== undefined) {
    problems.add('expect-in-system', misplaced.at, '`system` is not checked itself in a file with scenarios.', {
      try: 'Move this line into a scenario.',
    });
  }
  const complete = scenarios.length === 0 ? systems.slice(0, 1) : scenarios;
  reportMissingCounts(checking, complete, system);
  return complete.map(draft => merge(checking, draft, system === draft ? undefined : system));
}

function reportEqualTitles(checking: Checking, scenarios: readonly Draft[]): void {
  const seen = new Map<string, Name>();
  for (const { node } of scenarios) {
    const { title } = node;
    if (title === undefined || title.at.start === title.at.end) continue;
    const first = seen.get(title.text);
    if (title.text.trim() === '') {
      checking.problems.add('no-title', title.at, 'This scenario has no name.', {
        try: 'Say between the quotes what happens in it.',
      });
    } else if (first !== undefined) {
      checking.problems.add('duplicate-name', title.at, `There is already a scenario "${title.text}".`, {
        related: [{ at: first.at, message: 'The first one is here.' }],
        try: 'Give one of them another name.',
      });
    }
    seen.set(title.text, title);
  }
}

function reportMissingCounts(checking: Checking, drafts: readonly Draft[], system: Draft | undefined): void {
  if (system === undefined) {
    reportNoSystem(checking, drafts);
    return;
  }
  for (const role of checking.tables.roles.values()) {
    const lacking = drafts.find(draft => !draft.counts.has(role.index) && !system.counts.has(role.index));
    if (lacking === undefined) continue;
    const { name } = role.symbol;
    checking.problems.add('no-node-count', system.node.heading, `This does not say how many nodes \`${name}\` has.`, {
      related: [{ at: role.symbol.at, message: `\`${name}\` is declared here.` }],
      try: `Add \`${name}: 1\`.`,
    });
  }
}

/** One error for all roles and scenarios: what they lack is the one block that they would share. */
function reportNoSystem({ tables, problems }: Checking, drafts: readonly Draft[]): void {
  const lacking = (draft: Draft): boolean => [...tables.roles.values()].some(role => !draft.counts.has(role.index));
  const draft = drafts.find(lacking);
  if (draft === undefined) return;
  const counts = [...tables.roles.keys()].map(role => `${role}: 1`).join('  ');
  problems.add(
    'no-node-count',
    draft.node.heading,
    'There is no `system { … }` that says how many nodes each role has, and this scenario does not say it either.',
    { try: `Add \`system { ${counts} }\`.` },
  );
}

function merge(checking: Checking, draft: Draft, system: Draft | undefined): Scenario {
  const { tables, text } = checking;
  const { node } = draft;
  const zero: Expression = { kind: 'literal', value: 0, at: node.heading };
  const bounds = { ...system?.bounds, ...draft.bounds };
  warnAboutKeptOrder(checking, draft, system);
  checkTransport(checking, draft, system);
  return {
    name: node.title?.text ?? 'system',
    at: node.heading,
    doc: docComment(text, node.at.start),
    nodes: [...tables.roles.values()].map(
      role => draft.counts.get(role.index) ?? system?.counts.get(role.index) ?? zero,
    ),
    params: [...new Map([...(system?.params ?? []), ...draft.params])].map(([param, value]) => ({ param, value })),
    network: networkOf(draft, system),
    failures: failuresOf(draft, system),
    clock: clockOf(checking, draft, system),
    bounds: { depth: bounds.depth, states: bounds.states },
    expectations: draft.expectations,
    replays: draft.replays,
  };
}

function checkBlock(checking: Checking, node: ScenarioNode): Draft {
  const draft: Draft = {
    node,
    counts: new Map(),
    params: new Map(),
    bounds: {},
    network: {},
    failures: new Map(),
    clock: {},
    written: new Map(),
    expectations: [],
    replays: [],
  };
  checking.symbols.declare({
    kind: 'scenario',
    name: node.title?.text ?? 'system',
    at: node.title?.at ?? node.heading,
    whole: node.at,
    doc: docComment(checking.text, node.at.start),
    owner: undefined,
    signature: node.title === undefined ? 'system' : `scenario "${node.title.text}"`,
    type: undefined,
    visible: undefined,
  });
  for (const entry of node.entries) {
    switch (entry.kind) {
      case 'assignment':
        checkAssignment(checking, entry, draft);
        break;
      case 'settings':
        checkSettings(checking, entry, draft);
        break;
      case 'expect': {
        const expectation = checkExpectation(checking, entry);
        if (expectation !== undefined) draft.expectations.push(expectation);
        break;
      }
      case 'replay':
        draft.replays.push(checkReplay(checking, entry, draft.replays));
        break;
    }
  }
  return draft;
}

function checkReplay(checking: Checking, node: ReplayNode, others: readonly Replay[]): Replay {
  const twin = others.find(other => other.name === node.title.text);
  if (twin !== undefined) {
    checking.problems.add('duplicate-name', node.title.at, `There is already a replay "${node.title.text}" here.`, {
      related: [{ at: twin.at, message: 'The first one is here.' }],
      try: 'Give one of them another name.',
    });
  }
  return { name: node.title.text, at: node.title.at, steps: node.steps };
}

/** `Role: count`, `param = value`, `depth: 40` or `states: 2M`. */
function checkAssignment(checking: Checking, node: AssignmentNode, draft: Draft): void {
  const { tables, symbols, problems } = checking;
  const { name, value } = node;
  const role = tables.roles.get(name.text);
  if (role !== undefined) {
    symbols.refer(role.symbol, name.at);
    if (draft.counts.has(role.index)) reportSetTwice(checking, name);
    draft.counts.set(role.index, lowerConstant(checking, value));
    return;
  }
  const param = tables.params.get(name.text);
  if (param !== undefined) {
    symbols.refer(param.symbol, name.at, 'write');
    if (draft.params.has(param.index)) reportSetTwice(checking, name);
    draft.params.set(param.index, checking.expect(value, scopeOf('constant'), param.type));
    return;
  }
  if (name.text === 'depth' || name.text === 'states') {
    const limit = value.kind === 'number' ? numberOf(problems, value) : undefined;
    if (limit !== undefined) draft.bounds[name.text] = limit;
    else if (value.kind !== 'number' && value.kind !== 'missing') {
      problems.add('not-constant', value.at, 'A limit is a number.', {
        try: `Write \`${name.text}: 1000\`; \`10k\` and \`2M\` are numbers too.`,
      });
    }
    return;
  }
  if (name.text === '') return;
  const section = (['network', 'faults', 'clock'] as const).find(each => SETTING_WORDS[each].includes(name.text));
  if (section !== undefined) {
    problems.add('unknown-name', name.at, `\`${name.text}\` belongs into \`${section} { … }\`.`, {
      try: `Write \`${section} { ${name.text}: ${textOf(checking, value.at)} }\`.`,
    });
    return;
  }
  if (name.text in BLOCKS) {
    problems.add('unknown-name', name.at, `\`${name.text}\` is a block of settings.`, {
      try: `Write \`${BLOCKS[name.text] ?? ''}\`.`,
    });
    return;
  }
  const near = closest(name.text, [
    ...tables.roles.keys(),
    ...tables.params.keys(),
    'depth',
    'states',
    'network',
    'faults',
    'clock',
  ]);
  problems.add('unknown-name', name.at, `There is no role and no parameter \`${name.text}\`.`, {
    ...(near === undefined
      ? { try: 'Set the nodes of a role, a parameter, `depth` or `states`.' }
      : { try: `Did you mean \`${near}\`?`, replacement: near }),
  });
}

/** How a block of settings is written. */
const BLOCKS: Readonly<Record<string, string>> = {
  network: 'network { loss: 1 }',
  faults: 'faults { crash: 1 }',
  clock: 'clock { horizon: 10 }',
};

function reportSetTwice(checking: Checking, name: Name): void {
  checking.problems.add('duplicate-name', name.at, `\`${name.text}\` is set twice here.`, {
    try: 'Remove one of them.',
  });
}
