/** Token types of the editor that every theme has colours for. */
export const TOKEN_TYPES = [
  'namespace',
  'class',
  'event',
  'type',
  'enum',
  'enumMember',
  'struct',
  'property',
  'function',
  'method',
  'variable',
  'parameter',
  'label',
  'macro',
] as const;

export const TOKEN_MODIFIERS = ['declaration', 'readonly', 'modification', 'defaultLibrary', 'static'] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];
