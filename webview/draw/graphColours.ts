/** The colours of a graph on a canvas, read from the theme: a canvas knows no style sheet. */
export interface GraphColours {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly violation: string;
  readonly path: string;
  readonly focus: string;
  readonly fault: string;
  /** By class of a colouring. */
  readonly classes: readonly string[];
  readonly codeFont: string;
  /** In high contrast edges are not faint. */
  readonly edgeAlpha: number;
}

export function graphColours(element: Element): GraphColours {
  const style = getComputedStyle(element);
  const probe = document.createElement('canvas').getContext('2d');
  const said = (name: string): string => style.getPropertyValue(name).trim();
  // A canvas takes what it can read and keeps what it had before for anything else.
  const colour = (name: string, otherwise: string): string => {
    if (probe === null) return otherwise;
    probe.fillStyle = otherwise;
    probe.fillStyle = said(name);
    return probe.fillStyle;
  };
  const foreground = colour('--foreground', '#808080');
  return {
    background: colour('--background', '#ffffff'),
    foreground,
    muted: colour('--muted', foreground),
    violation: colour('--violation', '#d03030'),
    path: colour('--graph-path', foreground),
    focus: colour('--focus', foreground),
    fault: colour('--fault', foreground),
    classes: Array.from({ length: 8 }, (_, i) => colour(`--graph-class-${i + 1}`, foreground)),
    codeFont: said('--code') || 'monospace',
    edgeAlpha: document.body.classList.contains('vscode-high-contrast') ? 0.9 : 0.4,
  };
}

/** A colour as the pixel of an image, little end first. */
export function pixelOf(colour: string): number {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  const [red, green, blue] =
    hex === undefined
      ? (colour.match(/[\d.]+/g) ?? []).map(Number)
      : [0, 2, 4].map(at => Number.parseInt(hex.slice(at, at + 2), 16));
  return ((255 << 24) | ((blue ?? 128) << 16) | ((green ?? 128) << 8) | (red ?? 128)) >>> 0;
}
