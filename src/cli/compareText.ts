import type { ComparedProperty, ComparedScenario, ComparedVersions, Presence } from '../contract/versions.ts';
import { countChange } from '../contract/versionWords.ts';
import type { Style } from './style.ts';
import { grouped, printable, quoted } from './words.ts';

/** What changed from one version to another, for a person: the headline, then each scenario that changed. */
export function compareText({ before, after, headline, scenarios }: ComparedVersions, style: Style): string {
  const changed = scenarios.filter(scenario => scenario.changed);
  const same = scenarios.length - changed.length;
  const blocks = [
    `${style.muted(`${printable(before)} → ${printable(after)}`)}\n${style.strong(printable(headline))}\n`,
    ...changed.map(scenario => scenarioText(scenario, style)),
    ...(changed.length > 0 && same > 0 ? [`${style.muted(`${grouped(same)} as before`)}\n`] : []),
  ];
  return blocks.join('\n');
}

const PRESENCE: Readonly<Record<Presence, string>> = { both: '', added: ', new', removed: ', gone' };

function scenarioText({ name, presence, properties, counts, remarks }: ComparedScenario, style: Style): string {
  const lines = [
    ...remarks.map(remark => style.caution(printable(remark))),
    ...properties.filter(({ change }) => change !== 'same').map(property => propertyLine(property, style)),
    ...counts.map(count => {
      const numbers = [count.before, count.after].flatMap(number => (number === undefined ? [] : [grouped(number)]));
      const difference = countChange(count);
      return `${count.name}: ${numbers.join(' → ')}${difference === '' ? '' : style.muted(`  ${difference}`)}`;
    }),
  ];
  return `scenario ${quoted(name)}${PRESENCE[presence]}\n${lines.map(line => `  ${line}\n`).join('')}`;
}

function propertyLine({ name, change, before, after }: ComparedProperty, style: Style): string {
  const words = [before?.text ?? 'not there', after?.text ?? 'not there'].map(printable).join(' → ');
  const line = `${printable(name)}: ${words}`;
  if (change !== 'verdict') return line;
  return after?.kind === 'violated' || after?.kind === 'broken' ? style.bad(line) : style.good(line);
}
