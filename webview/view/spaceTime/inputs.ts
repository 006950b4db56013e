import type { Cut } from '../../../src/scene/cuts.ts';

/** What can happen to the space-time diagram alone. */
export type DiagramInput =
  /** Time goes the other way. */
  | { readonly kind: 'turn' }
  /** What is seen is named, or not. */
  | { readonly kind: 'captions'; readonly shown: boolean }
  /** All runs of local events are drawn as one each, or whole. */
  | { readonly kind: 'collapse'; readonly collapsed: boolean }
  /** A run, named by its first event, is drawn whole, or as one again. */
  | { readonly kind: 'toggleRun'; readonly run: number }
  | { readonly kind: 'showLane'; readonly lane: number; readonly shown: boolean }
  | { readonly kind: 'showAllLanes' }
  /** To a place among the lanes that are shown. */
  | { readonly kind: 'moveLane'; readonly lane: number; readonly to: number }
  | { readonly kind: 'orderLanes'; readonly by: 'crossings' | 'file' }
  | { readonly kind: 'search'; readonly query: string }
  /** To the next step that is found, or the one before. */
  | { readonly kind: 'nextMatch'; readonly direction: 1 | -1 }
  /** The step of the cursor comes after the next concurrent one, or before it. */
  | { readonly kind: 'slide'; readonly direction: 1 | -1 }
  | { readonly kind: 'slideTo'; readonly step: number; readonly target: number }
  | { readonly kind: 'play'; readonly playing: boolean }
  /** A step was shown for as long as it takes to be read. */
  | { readonly kind: 'playOn' }
  /** A cut at the cursor, or none any more. */
  | { readonly kind: 'cut'; readonly shown: boolean }
  | { readonly kind: 'setCut'; readonly cut: Cut }
  /** The whole cut, by so many steps. */
  | { readonly kind: 'moveCut'; readonly by: number }
  /** One lane is cut after so many of its events. */
  | { readonly kind: 'cutLane'; readonly lane: number; readonly count: number }
  /** To the nearest consistent cut. */
  | { readonly kind: 'snapCut' }
  /** Whether the other lanes come along where the cut would be inconsistent. */
  | { readonly kind: 'cutCarries'; readonly carries: boolean };
