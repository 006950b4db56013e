import type { Span } from '../../base/span.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { HandlerNode } from '../syntax/tree.ts';
import type { CheckedRole } from './roles.ts';
import type { Checking } from './scope.ts';
import { eachStatement } from './senders.ts';
import type { Occurrence, SymbolEntry } from './symbols.ts';
import type { RoleEntry } from './tables.ts';

/** Likely mistakes in a file: things that never happen, or happen for nobody. */
export function warn(checking: Checking, roles: readonly CheckedRole[], scenarios: readonly Scenario[]): void {
  const uses = new Map<SymbolEntry, Occurrence[]>();
  for (const occurrence of checking.symbols.occurrences) {
    if (occurrence.use === 'declare') continue;
    const known = uses.get(occurrence.symbol);
    if (known === undefined) uses.set(occurrence.symbol, [occurrence]);
    else known.push(occurrence);
  }
  warnAboutMessages(checking, roles);
  warnAboutDisconnect(checking, scenarios);
  for (const { handlers } of roles) {
    warnAboutUnreachable(
      checking,
      handlers.messages.map(({ node, handler }) => ({
        node,
        key: handler.message,
        selective: handler.patterns.length > 0,
      })),
    );
    warnAboutUnreachable(
      checking,
      handlers.timers.map(({ node, handler }) => ({ node, key: handler.timer, selective: false })),
    );
  }
  for (const role of roles) warnAboutTimers(checking, role, uses);
  warnAboutUnused(checking, uses);
}

function warnAboutMessages(checking: Checking, roles: readonly CheckedRole[]): void {
  const { tables, problems } = checking;
  const handles = (role: RoleEntry, message: number): boolean =>
    roles.some(
      each => each.entry === role && each.handlers.messages.some(({ handler }) => handler.message === message),
    );
  for (const { symbol, index } of tables.messages.values()) {
    const handled = [...tables.roles.values()].filter(role => handles(role, index));
    const sent = tables.senders.get(symbol.name);
    if (sent === undefined) {
      problems.add('message-never-sent', symbol.at, `Nobody sends \`${symbol.name}\`.`, {
        severity: 'warning',
        try: `Remove it, or send it: \`send ${symbol.name} to …\`.`,
      });
    }
    if (sent === undefined || handled.length === tables.roles.size) continue;
    for (const role of tables.roles.values()) {
      for (const { at, receiver } of placesOfSending(checking, role, symbol.name)) {
        const unheard =
          receiver === undefined
            ? handled.length === 0
              ? 'No role'
              : undefined
            : handled.includes(receiver)
              ? undefined
              : `\`${receiver.symbol.name}\``;
        if (unheard === undefined) continue;
        reportNotHandled(checking, at, symbol, unheard);
      }
    }
  }
}

/** Connections reset only where there are some. */
function warnAboutDisconnect({ tables, problems }: Checking, scenarios: readonly Scenario[]): void {
  const { disconnectAt } = tables;
  if (disconnectAt === undefined || scenarios.some(({ failures }) => failures.some(({ kind }) => kind === 'reset'))) {
    return;
  }
  problems.add('handler-unreachable', disconnectAt, 'No connection ever resets: no scenario has `reset: 1`.', {
    severity: 'warning',
    try: 'Write `network { transport: tcp  reset: 1 }` in a scenario.',
  });
}

function reportNotHandled({ problems }: Checking, at: Span, message: SymbolEntry, who: string): void {
  const lacks =
    who === 'No role' ? `No role handles \`${message.name}\`` : `${who} does not handle \`${message.name}\``;
  problems.add('message-not-handled', at, `${lacks}: what is sent here is never received.`, {
    severity: 'warning',
    related: [{ at: message.at, message: `\`${message.name}\` is declared here.` }],
    try:
      who === 'No role'
        ? `Add \`on ${message.name} { }\` to the role that receives it.`
        : `Add \`on ${message.name} { }\` to ${who}.`,
  });
}

interface Sending {
  readonly at: Span;
  readonly receiver: RoleEntry | undefined;
}

/** Where a role sends a message, with the receiving role where the text names it. */
function placesOfSending(checking: Checking, role: RoleEntry, message: string): readonly Sending[] {
  const places: Sending[] = [];
  for (const member of role.node.members) {
    if (member.kind === 'var' || member.kind === 'timer') continue;
    eachStatement(member.body, statement => {
      if ((statement.kind !== 'send' && statement.kind !== 'reply') || statement.message.text !== message) return;
      places.push({
        at: statement.message.at,
        receiver: statement.kind === 'send' ? receiverOf(checking, statement.to.at) : undefined,
      });
    });
  }
  return places;
}

