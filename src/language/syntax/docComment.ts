/** The text of the `///` lines right above the declaration that starts at `start`, undefined when there are none. */
export function docComment(text: string, start: number): string | undefined {
  const lines: string[] = [];
  let lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== '') return undefined;
  while (lineStart > 0) {
    const above = text.lastIndexOf('\n', lineStart - 2) + 1;
    const line = text.slice(above, lineStart).trim();
    if (!line.startsWith('///')) break;
    lines.unshift(line.slice(3).replace(/^ /, ''));
    lineStart = above;
  }
  return lines.length === 0 ? undefined : lines.join('\n').trim();
}
