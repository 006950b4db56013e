import { html, type TemplateResult } from 'lit';
import type { Difference, ValueTree } from '../../../src/scene/values.ts';

/** One side of two values that differ, each nested part marked that the other side does not have. */
export function markedValue(difference: Difference, side: 'before' | 'after'): TemplateResult {
  const tree = difference[side];
  if (tree === undefined) return html``;
  if (difference.kind === 'same') return html`${tree.text}`;
  if (difference.children.length === 0) return html`<ins>${tree.text}</ins>`;
  const [open, close] = signsOf(tree);
  const own = difference.children.filter(child => child[side] !== undefined);
  // What is only missing on this side leaves nothing to mark but the structure.
  if (own.every(({ kind }) => kind === 'same'))
    return html`<ins>${open}</ins>${itemsView(own, tree, side)}<ins>${close}</ins>`;
  return html`${open}${itemsView(own, tree, side)}${close}`;
}

function itemsView(children: readonly Difference[], { kind }: ValueTree, side: 'before' | 'after'): TemplateResult {
  return html`${children.map((child, i) => {
    const label = kind === 'record' || kind === 'map' ? `${child.label}: ` : '';
    return html`${i === 0 ? '' : ', '}${label}${markedValue(child, side)}`;
  })}`;
}

function signsOf({ kind, type }: ValueTree): readonly [string, string] {
  switch (kind) {
    case 'record':
      return [`${type}(`, ')'];
    case 'list':
      return ['[', ']'];
    case 'map':
    case 'set':
      return ['{', '}'];
    case 'leaf':
      return ['', ''];
  }
}
