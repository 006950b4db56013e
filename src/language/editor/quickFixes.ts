import type { Span } from '../../base/span.ts';
import type { Problem } from '../problems.ts';
import { exampleValue } from '../check/exampleValue.ts';
import { beginsWithNone } from '../check/histories.ts';
import type { RoleEntry } from '../check/tables.ts';
import { contains, type Document, type TextEdit } from './document.ts';
import { roleAt } from './completion.ts';
import { claimForAll, claimForEach } from './propertyFixes.ts';
import type { QuickFix } from './quickFix.ts';

/** What can be done about a problem of the document. */
export function quickFixes(document: Document, problem: Problem): readonly QuickFix[] {
  const { at, replacement } = problem;
  const fixes: QuickFix[] = [];
  if (replacement !== undefined) {
    fixes.push({ title: `Change to \`${replacement}\``, edits: [{ at, text: replacement }], preferred: true });
  }
  const name = document.text.slice(at.start, at.end);
  switch (problem.code) {
    case 'message-not-handled':
      return [...fixes, ...addHandlers(document, problem, name)];
    case 'unknown-message':
      return [...fixes, ...declareMessage(document, problem, name)];
    case 'unknown-timer':
      return [...fixes, ...addMember(document, problem, `timer ${name}`, `Declare the timer \`${name}\``)];
    case 'unknown-procedure':
      return [
        ...fixes,
        ...addMember(document, problem, `procedure ${name}() { }`, `Declare the procedure \`${name}\``),
      ];
    case 'timer-not-handled':
      return [...fixes, ...addMember(document, problem, `on ${name} { }`, `Add \`on ${name}\``)];
    case 'no-initial-value':
      return [...fixes, ...addInitialValue(document, problem)];
    case 'no-protocol':
      return [{ title: 'Add `protocol Name`', edits: [insertion(0, 'protocol Name\n\n')], preferred: true }];
    case 'no-system':
      return addSystem(document);
    case 'no-node-count':
      return addCount(document, problem);
    case 'not-of-this-data-type':
      return [removal({ start: document.text.slice(0, at.start).trimEnd().length, end: at.end })];
    case 'known-on-left':
      return claimForEach(document, problem);
    case 'no-parameters':
      return claimForAll(document, problem);
    case 'never-happens':
      return [...fixes, ...removeSetting(document, problem)];
    default:
      return fixes;
  }
}

function insertion(offset: number, text: string): TextEdit {
  return { at: { start: offset, end: offset }, text };
}

/** A line of its own before the closing brace of a role. */
function inRole({ text }: Document, role: RoleEntry, line: string): TextEdit {
  const brace = role.node.at.end - 1;
  const lineStart = text.lastIndexOf('\n', brace) + 1;
  const alone = text.slice(lineStart, brace).trim() === '';
  return alone ? insertion(lineStart, `  ${line}\n`) : insertion(brace, `\n  ${line}\n`);
}

function addMember(document: Document, problem: Problem, line: string, title: string): readonly QuickFix[] {
  const role = roleAt(document, problem.at.start);
  return role === undefined ? [] : [{ title, edits: [inRole(document, role, line)], preferred: false }];
}

function addHandlers(document: Document, problem: Problem, name: string): readonly QuickFix[] {
  const { tables } = document.parsed;
  const message = tables.messages.get(name);
  if (message === undefined) return [];
  const fields = message.fields.map(field => field.name).join(', ');
  const line = `on ${name}${fields === '' ? '' : `(${fields})`} { }`;
  const named = [...tables.roles.values()].filter(role => problem.message.includes(`\`${role.symbol.name}\``));
  const roles = named.length > 0 ? named : [...tables.roles.values()];
  return roles.map(role => ({
    title: `Add \`on ${name}\` to \`${role.symbol.name}\``,
    edits: [inRole(document, role, line)],
    preferred: named.length === 1,
  }));
}

function declareMessage(document: Document, problem: Problem, name: string): readonly QuickFix[] {
  const declarations = document.parsed.file?.declarations ?? [];
  const last = declarations.findLast(declaration => declaration.kind === 'message');
  const before = declarations.find(declaration => contains(declaration.at, problem.at.start));
  const edit =
    last !== undefined
      ? insertion(last.at.end, `\nmessage ${name}`)
      : insertion(before?.at.start ?? document.text.length, `message ${name}\n\n`);
  return [{ title: `Declare the message \`${name}\``, edits: [edit], preferred: problem.replacement === undefined }];
}

function addInitialValue({ parsed }: Document, problem: Problem): readonly QuickFix[] {
  const { histories, roles } = parsed.tables;
  const startWith = (value: string, edit: TextEdit): readonly QuickFix[] => [
    { title: `Start with \`${value}\``, edits: [edit], preferred: true },
  ];
  for (const { node, type } of [...roles.values()].flatMap(role => [...role.variables.values()])) {
    if (node.name.at.start !== problem.at.start) continue;
    const { end } = node.type.at;
    if (type.kind === 'interval') return startWith('none', insertion(end, '? = none'));
    const value = exampleValue(type);
    return startWith(value, insertion(end, ` = ${value}`));
  }
  const history = [...histories.values()].find(({ symbol }) => symbol.at.start === problem.at.start);
  if (history?.of === undefined || history.node.of === undefined) return [];
  const { end } = history.node.of.at;
  if (beginsWithNone(history.of)) return startWith('none', insertion(end, '?'));
  const value = exampleValue(history.of);
  // Of a record nobody knows the fields.
  return value.includes('…') ? [] : startWith(value, insertion(end, ` = ${value}`));
}

function addSystem({ parsed, text }: Document): readonly QuickFix[] {
  const roles = [...parsed.tables.roles.keys()];
  if (roles.length === 0) return [];
  const block = `system {\n${roles.map(role => `  ${role}: 1\n`).join('')}}\n`;
  const gap = text.endsWith('\n') ? '\n' : '\n\n';
  return [
    {
      title: 'Add a `system` with one node of each role',
      edits: [insertion(text.length, gap + block)],
      preferred: true,
    },
  ];
}

function addCount({ text, parsed }: Document, problem: Problem): readonly QuickFix[] {
  const role = [...parsed.tables.roles.values()].find(each =>
    problem.related?.some(({ at }) => at.start === each.symbol.at.start),
  );
  const brace = text.indexOf('{', problem.at.end);
  if (role === undefined || brace < 0) return [];
  const count = `${role.symbol.name}: 1`;
  return [{ title: `Add \`${count}\``, edits: [insertion(brace + 1, `\n  ${count}`)], preferred: true }];
}

function removal(at: Span): QuickFix {
  return { title: 'Remove it', edits: [{ at, text: '' }], preferred: true };
}

/** Removes a setting, or the one of its values that has the problem. */
function removeSetting({ parsed, text }: Document, { at }: Problem): readonly QuickFix[] {
  for (const declaration of parsed.file?.declarations ?? []) {
    if (declaration.kind !== 'scenario') continue;
    for (const entry of declaration.entries) {
      if (entry.kind !== 'settings') continue;
      const setting = entry.settings.find(each => contains(each.at, at.start));
      if (setting === undefined) continue;
      const index = setting.values.findIndex(value => value.at.start === at.start);
      const value = setting.values[index];
      if (value === undefined || setting.values.length === 1) return [removal(setting.at)];
      const next = setting.values[index + 1];
      if (next !== undefined) return [removal({ start: value.at.start, end: next.at.start })];
      return [removal({ start: text.lastIndexOf(',', value.at.start), end: value.at.end })];
    }
  }
  return [];
}
