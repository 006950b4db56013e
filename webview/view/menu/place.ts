/** What a menu was opened on. */
export type MenuTarget =
  /** A message, by its index in `arrows`. */
  | { readonly kind: 'message'; readonly arrow: number }
  | { readonly kind: 'node'; readonly lane: number }
  /** The links between two nodes, and what concerns everybody. */
  | { readonly kind: 'between'; readonly lanes: readonly [number, number] };

/** A menu on something in a picture. */
export interface OpenMenu {
  readonly target: MenuTarget;
  /** Where the pointer was, in pixels of the panel; undefined for the keyboard: at the event where it stands. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
}
