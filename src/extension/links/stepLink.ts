import type { ExecutionView } from '../../contract/execution.ts';
import type { ExecutionChoice } from '../../contract/webview.ts';

/** A step of an execution, as a link names it. */
export interface StepLink {
  /** The address of the protocol's file. */
  readonly uri: string;
  /** Where it is in its workspace folder, with slashes, so that a link works on another machine; absent outside of one. */
  readonly path: string | undefined;
  readonly scenario: string;
  readonly variant: string | undefined;
  /** Which execution it was, and what it was steps by step, for a text in which the first is another one. */
  readonly choice: ExecutionChoice;
  readonly schedule: readonly number[] | undefined;
  readonly step: number;
}

/** Longer schedules make links that no browser takes. */
export const SCHEDULE_MAX = 500;

/**
 * What a link says of an execution: by its property or seed where that names it, and by its steps. Undefined where only
 * the steps name it and there are too many of them.
 */
export function linkedExecution(execution: ExecutionView): Pick<StepLink, 'choice' | 'schedule'> | undefined {
  const { origin, schedule, loop } = execution;
  // Of a lasso the steps alone would not say that they are repeated.
  const steps = schedule.length > SCHEDULE_MAX || loop !== undefined ? undefined : schedule;
  switch (origin.kind) {
    case 'counterexample':
    case 'witness':
      return { choice: { kind: 'property', property: origin.property }, schedule: steps };
    case 'random':
    case 'timed':
      return { choice: { kind: origin.kind, seed: origin.seed }, schedule: undefined };
    case 'representative':
      return { choice: { kind: 'default' }, schedule: steps };
    case 'sampled':
    case 'shortened':
    case 'chosen':
      return schedule.length > SCHEDULE_MAX ? undefined : { choice: choiceBySteps(execution), schedule: undefined };
  }
}

function choiceBySteps({ origin, schedule }: ExecutionView): ExecutionChoice {
  if (origin.kind !== 'sampled') return { kind: 'schedule', schedule };
  return { kind: 'sampled', property: origin.property, seed: origin.seed, schedule };
}

/**
 * The query of a link. On their way links are decoded, once or more often, so that percent signs do not say what they said:
 * what is no letter or digit is written with tildes, which stay as they are.
 */
export function queryOf(link: StepLink): string {
  const { uri, path, scenario, variant, choice, schedule, step } = link;
  const steps = 'schedule' in choice ? choice.schedule : schedule;
  const values: Readonly<Record<string, string | undefined>> = {
    uri,
    path,
    scenario,
    variant,
    show: choice.kind,
    property: 'property' in choice ? choice.property : undefined,
    seed: 'seed' in choice ? String(choice.seed) : undefined,
    steps: steps?.join('.'),
    step: String(step),
  };
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encoded(value)}`]))
    .join('&');
}

/** What a link says; undefined for what is none of ours. Anybody can write a link. */
export function readQuery(text: string): StepLink | undefined {
  const query = new Map<string, string>();
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    const value = at < 0 ? undefined : decoded(part.slice(at + 1));
    if (value !== undefined) query.set(part.slice(0, at), value);
  }
  const [uri, scenario] = [query.get('uri'), query.get('scenario')];
  const step = wholeOf(query.get('step'));
  const steps = stepsOf(query.get('steps'));
  const choice = choiceOf(query, steps);
  if (uri === undefined || scenario === undefined || step === undefined || choice === undefined) return undefined;
  const schedule = 'schedule' in choice ? undefined : steps;
  return { uri, path: query.get('path'), scenario, variant: query.get('variant'), choice, schedule, step };
}

function encoded(value: string): string {
  return [...new TextEncoder().encode(value)]
    .map(byte => {
      const sign = String.fromCharCode(byte);
      return /[\w./:-]/.test(sign) ? sign : `~${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}

function decoded(text: string): string | undefined {
  if (!/^(?:[\w./:-]|~[0-9a-f]{2})*$/.test(text)) return undefined;
  const bytes = (text.match(/~..|./g) ?? []).map(sign =>
    sign.length === 3 ? Number.parseInt(sign.slice(1), 16) : sign.charCodeAt(0),
  );
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

function choiceOf(
  query: ReadonlyMap<string, string>,
  schedule: readonly number[] | undefined,
): ExecutionChoice | undefined {
  const property = query.get('property');
  const seed = wholeOf(query.get('seed'));
  switch (query.get('show') ?? '') {
    case 'default':
      return { kind: 'default' };
    case 'property':
      return property === undefined ? undefined : { kind: 'property', property };
    case 'random':
      return seed === undefined ? undefined : { kind: 'random', seed };
    case 'timed':
      return seed === undefined ? undefined : { kind: 'timed', seed };
    case 'sampled':
      return property === undefined || seed === undefined || schedule === undefined
        ? undefined
        : { kind: 'sampled', property, seed, schedule };
    case 'schedule':
      return schedule === undefined ? undefined : { kind: 'schedule', schedule };
    default:
      return undefined;
  }
}

function stepsOf(text: string | undefined): readonly number[] | undefined {
  return text !== undefined && /^\d{1,9}(?:\.\d{1,9})*$/.test(text) ? text.split('.').map(Number) : undefined;
}

function wholeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
