/** How a failure is drawn, in words. The same signs are used in diagrams, exports and the legend. */
export const signs = {
  crossing: 'two solid arrows that cross between the same two lifelines',
  'in-flight': 'a dotted arrow for as long as the message is on its way',
  lost: 'a dashed arrow that ends in a cross where the message was lost',
  duplicate: 'a forked arrow whose second branch has a hollow head',
  'corrupt-message': 'a wavy arrow with the old value struck through beside the new one',
  discarded: 'a solid arrow that meets the lifeline without an event dot',
  'crash-bar': 'a lifeline that ends in a cross-bar and is absent until the node restarts',
  restart: 'a lifeline that begins again below its cross-bar',
  wall: 'a double wall between the lanes for as long as the split lasts',
  'one-way': 'a double wall across one direction of one link, with an arrow for the direction that still works',
  hatched: 'a hatched lifeline for as long as the node does not do its work',
  lightning: 'a lightning mark on the lifeline with the old value struck through beside the new one',
  'double-ring': 'an event with a double ring',
  octagon: 'an octagon at the step that breaks the property',
  'local-clock': 'the local clock beside true time on the lifeline',
} as const;

/** A way of drawing; `signs` says what it looks like. */
export type SignId = keyof typeof signs;
