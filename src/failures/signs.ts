/** How a failure is drawn, in words. The same signs are used in diagrams, exports and the legend. */
export const signs = {
  crossing: 'two solid arrows that cross between the same two lifelines',
  'in-flight': 'a dotted arrow for as long as the message is on its way',
  lost: 'a dashed arrow that ends in a cross where the message was lost',
  duplicate: 'a forked arrow whose second branch has a hollow head',
  'corrupt-message': 'an arrow that is wavy from the damage on, its old value struck through before the new one',
  discarded: 'a solid arrow that ends at a hollow dot',
  torn: 'a torn double line between two lifelines, at which the arrows between them end in crosses',
  'crash-bar': 'a lifeline that ends in a cross-bar and is absent until the node restarts',
  'crash-midway': 'an event dot with a cross-bar right below it, at which the lifeline ends',
  restart: 'a lifeline that begins again below its cross-bar',
  wall: 'a double wall between the lanes for as long as the split lasts',
  'one-way': 'a single wall between the lanes, with arrow heads that stop at it on the side from which nothing passes',
  'half-hatched': 'a half cross-bar with the names of the handlers that hang, and a lifeline hatched on that side',
  hatched: 'a pause sign on the lifeline, which is hatched on both sides until the node goes on',
  'broken-disk': 'a crossed-out disk on the lifeline, and a dotted line beside it from then on',
  lightning: 'a lightning mark on the lifeline, with the old value struck through before the new one',
  'double-ring': 'a double ring where the node turns, a double lifeline from then on, and double rings where it sends',
  octagon: 'an octagon at the step that breaks the property',
  'common-line': 'a thin line across all lifelines where a round begins, a double one where rounds begin at all',
  'local-clock': 'local clocks beside the events, and a dotted line across all lifelines where true time goes on',
  'moved-clock': 'a clock on the lifeline with a small triangle: after it when it gains, before it when it loses',
  'set-clock': 'a clock on the lifeline with two small triangles: after it when it is set ahead, before it when back',
  'broken-clock': 'a crossed-out clock on the lifeline',
} as const;

/** A way of drawing; `signs` says what it looks like. */
export type SignId = keyof typeof signs;
