import type { InspectorState, PinnedValue } from '../../../src/contract/webview.ts';

/** What a person did to the inspector; what of it is kept, and what is over when the panel closes. */
export interface InspectorUi {
  readonly kept: InspectorState;
  /** What nodes, variables and values are filtered by; empty for nothing. */
  readonly query: string;
  /** Rows that were opened or closed by hand, by their id; all others are as there is room. */
  readonly opened: Readonly<Record<string, boolean>>;
  /** The row where the keyboard stands. */
  readonly focused: string | undefined;
}

export const INITIAL_INSPECTOR: InspectorUi = {
  kept: { pinned: [], changedOnly: false },
  query: '',
  opened: {},
  focused: undefined,
};

export function isSamePlace(a: PinnedValue, b: PinnedValue): boolean {
  return placeKey(a) === placeKey(b);
}

/** Equal for the same place. */
export function placeKey({ node, variable, path }: PinnedValue): string {
  return JSON.stringify([node, variable, ...path]);
}
