/** Which execution somebody asked to see, so that it can be asked for again after an edit or a reload. */
export type ExecutionChoice =
  | { readonly kind: 'default' }
  | { readonly kind: 'property'; readonly property: string }
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'timed'; readonly seed: number }
  | {
      readonly kind: 'sampled';
      readonly property: string;
      readonly seed: number;
      readonly schedule: readonly number[];
    }
  | { readonly kind: 'schedule'; readonly schedule: readonly number[] };
