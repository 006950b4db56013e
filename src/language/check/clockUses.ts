import type { Span } from '../../base/span.ts';
import type { Expression } from '../../model/expressions.ts';
import type { DeclaredFailure, Scenario } from '../../model/scenario.ts';
import type { Checking } from './scope.ts';
import { eachStatement } from './senders.ts';
import type { RoleEntry, Tables } from './tables.ts';
import { rolesStruck, whoLacks, type Reason } from './struck.ts';

/** Which roles have clocks, by index. */
export interface Clocks {
  /** Those that read one, or start a timer after a while. */
  readonly any: ReadonlySet<number>;
  /** Those that read their wall clock. */
  readonly wall: ReadonlySet<number>;
}

export function clocksOf(tables: Tables): Clocks {
  const roles = [...tables.roles.values()];
  const reading = (wall: boolean): readonly number[] =>
    roles
      .filter(({ node }) =>
        tables.clockReads.some(
          ({ at, name }) => node.at.start <= at.start && at.end <= node.at.end && !(wall && name === 'monotonic'),
        ),
      )
      .map(({ index }) => index);
  const waiting = roles.filter(startsAfter).map(({ index }) => index);
  return { any: new Set([...reading(false), ...waiting]), wall: new Set(reading(true)) };
}

function startsAfter({ node }: RoleEntry): boolean {
  let found = false;
  for (const member of node.members) {
    if (member.kind === 'var' || member.kind === 'timer') continue;
    eachStatement(member.body, statement => {
      found ||= statement.kind === 'start' && statement.after !== undefined;
    });
  }
  return found;
}

/** Why a failure of clocks cannot strike. Where nobody has a clock that is said of the whole block. */
export function reasonOfClock(
  tables: Tables,
  clocks: Clocks,
  { clock }: Scenario,
  failure: DeclaredFailure,
): Reason | undefined {
  if (clock === undefined || clocks.any.size === 0) return undefined;
  const struck = rolesStruck(tables, failure);
  if (!struck.some(({ index }) => clocks.any.has(index))) {
    const said = `${whoLacks(tables, failure, 'a clock')}: it reads none, and starts no timer with \`after\`.`;
    return [said, 'Name a role that has one, or remove this.'];
  }
  if (failure.kind !== 'clockFail' && isZero(clock.skew)) {
    const verb = failure.kind === 'drift' ? 'drift' : 'jump';
    return [`Without a \`skew\` every clock shows true time, so none can ${verb}.`, 'Add `skew: 1`, or remove this.'];
  }
  if (failure.kind !== 'jump' || struck.some(({ index }) => clocks.wall.has(index))) return undefined;
  const who = failure.role === undefined ? 'Nobody reads a' : `\`${struck[0]?.symbol.name ?? ''}\` never reads its`;
  return [`${who} wall clock, and only that jumps.`, 'Read `now()` or `truetime()`, or remove this.'];
}

function isZero(skew: Expression | undefined): boolean {
  return skew === undefined || (skew.kind === 'literal' && skew.value === 0);
}

/** Clocks that nobody looks at, in none of the scenarios that have them: they only make more states. */
export function warnAboutClocks(
  { problems }: Checking,
  scenarios: readonly Scenario[],
  clocks: Clocks,
  words: ReadonlyMap<number, Span>,
): void {
  // What reads a clock where it cannot is not counted above.
  if (problems.found.some(({ severity }) => severity === 'error')) return;
  const said = new Set<number>();
  const add = (at: Span, message: string): void => {
    if (said.has(at.start)) return;
    said.add(at.start);
    problems.add('clock-not-used', at, message, { severity: 'warning', try: 'Remove it: it only makes more states.' });
  };
  for (const { clock, failures } of scenarios) {
    if (clock === undefined) continue;
    if (clocks.any.size === 0) {
      add(clock.at, 'Nobody uses a clock: none is read, and no timer is started with `after`.');
      continue;
    }
    const { skew } = clock;
    const drifts = failures.some(({ kind }) => kind === 'drift');
    if (skew === undefined || isZero(skew) || clocks.wall.size > 0 || drifts) continue;
    const at = words.get(skew.at.start) ?? skew.at;
    add(at, 'Nobody reads `now()` or `truetime()`, so how far a wall clock is off makes no difference.');
  }
}
