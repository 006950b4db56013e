/** Lists and small objects stay on one line up to this many characters. */
const LINE_MAX = 110;

/** A value as JSON that a person can read: what fits stands on one line, the rest is indented by two. What is undefined is left out. */
export function jsonText(value: unknown): string {
  return `${textOf(value, '')}\n`;
}

function textOf(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map(item => ['', item === undefined ? null : (item as unknown)] as const)
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([name, item]) => [`${JSON.stringify(name)}: `, item as unknown] as const);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return `${open}${close}`;
  const inner = `${indent}  `;
  const parts = entries.map(([name, item]) => `${name}${textOf(item, inner)}`);
  const line = `${open}${parts.join(', ')}${close}`;
  if (line.length + indent.length <= LINE_MAX && !line.includes('\n')) return line;
  return `${open}\n${parts.map(part => inner + part).join(',\n')}\n${indent}${close}`;
}
