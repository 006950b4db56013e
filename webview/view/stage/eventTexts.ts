import { html, nothing, type TemplateResult } from 'lit';
import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelUi } from '../panel/state.ts';

/** Events around the focused one that a screen reader can be pointed at. */
const EVENTS_AROUND = 50;

/** The element that stands for the focused event, for `aria-activedescendant`. */
export function activeId({ selection }: PanelUi): string | typeof nothing {
  return selection.focused === undefined ? nothing : `event${selection.focused}`;
}

/** The events near the focused one in words: the pictures themselves are hidden from screen readers. */
export function eventTexts(execution: ExecutionView, { selection }: PanelUi): TemplateResult {
  const first = Math.max(0, (selection.focused ?? 0) - EVENTS_AROUND);
  const events = execution.events.slice(first, first + 2 * EVENTS_AROUND);
  return html`${events.map((event, offset) => {
    const index = first + offset;
    const held = index === selection.stuck ? ', held' : '';
    const name = execution.lanes[event.lane]?.name ?? '';
    const remark = event.irrelevant === true ? ', not needed' : '';
    const words = `${name}, step ${event.step}: ${event.sentence}${event.violation ? ', violation' : ''}${remark}${held}`;
    return html`<span role="img" id=${`event${index}`} aria-label=${words}></span>`;
  })}`;
}
