import type { Span } from '../../base/span.ts';
import type { DeclaredFailure, FailureKind, Scenario } from '../../model/scenario.ts';
import type { ScenarioNode } from '../syntax/tree.ts';
import { clocksOf, reasonOfClock, warnAboutClocks, type Clocks } from './clockUses.ts';
import type { Checking } from './scope.ts';
import { mayHappen, nameOf, rolesStruck, whoLacks, type Reason } from './struck.ts';
import type { RoleEntry, Tables } from './tables.ts';

/** Failures that are switched on and can never strike, in none of the scenarios that have them. */
export function warnAboutFailures(
  checking: Checking,
  blocks: readonly ScenarioNode[],
  scenarios: readonly Scenario[],
): void {
  const { tables, problems } = checking;
  const words = wordsOf(blocks);
  const clocks = clocksOf(tables);
  warnAboutClocks(checking, scenarios, clocks, words);
  const found = new Map<number, { readonly at: Span; readonly reasons: (Reason | undefined)[] }>();
  for (const scenario of scenarios) {
    for (const failure of scenario.failures) {
      const known = found.get(failure.at.start) ?? { at: failure.at, reasons: [] };
      known.reasons.push(mayHappen(failure) ? reasonOf(tables, clocks, scenario, failure) : undefined);
      found.set(failure.at.start, known);
    }
  }
  for (const { at, reasons } of found.values()) {
    const [first] = reasons;
    if (first === undefined || reasons.includes(undefined)) continue;
    const [message, advice] = first;
    const word = words.get(at.start) ?? at;
    // What is not right yet may still come to mean something else.
    if (problems.found.some(problem => problem.at.start === word.start)) continue;
    problems.add('never-happens', word, message, { severity: 'warning', try: advice });
  }
}

/** By where a value begins, the word that it is the only value of. */
function wordsOf(blocks: readonly ScenarioNode[]): ReadonlyMap<number, Span> {
  const settings = blocks.flatMap(({ entries }) =>
    entries.flatMap(entry => (entry.kind === 'settings' ? entry.settings : [])),
  );
  return new Map(
    settings.flatMap(({ name, values }) => {
      const [value] = values;
      return value === undefined || values.length > 1 ? [] : [[value.at.start, name.at] as const];
    }),
  );
}

function reasonOf(tables: Tables, clocks: Clocks, scenario: Scenario, failure: DeclaredFailure): Reason | undefined {
  switch (failure.kind) {
    case 'corruptMessage':
      return reasonOfFields(tables, failure) ?? reasonOfLink(tables, failure);
    case 'loss':
    case 'duplicates':
      return reasonOfLink(tables, failure);
    case 'reset':
    case 'cut':
      // A Byzantine node sends what its role never does.
      return strikes(scenario, 'byzantine') ? undefined : reasonOfLink(tables, failure);
    case 'recover':
      return strikes(scenario, 'crash', failure.role) ? undefined : reasonOfRestart(tables, failure);
    case 'stall':
      return reasonOfStall(tables, failure);
    case 'diskfail':
      return reasonOfDisk(tables, scenario, failure);
    case 'corruptState':
      return reasonOfVariables(tables, failure);
    case 'drift':
    case 'jump':
    case 'clockFail':
      return reasonOfClock(tables, clocks, scenario, failure);
    case 'crash':
    case 'partition':
    case 'pause':
    case 'byzantine':
      return undefined;
  }
}

/** Whether a scenario has a failure of a kind that may strike a role (any, where none is said). */
function strikes({ failures }: Scenario, kind: FailureKind, role?: number): boolean {
  return failures.some(
    other =>
      other.kind === kind &&
      mayHappen(other) &&
      (role === undefined || other.role === undefined || other.role === role),
  );
}

function reasonOfFields({ messages }: Tables, { message }: DeclaredFailure): Reason | undefined {
  const struck = [...messages.values()].filter(({ index }) => message === undefined || message === index);
  if (struck.some(({ fields }) => fields.length > 0)) return undefined;
  const who = message === undefined ? 'No message has fields' : `\`${struck[0]?.symbol.name ?? ''}\` has no fields`;
  return [`${who}, so there is nothing in it to damage.`, 'Use `loss` instead, or remove this.'];
}

function reasonOfLink(tables: Tables, { kind, message, from, to }: DeclaredFailure): Reason | undefined {
  if (from === undefined && to === undefined) return undefined;
  const name = message === undefined ? undefined : tables.messageAt(message)?.symbol.name;
  const sent = [...tables.senders].flatMap(([each, sendings]) => (name === undefined || name === each ? sendings : []));
  const passes = (sender: number | undefined, receiver: number | undefined): boolean =>
    sent.some(
      sending =>
        (sender === undefined || sending.from.index === sender) &&
        (receiver === undefined || sending.to === undefined || sending.to.index === receiver),
    );
  if (passes(from, to) || (kind === 'reset' && passes(to, from))) return undefined;
  const what = name === undefined ? 'anything' : `\`${name}\``;
  const where = to === undefined ? '' : ` to \`${nameOf(tables, to)}\``;
  const said =
    from === undefined ? `Nobody sends ${what}${where}.` : `\`${nameOf(tables, from)}\` never sends ${what}${where}.`;
  return [said, 'Name a link on which something is sent, or remove this.'];
}

function reasonOfRestart(tables: Tables, { role }: DeclaredFailure): Reason {
  if (role === undefined) return ['Nothing crashes here, so nothing restarts.', 'Add `crash: 1`, or remove this.'];
  const name = nameOf(tables, role);
  return [`\`${name}\` does not crash here, so it never restarts.`, `Add \`crash: 1 of ${name}\`, or remove this.`];
}

function reasonOfStall(tables: Tables, failure: DeclaredFailure): Reason | undefined {
  const handlesMessages = ({ node }: RoleEntry): boolean =>
    node.members.some(member => member.kind === 'on' && tables.messages.has(member.event.text));
  if (failure.handlers !== undefined || rolesStruck(tables, failure).some(handlesMessages)) return undefined;
  const said = whoLacks(tables, failure, 'handlers of messages');
  return [
    `${said}, and only those hang where no others are named.`,
    'Name timers or actions: `stall: 1 of Role { … }`.',
  ];
}

function reasonOfDisk(tables: Tables, scenario: Scenario, failure: DeclaredFailure): Reason | undefined {
  const stores = ({ node }: RoleEntry): boolean => node.members.some(member => member.kind === 'var' && member.durable);
  if (!rolesStruck(tables, failure).some(stores)) {
    const said = `${whoLacks(tables, failure, 'a `durable var`')}, so a failing disk loses nothing.`;
    return [said, 'Declare what is stored on disk as `durable var`, or remove this.'];
  }
  if (strikes(scenario, 'crash', failure.role)) return undefined;
  const of = failure.role === undefined ? '' : ` of ${nameOf(tables, failure.role)}`;
  return [
    'What a failing disk loses shows after a crash, and here there is none.',
    `Add \`crash: 1${of}\`, or remove this.`,
  ];
}

function reasonOfVariables(tables: Tables, failure: DeclaredFailure): Reason | undefined {
  if (rolesStruck(tables, failure).some(({ variables }) => variables.size > 0)) return undefined;
  return [
    `${whoLacks(tables, failure, 'variables')}, so nothing that is stored can be damaged.`,
    'Use `corrupt` in `network` for messages, or remove this.',
  ];
}
