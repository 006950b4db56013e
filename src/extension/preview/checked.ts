// What the parts of a message from a page are, if they are what they should be. Nothing from a page is trusted.

export function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}

export function isText(data: unknown): data is string {
  return typeof data === 'string';
}

// What is undefined may arrive as null.
export function isTextOrNothing(data: unknown): data is string | null | undefined {
  return data === undefined || data === null || isText(data);
}

export function isNumber(data: unknown): data is number {
  return typeof data === 'number' && Number.isFinite(data);
}

export function isWhole(data: unknown): data is number {
  return isNumber(data) && Number.isSafeInteger(data);
}

export function areWhole(data: unknown): data is readonly number[] {
  return Array.isArray(data) && data.every(isWhole);
}

export function areTexts(data: unknown): data is readonly string[] {
  return Array.isArray(data) && data.every(isText);
}
