/** The width of a text in pixels, in the fonts of the theme. */
export type Measure = (text: string, size: number, font: 'words' | 'code') => number;

/** Measures with a canvas; texts repeat, so each is measured once. The fonts are those of `element` when first asked. */
export function createMeasure(element: Element): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const theme = getComputedStyle(element);
  const families = {
    words: theme.getPropertyValue('--vscode-font-family').trim() || 'sans-serif',
    code: theme.getPropertyValue('--vscode-editor-font-family').trim() || 'monospace',
  };
  const known = new Map<string, number>();
  return (text, size, font) => {
    const key = `${font} ${size} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context === null) return text.length * size * 0.6;
      context.font = `${size}px ${families[font]}`;
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
}
