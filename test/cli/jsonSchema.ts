type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schema = { readonly [keyword: string]: Json };

/** Words that say something to people and nothing about values. */
const silent = new Set(['$schema', '$defs', 'title', 'description']);

/**
 * Where `value` is not what `schema` says, as paths with reasons: the part of JSON Schema (draft 2020-12) that our
 * schemas use. A keyword it does not know is an error, so that no schema asks for more than is looked at.
 */
export function schemaViolations(schema: Schema, value: Json): string[] {
  return violationsAt(schema, value, { root: schema, path: '$' });
}

interface Context {
  readonly root: Schema;
  readonly path: string;
}

function violationsAt(schema: Schema, value: Json, context: Context): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (silent.has(keyword)) return [];
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`The schema uses «${keyword}», which the test does not know.`);
    return check(argument, value, { ...context, schema });
  });
}

type Check = (argument: Json, value: Json, context: Context & { readonly schema: Schema }) => string[];

const keywords: Readonly<Record<string, Check>> = {
  $ref: (argument, value, context) => {
    const target = argument as string;
    const defined = (context.root['$defs'] as Schema)[target.replace('#/$defs/', '')];
    if (defined === undefined) throw new Error(`The schema refers to ${target}, which it does not define.`);
    return violationsAt(defined as Schema, value, context);
  },
  type: (wanted, value, { path }) =>
    isOfType(wanted as string, value) ? [] : [`${path}: is not of type ${wanted as string}`],
  enum: (allowed, value, { path }) =>
    (allowed as Json[]).includes(value) ? [] : [`${path}: ${JSON.stringify(value)} is not allowed`],
  minimum: (least, value, { path }) =>
    typeof value === 'number' && value < Number(least) ? [`${path}: is below ${Number(least)}`] : [],
  oneOf: (schemas, value, context) => {
    const matching = (schemas as Schema[]).filter(schema => violationsAt(schema, value, context).length === 0);
    return matching.length === 1 ? [] : [`${context.path}: matches ${matching.length} alternatives`];
  },
  items: (schema, value, context) =>
    Array.isArray(value)
      ? value.flatMap((item: Json, index) =>
          violationsAt(schema as Schema, item, { ...context, path: `${context.path}[${index}]` }),
        )
      : [],
  required: (names, value, { path }) =>
    isObject(value) ? (names as string[]).filter(name => !(name in value)).map(name => `${path}: lacks ${name}`) : [],
  properties: (schemas, value, context) =>
    isObject(value)
      ? Object.entries(schemas as Record<string, Schema>).flatMap(([name, schema]) => {
          const field = value[name];
          return field === undefined
            ? []
            : violationsAt(schema, field, { ...context, path: `${context.path}.${name}` });
        })
      : [],
  additionalProperties: (allowed, value, { path, schema }) => {
    if (allowed !== false) throw new Error('The test knows «additionalProperties» only as false.');
    if (!isObject(value)) return [];
    const known = Object.keys((schema['properties'] ?? {}) as Schema);
    return Object.keys(value)
      .filter(name => !known.includes(name))
      .map(name => `${path}: ${name} is not in the schema`);
  },
};

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOfType(type: string, value: Json): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
