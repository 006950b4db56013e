import { html, svg, type TemplateResult } from 'lit';
import { type Outline, outlineOf, PLAIN_OUTLINE, VIOLATION_OUTLINE } from '../../../src/scene/graphSigns.ts';

/** A sign of the graph as it stands in the legend. */
function signView(outline: Outline, kind: string): TemplateResult {
  const points = Array.from({ length: outline.length / 2 }, (_, i) => {
    return `${(8 + outline[2 * i]! * 4.5).toFixed(1)},${(8 + outline[2 * i + 1]! * 4.5).toFixed(1)}`;
  });
  return html`<svg class="graphSign ${kind}" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<polygon points=${points.join(' ')} />`}
  </svg>`;
}

export function classSign(index: number): TemplateResult {
  return signView(outlineOf(index), `graphClass${index + 1}`);
}

export const VIOLATION_SIGN = (): TemplateResult => signView(VIOLATION_OUTLINE, 'violates');
export const ENDS_SIGN = (): TemplateResult => signView(PLAIN_OUTLINE, 'ends');
export const UNEXPLORED_SIGN = (): TemplateResult => signView(PLAIN_OUTLINE, 'unexplored');

/** Lines that mean something. */
export function lineSign(kind: 'path' | 'fault'): TemplateResult {
  return html`<svg class="graphSign ${kind}" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<line x1="1" y1="8" x2="15" y2="8" />`}${kind === 'path' ? svg`<circle cx="8" cy="8" r="4" />` : ''}
  </svg>`;
}
