import type { NodeIndex } from '../model/values.ts';

/**
 * Steps that fairness speaks of as one: the firing of a timer of a node, an action of a node with whatever arguments, the
 * arrivals of a message on one link, a node that goes on after a pause, and the steps that everybody takes at once.
 */
export type FairnessClass =
  | { readonly kind: 'timer'; readonly node: NodeIndex; readonly timer: number }
  | { readonly kind: 'action'; readonly node: NodeIndex; readonly action: number }
  | { readonly kind: 'message'; readonly from: NodeIndex; readonly to: NodeIndex; readonly message: number }
  | { readonly kind: 'resume'; readonly node: NodeIndex }
  | { readonly kind: 'everybody'; readonly step: 'tick' | 'settle' | 'round' | 'stabilise' };
