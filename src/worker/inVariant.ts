import type { ExecutionView } from '../contract/execution.ts';

/** An execution of a variant, which says so first: `With one lost message, Agreement breaks in 7 steps: …`. */
export function inVariant(view: ExecutionView, phrase: string): ExecutionView {
  const { headline } = view;
  const begins = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  // Other headlines begin with a name of the protocol's.
  const rest = /^(A (random )?run |The (first|nearest) |Nothing has )/.test(headline)
    ? headline.charAt(0).toLowerCase() + headline.slice(1)
    : headline;
  return { ...view, variant: phrase, headline: `${begins}, ${rest}` };
}