/** The role that the expression of a receiver is of. */
function receiverOf({ symbols, tables }: Checking, at: Span): RoleEntry | undefined {
  const typed = symbols.expressionTypes.findLast(each => each.at.start === at.start && each.at.end === at.end);
  let type = typed?.type;
  while (type?.kind === 'set' || type?.kind === 'option') type = type.of;
  return type?.kind === 'role' ? tables.roleAt(type.role) : undefined;
}

interface Tried {
  readonly node: HandlerNode;
  readonly key: number;
  /** Whether it takes only some values of the fields. */
  readonly selective: boolean;
}

/** Of the handlers of one event the first that matches runs: nothing comes after one that always matches. */
function warnAboutUnreachable({ problems }: Checking, handlers: readonly Tried[]): void {
  const always = new Map<number, HandlerNode>();
  for (const { node, key, selective } of handlers) {
    const earlier = always.get(key);
    if (earlier !== undefined) {
      problems.add(
        'handler-unreachable',
        node.heading,
        'This handler never runs: an earlier one takes every such event.',
        {
          severity: 'warning',
          related: [{ at: earlier.heading, message: 'This one has no `when` and runs first.' }],
          try: 'Give the earlier one a condition with `when`, or put it last.',
        },
      );
    }
    if (node.guard === undefined && !selective) always.set(key, earlier ?? node);
  }
}

type Uses = ReadonlyMap<SymbolEntry, readonly Occurrence[]>;

function warnAboutTimers({ problems }: Checking, { entry, handlers }: CheckedRole, uses: Uses): void {
  for (const { symbol, index } of entry.timers.values()) {
    if (!handlers.timers.some(({ handler }) => handler.timer === index)) {
      problems.add('timer-not-handled', symbol.at, `Nothing happens when \`${symbol.name}\` fires.`, {
        severity: 'warning',
        try: `Add \`on ${symbol.name} { }\`.`,
      });
    }
    if (!(uses.get(symbol) ?? []).some(({ use }) => use === 'write')) {
      problems.add('timer-never-started', symbol.at, `Nobody starts the timer \`${symbol.name}\`.`, {
        severity: 'warning',
        try: `Start it: \`start ${symbol.name}\`.`,
      });
    }
  }
}

/** What is said of a declaration that nothing uses, by its kind. */
const UNUSED: Readonly<
  Partial<Record<SymbolEntry['kind'], readonly [code: string, message: string, severity: 'warning' | 'hint']>>
> = {
  variable: ['variable-never-read', 'Nobody reads the variable', 'warning'],
  ghost: ['ghost-never-read', 'No property reads the ghost', 'warning'],
  function: ['function-never-called', 'Nobody calls the function', 'warning'],
  procedure: ['procedure-never-called', 'Nobody calls the procedure', 'warning'],
  record: ['record-never-used', 'Nobody uses the record', 'warning'],
  type: ['type-never-used', 'Nobody uses the type', 'warning'],
  enum: ['enum-never-used', 'Nobody uses the enumeration', 'warning'],
  param: ['param-never-used', 'Nobody uses the parameter', 'warning'],
  local: ['parameter-never-used', 'Nobody uses the parameter', 'hint'],
};

function warnAboutUnused({ problems, symbols }: Checking, uses: Uses): void {
  for (const symbol of symbols.symbols) {
    const said = UNUSED[symbol.kind];
    // Names that handlers and bindings give to things say what the things are; parameters of functions have owners.
    const named = symbol.kind === 'local' && symbol.owner === undefined;
    if (said === undefined || named || symbol.name === '' || symbol.name.startsWith('_')) continue;
    const read = (uses.get(symbol) ?? []).some(({ use }) => use === 'read');
    if (read || (symbol.kind === 'enum' && literalUsed(symbol, symbols.symbols, uses))) continue;
    const [code, message, severity] = said;
    problems.add(code, symbol.at, `${message} \`${symbol.name}\`.`, {
      severity,
      try: 'Remove it, or use it.',
    });
  }
}

function literalUsed(enumeration: SymbolEntry, symbols: readonly SymbolEntry[], uses: Uses): boolean {
  return symbols.some(symbol => symbol.kind === 'literal' && symbol.owner === enumeration.name && uses.has(symbol));
}
