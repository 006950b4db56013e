/** The width of a text in pixels, in the fonts of the theme. */
export type Measure = (text: string, size: number, font: 'words' | 'code') => number;

/**
 * Measures with a canvas, and everything once: texts in words whole, since they repeat; of those in the editor's font, in
 * which every letter stands for itself, only the letters. The fonts are those of `element` when first asked.
 */
export function createMeasure(element: Element): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const theme = getComputedStyle(element);
  const families = {
    words: theme.getPropertyValue('--vscode-font-family').trim() || 'sans-serif',
    code: theme.getPropertyValue('--vscode-editor-font-family').trim() || 'monospace',
  };
  const known = { words: new Map<number, Map<string, number>>(), code: new Map<number, Map<string, number>>() };
  const widthOf = (text: string, size: number, font: 'words' | 'code'): number => {
    const widths = known[font].get(size) ?? new Map<string, number>();
    known[font].set(size, widths);
    let width = widths.get(text);
    if (width === undefined) {
      if (context === null) return text.length * size * 0.6;
      context.font = `${size}px ${families[font]}`;
      width = context.measureText(text).width;
      widths.set(text, width);
    }
    return width;
  };
  return (text, size, font) => {
    if (font === 'words') return widthOf(text, size, font);
    let width = 0;
    for (const letter of text) width += widthOf(letter, size, font);
    return width;
  };
}
