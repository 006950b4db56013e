import type { DeclaredFailure } from '../../model/scenario.ts';
import type { RoleEntry, Tables } from './tables.ts';

/** Why a failure cannot strike, and what to do about it. */
export type Reason = readonly [message: string, advice: string];

/** Whether a failure is switched on: a budget of 0 says that it is not. */
export function mayHappen({ budget }: Pick<DeclaredFailure, 'budget'>): boolean {
  return budget === 'any' || budget.kind !== 'literal' || budget.value !== 0;
}

/** The roles that a failure may strike. */
export function rolesStruck(tables: Tables, { role }: DeclaredFailure): readonly RoleEntry[] {
  return [...tables.roles.values()].filter(({ index }) => role === undefined || role === index);
}

/** `No role has a clock` or `R has no clock`, of the roles that a failure may strike. */
export function whoLacks(tables: Tables, { role }: DeclaredFailure, what: string): string {
  return role === undefined ? `No role has ${what}` : `\`${nameOf(tables, role)}\` has no ${what.replace(/^an? /, '')}`;
}

export function nameOf(tables: Tables, role: number): string {
  return tables.roleAt(role)?.symbol.name ?? '';
}
