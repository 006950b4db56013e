import { counted, digits } from '../base/digits.ts';
import type { SampledFinding, SampledProperty, SampleReport } from '../contract/sample.ts';

/** A violation, with the run that shows it in the fewest steps. */
export type ShownFinding = SampledProperty & { readonly found: SampledFinding };

/** The finding to look at first: a violation that nobody expects, else one that an `expect` line awaits. */
export function findingToShow({ properties }: SampleReport): ShownFinding | undefined {
  const violated = properties.filter(isViolation);
  return violated.find(({ expectedToFail }) => expectedToFail !== true) ?? violated[0];
}

/** What sampling came to, in a sentence for a message. */
export function sampleMessage(report: SampleReport): string {
  const { properties, extent } = report;
  const violated = properties.filter(({ verdict }) => verdict === 'violated');
  if (violated.length === 0) return `No violation in ${extent}.`;
  const shares = violated.map(({ name, found }) => `${name} in ${digits(found?.runs ?? 0)}`);
  return `Violated: ${shares.join(', ')} of ${extent}.`;
}

/** What sampling came across, as a page of Markdown. */
export function sampleMarkdown(report: SampleReport): string {
  const { protocol, scenario, extent, states, properties, refuted, unseen, guarantee } = report;
  const blocks = [
    `# ${escaped(protocol)}: sampled`,
    `Scenario “${escaped(scenario)}”: ${escaped(extent)}. **Not exhaustive:** what was not found may be there all the same.`,
    '## Properties',
    properties.map(property => `- ${SIGNS[property.verdict]} ${escaped(property.sentence)}`).join('\n'),
    ...(refuted.length === 0
      ? []
      : ['## Not met', refuted.map(({ text, reason }) => `- \`expect ${text}\`: ${escaped(reason)}`).join('\n')]),
    '## How much was seen',
    [states.sentence, ...endSentences(report), ...(guarantee === undefined ? [] : [guarantee.sentence])]
      .map(sentence => `- ${escaped(sentence)}`)
      .join('\n'),
    ...(unseen.length === 0
      ? []
      : [
          '## What no run came across',
          'It may be possible all the same.',
          unseen.map(({ text }) => `- ${escaped(text)}`).join('\n'),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const SIGNS = { violated: '✗', broken: '!', holds: '✓', unknown: '?', notJudged: '–' } as const;

function isViolation(property: SampledProperty): property is ShownFinding {
  return property.verdict === 'violated' && property.found !== undefined;
}

function endSentences({ ends, longest, steps }: SampleReport): readonly string[] {
  return [
    ...(ends.quiescent > 0 ? [`${counted(ends.quiescent, 'run')} came to an end`] : []),
    ...(ends.steps > 0 ? [`${counted(ends.steps, 'run')} went on after the most steps`] : []),
    ...(ends.error > 0 ? [`${counted(ends.error, 'run')} went wrong`] : []),
    `${counted(steps, 'step')} in all; the longest run has ${digits(longest)}`,
  ];
}

/** A name or sentence of the file's own, so that none of it is read as Markdown. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, sign => `\\${sign}`);
}
