import type { MarkClass } from '../contract/scene.ts';
import type { ThemeKind } from '../contract/summary.ts';

/** The colours of a picture that stands outside VS Code: as exported, in a hover, in the documentation. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  /** Second-rank text. At least 4.5 : 1 on the background. */
  readonly muted: string;
  /** Lifelines and axes. */
  readonly faint: string;
  /** The row of the cursor. */
  readonly tint: string;
  /** The bars of a chart. */
  readonly bar: string;
  readonly violation: string;
}

export const LIGHT: Palette = {
  background: '#ffffff',
  foreground: '#3b3b3b',
  muted: '#6b6b6b',
  faint: '#c4c4c4',
  tint: '#eef2f7',
  bar: '#9aa5b1',
  violation: '#c72e2e',
};

export const DARK: Palette = {
  background: '#1f1f1f',
  foreground: '#cccccc',
  muted: '#9a9a9a',
  faint: '#505050',
  tint: '#292f38',
  bar: '#65717e',
  violation: '#f4696b',
};

/** Nothing is second-rank in high contrast: at least 7 : 1 everywhere. */
export const HIGH_CONTRAST: Palette = {
  background: '#000000',
  foreground: '#ffffff',
  muted: '#d4d4d4',
  faint: '#8a8a8a',
  tint: '#2b2b2b',
  bar: '#b0b0b0',
  violation: '#ff8f8f',
};

export const HIGH_CONTRAST_LIGHT: Palette = {
  background: '#ffffff',
  foreground: '#000000',
  muted: '#3b3b3b',
  faint: '#767676',
  tint: '#e6e6e6',
  bar: '#5a5a5a',
  violation: '#9a1515',
};

export function paletteOf(theme: ThemeKind): Palette {
  switch (theme) {
    case 'light':
      return LIGHT;
    case 'dark':
      return DARK;
    case 'highContrast':
      return HIGH_CONTRAST;
    case 'highContrastLight':
      return HIGH_CONTRAST_LIGHT;
  }
}

/** How marks of a class are drawn. Widths and dashes in pixels. */
export interface Stroke {
  readonly stroke: string;
  readonly fill: string;
  readonly width: number;
  readonly dash: string | undefined;
}

/** The marks of charts, which no diagram of an execution has. */
const CHART_CLASSES = [
  'bar',
  'barStrong',
  'barHollow',
  'barOpen',
  'connector',
  'curve',
  'curveBeyond',
  'point',
  'pointHollow',
] as const satisfies readonly MarkClass[];

type ChartClass = (typeof CHART_CLASSES)[number];

function isOfChart(markClass: MarkClass): markClass is ChartClass {
  return (CHART_CLASSES as readonly MarkClass[]).includes(markClass);
}

function chartStroke(markClass: ChartClass, { background, foreground, muted, bar }: Palette): Stroke {
  switch (markClass) {
    case 'bar':
      return shape('none', bar, 0);
    case 'barStrong':
      return shape('none', foreground, 0);
    case 'barHollow':
      return shape(muted, background, 1);
    case 'barOpen':
      return line(muted, 1, '3 3');
    case 'connector':
      return line(muted, 1, '1 2');
    case 'curve':
      return line(foreground, 1.5);
    case 'curveBeyond':
      return line(foreground, 1.5, '4 4');
    case 'point':
      return shape(foreground, foreground, 1.5);
    case 'pointHollow':
      return shape(foreground, background, 1.5);
  }
}

function line(stroke: string, width: number, dash?: string): Stroke {
  return { stroke, fill: stroke, width, dash };
}

function shape(stroke: string, fill: string, width: number): Stroke {
  return { stroke, fill, width, dash: undefined };
}

/** Stroke and fill by class; dashes and shapes say the same as colours do. */
export function strokeOf(markClass: MarkClass, palette: Palette): Stroke {
  const { background, foreground, muted, faint, tint, violation } = palette;
  if (isOfChart(markClass)) return chartStroke(markClass, palette);
  switch (markClass) {
    case 'lifeline':
    case 'axis':
      return line(faint, 1);
    case 'lifelineDown':
      return line(muted, 1, '2 6');
    case 'message':
    case 'messageDuplicate':
    case 'messageCorrupt':
    case 'edge':
      return line(foreground, 1);
    case 'messageLost':
      return line(muted, 1, '5 4');
    case 'messageInFlight':
      return line(muted, 1, '1.5 3');
    case 'event':
    case 'action':
      return shape(foreground, foreground, 1);
    case 'eventHollow':
    case 'timer':
      return shape(foreground, background, 1);
    case 'eventViolation':
      return shape(violation, background, 1.5);
    case 'crash':
    case 'stop':
      return line(foreground, 1.5);
    case 'restart':
      return shape(foreground, foreground, 1.5);
    case 'partition':
    case 'cut':
    case 'reset':
    case 'condition':
    case 'loop':
    case 'decision':
    case 'labelMuted':
    case 'caption':
    case 'timestamp':
    case 'messageDiscarded':
      return line(muted, 1);
    case 'fault':
      return shape(foreground, background, 1);
    case 'faultSolid':
      return shape(foreground, foreground, 1);
    case 'noReturn':
      return line(violation, 1, '4 3');
    case 'valence':
      return shape(muted, background, 1);
    case 'valenceSolid':
      return shape(muted, muted, 1);
    case 'operation':
      return line(muted, 2.5);
    case 'operationOpen':
      return line(muted, 1.5, '1.5 4');
    case 'operationBlamed':
      return { stroke: violation, fill: background, width: 2.5, dash: undefined };
    case 'tick':
      return line(muted, 1, '1 4');
    case 'round':
      return line(faint, 1);
    case 'stepBand':
      return shape('none', tint, 0);
    case 'laneHead':
    case 'label':
      return line(foreground, 1);
  }
}
