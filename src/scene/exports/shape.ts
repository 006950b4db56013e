/** Where data is not of a shape, and how: `steps[3].text is not a text`. Undefined where it is. */
export type Shape = (data: unknown, path: string) => string | undefined;

export const text: Shape = (data, path) => (typeof data === 'string' ? undefined : `${path} is not a text`);
export const flag: Shape = (data, path) =>
  typeof data === 'boolean' ? undefined : `${path} is neither true nor false`;
export const number: Shape = (data, path) =>
  typeof data === 'number' && Number.isFinite(data) ? undefined : `${path} is not a number`;

/** A whole number from `least` on, and below `limit`. */
export function whole(limit = Infinity, least = 0): Shape {
  return (data, path) => {
    if (!Number.isSafeInteger(data)) return `${path} is not a whole number`;
    const value = data as number;
    return value >= least && value < limit ? undefined : `${path} is ${String(value)}, which does not exist`;
  };
}

export function exactly(...allowed: readonly (string | number | boolean)[]): Shape {
  return (data, path) =>
    (allowed as readonly unknown[]).includes(data)
      ? undefined
      : `${path} is ${typeof data === 'string' ? `“${data.slice(0, 40)}”` : 'something'} that is not known`;
}

/** What may be absent. JSON has no undefined, and null is taken for it. */
export function optional(shape: Shape): Shape {
  return (data, path) => (data === undefined || data === null ? undefined : shape(data, path));
}

/** A list; of exactly so many items where `length` is given. */
export function list(shape: Shape, length?: number): Shape {
  return (data, path) => {
    if (!Array.isArray(data)) return `${path} is not a list`;
    if (length !== undefined && data.length !== length) return `${path} does not have ${String(length)} items`;
    return firstOf(data, (item, index) => shape(item, `${path}[${String(index)}]`));
  };
}

/** An object; what it has besides is of no interest. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  return (data, path) => {
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return `${path} is not an object`;
    const known = data as Readonly<Record<string, unknown>>;
    return firstOf(Object.entries(shapes), ([name, shape]) =>
      shape(known[name], path === '' ? name : `${path}.${name}`),
    );
  };
}

function firstOf<T>(
  items: readonly T[],
  problemOf: (item: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = problemOf(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
