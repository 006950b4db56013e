import type { ExecutionView } from '../../contract/execution.ts';
import { TEXT_FORMATS, type TextFormat } from '../../contract/savedTrace.ts';
import type { PictureFormat, ViewName } from '../../contract/webview.ts';

/** How an execution, or what is seen of it, is taken elsewhere. */
export type Format = TextFormat | PictureFormat;

export const FORMATS: readonly Format[] = [...TEXT_FORMATS, 'svg', 'png'];

export interface FormatWords {
  readonly label: string;
  /** What it is for. */
  readonly detail: string;
  /** How file names end. */
  readonly ending: string;
  /** Which language of the editor it is written in. */
  readonly language: string;
}

export const FORMAT_WORDS = {
  mermaid: {
    label: 'Mermaid',
    detail: 'A sequence diagram that Markdown on GitHub and elsewhere shows as a picture.',
    ending: 'mmd',
    language: 'mermaid',
  },
  plantuml: { label: 'PlantUML', detail: 'A sequence diagram.', ending: 'puml', language: 'plantuml' },
  shiviz: {
    label: 'ShiViz log',
    detail: 'Events with vector clocks; the first line is the expression that ShiViz reads them with.',
    ending: 'log',
    language: 'log',
  },
  itf: {
    label: 'ITF',
    detail: 'Every state with its values, for Apalache, Quint and their viewers.',
    ending: 'itf.json',
    language: 'json',
  },
  json: {
    label: 'Lightcone trace',
    detail: 'Opens here as it is seen now, whatever becomes of the protocol.',
    ending: 'cone-trace.json',
    language: 'json',
  },
  text: {
    label: 'Text',
    detail: 'One sentence for each step, with what it changes.',
    ending: 'txt',
    language: 'plaintext',
  },
  svg: {
    label: 'SVG picture',
    detail: 'The view that is shown, in the colours of the theme.',
    ending: 'svg',
    language: 'xml',
  },
  png: {
    label: 'PNG picture',
    detail: 'The view that is shown, in the colours of the theme.',
    ending: 'png',
    language: '',
  },
} as const satisfies Readonly<Record<Format, FormatWords>>;

export function isFormat(name: unknown): name is Format {
  return (FORMATS as readonly unknown[]).includes(name);
}

export function isPicture(format: Format): format is PictureFormat {
  return format === 'svg' || format === 'png';
}

const VIEW_WORDS = {
  spaceTime: '',
  happensBefore: 'happens-before',
  counts: 'counts',
  explosion: 'explosion',
  stateGraph: 'state-graph',
  failures: 'failures',
  compare: 'comparison',
} as const satisfies Readonly<Record<ViewName, string>>;

/**
 * What a file of an execution is called at first: `two-phase-commit-termination.mmd`, after its protocol's file and what it
 * shows. `view` is what a picture is of.
 */
export function defaultName(source: string, execution: ExecutionView, format: Format, view: ViewName): string {
  const base = source.replace(/^.*\//, '').replace(/(\.cone-trace\.json|\.cone)$/i, '');
  const isOfAll = isPicture(format) && VIEW_WORDS[view] !== '' && view !== 'happensBefore';
  const parts = [
    base === '' ? slug(execution.protocol) : base,
    isOfAll ? '' : slug(whatItShows(execution)),
    isPicture(format) ? VIEW_WORDS[view] : '',
  ];
  // A saved trace that is written again is called as it was.
  const words = parts.filter((part, i) => part !== '' && !(i > 0 && base.endsWith(`-${part}`)));
  return `${words.join('-')}.${FORMAT_WORDS[format].ending}`;
}

function whatItShows({ verdict, origin }: ExecutionView): string {
  if (verdict !== undefined) return verdict.property;
  switch (origin.kind) {
    case 'random':
    case 'timed':
      return `seed ${String(origin.seed)}`;
    case 'counterexample':
    case 'witness':
    case 'sampled':
    case 'shortened':
      return origin.property;
    case 'representative':
    case 'chosen':
      return '';
  }
}

/** Words with hyphens between them, in letters that every file system takes. */
function slug(words: string): string {
  return words
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
