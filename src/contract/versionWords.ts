import { counted, digits } from '../base/digits.ts';
import type { ComparedCount, ComparedProperty, ComparedScenario } from './versions.ts';

/** What changed, the most important first: verdicts, what came and went, then counts. */
export function versionsHeadline(scenarios: readonly ComparedScenario[]): string {
  const verdicts = scenarios.flatMap(({ name, properties }) =>
    properties.filter(({ change }) => change === 'verdict').map(property => ({ name, property })),
  );
  const [first] = verdicts;
  if (first !== undefined) {
    const others = verdicts.length === 1 ? '' : ` ${counted(verdicts.length - 1, 'other verdict')} changed too.`;
    return `In “${first.name}”, ${changeWords(first.property)}.${others}`;
  }
  const count = (presence: 'added' | 'removed'): number =>
    scenarios.filter(each => each.presence === presence).length +
    scenarios
      .filter(each => each.presence === 'both')
      .flatMap(({ properties }) => properties.filter(property => property.presence === presence)).length;
  const [added, removed] = [count('added'), count('removed')];
  const come = added === 0 ? [] : [`${digits(added)} added`];
  const gone = removed === 0 ? [] : [`${digits(removed)} removed`];
  if (added + removed > 0) {
    return `No verdict changed; of scenarios and properties, ${[...come, ...gone].join(' and ')}.`;
  }
  const steps = scenarios.flatMap(({ properties }) => properties.filter(({ change }) => change === 'steps'));
  const changed = scenarios.filter(scenario => scenario.changed).length;
  if (steps.length > 0) {
    const what = steps.length === 1 ? 'what shows one' : `what shows ${digits(steps.length)}`;
    return `No verdict changed; ${what} of them is another execution.`;
  }
  if (changed > 0) return `No verdict changed; the counts of ${counted(changed, 'scenario')} did.`;
  return `Nothing changed: the same verdicts and counts in ${scenarios.length === 1 ? 'the only scenario' : `all ${counted(scenarios.length, 'scenario')}`}.`;
}

/** `Agreement: holds → breaks in 7 steps` as part of a sentence. */
export function changeWords({ name, before, after }: ComparedProperty): string {
  return `${name} was “${before?.text ?? 'not there'}” and is “${after?.text ?? 'not there'}” now`;
}

/** `+12`, `−3`, or nothing where there is no difference. */
export function countChange({ before, after }: ComparedCount): string {
  if (before === undefined || after === undefined || before === after) return '';
  const share = before === 0 ? '' : ` (${shareWords(after / before)})`;
  return `${after > before ? '+' : '−'}${digits(Math.abs(after - before))}${share}`;
}

/** `+12 %`, and times from twice on. */
function shareWords(ratio: number): string {
  if (ratio >= 2) return `×${ratio >= 10 ? digits(Math.round(ratio)) : ratio.toFixed(1)}`;
  const percent = Math.round((ratio - 1) * 100);
  if (percent === 0) return ratio > 1 ? '+<1 %' : '−<1 %';
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
}
