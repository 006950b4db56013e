import { unreachable } from '../../../src/base/assert.ts';
import type { InspectorState, PinnedValue, WebviewMessage } from '../../../src/contract/webview.ts';
import { isSamePlace, type InspectorUi } from './inspectorUi.ts';

/** What happens to the inspector. */
export type InspectorInput =
  | { readonly kind: 'filter'; readonly query: string }
  /** Whether only what the step changed is shown. */
  | { readonly kind: 'changedOnly'; readonly changedOnly: boolean }
  | { readonly kind: 'open'; readonly row: string; readonly open: boolean }
  /** The keyboard or a click moved to a row. */
  | { readonly kind: 'focusRow'; readonly row: string }
  /** A value is followed through time, or is not any more; `name` is what it is called then. */
  | { readonly kind: 'pin'; readonly place: PinnedValue; readonly name: string }
  /** Pinned values are let go that this execution does not have. */
  | { readonly kind: 'unpin'; readonly places: readonly PinnedValue[] }
  /** `what` says what the text is: `yes of coordinator`. */
  | { readonly kind: 'copy'; readonly text: string; readonly what: string };

interface InspectorReaction {
  readonly inspector: InspectorUi;
  readonly post?: WebviewMessage;
  /** What a screen reader is told. */
  readonly spoken?: string;
}

/** As many values are followed at once as find room. */
const PINNED_MAX = 24;

/** The inspector after an input, and what else happens then. Pure. */
export function reduceInspector(inspector: InspectorUi, input: InspectorInput): InspectorReaction {
  switch (input.kind) {
    case 'filter':
      return { inspector: { ...inspector, query: input.query } };
    case 'changedOnly':
      return { inspector: keeping(inspector, { changedOnly: input.changedOnly }) };
    case 'open':
      return { inspector: { ...inspector, opened: { ...inspector.opened, [input.row]: input.open } } };
    case 'focusRow':
      return { inspector: inspector.focused === input.row ? inspector : { ...inspector, focused: input.row } };
    case 'pin': {
      const { pinned } = inspector.kept;
      const others = pinned.filter(place => !isSamePlace(place, input.place));
      const isPinned = others.length < pinned.length;
      const now = isPinned ? others : [...pinned, input.place].slice(-PINNED_MAX);
      const spoken = isPinned ? `${input.name} is not followed any more.` : `${input.name} is followed through time.`;
      return { inspector: keeping(inspector, { pinned: now }), spoken };
    }
    case 'unpin': {
      const pinned = inspector.kept.pinned.filter(place => !input.places.some(gone => isSamePlace(place, gone)));
      return { inspector: keeping(inspector, { pinned }) };
    }
    case 'copy':
      return { inspector, post: { kind: 'copy', text: input.text }, spoken: `Copied ${input.what}.` };
    default:
      return unreachable(input);
  }
}

function keeping(inspector: InspectorUi, changes: Partial<InspectorState>): InspectorUi {
  return { ...inspector, kept: { ...inspector.kept, ...changes } };
}
