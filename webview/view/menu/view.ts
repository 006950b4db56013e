import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../kit/icons.ts';
import type { Send } from '../panel/inputs.ts';
import type { PanelUi } from '../panel/state.ts';
import { menuSections, type MenuItem, type MenuSection } from './sections.ts';

/** What can be done to the thing that was pointed at: a menu over the picture. */
export function menuView({ menu, model }: PanelUi, send: Send): TemplateResult | typeof nothing {
  if (menu === undefined || model === undefined) return nothing;
  const sections = menuSections(menu.target, model);
  if (sections.length === 0) return nothing;
  const close = (): void => send({ kind: 'menu', menu: undefined });
  const left = (input: FocusEvent): void => {
    const { currentTarget, relatedTarget } = input;
    const isInside = relatedTarget instanceof Node && (currentTarget as HTMLElement).contains(relatedTarget);
    if (!isInside) close();
  };
  return html`<div
    class="objectMenu"
    role="menu"
    aria-label="What can be done here"
    @keydown=${(input: KeyboardEvent) => keyed(input, close)}
    @focusout=${left}
  >
    ${sections.map(section => sectionView(section, send))}
  </div>`;
}

/** Puts a menu that has just been opened where all of it can be seen, and the keyboard into it. */
export function openMenu({ menu, selection }: PanelUi): void {
  const element = document.querySelector<HTMLElement>('.objectMenu');
  if (menu === undefined || element === null || element.contains(document.activeElement)) return;
  const { x, y } = menu.at ?? placeOf(selection.focused);
  const { width, height } = element.getBoundingClientRect();
  element.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
  element.style.top = `${Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN))}px`;
  element.querySelector<HTMLElement>('[role=menuitem]')?.focus();
}

function placeOf(event: number | undefined): { readonly x: number; readonly y: number } {
  const mark = document.querySelector(`.picture .mark[data-event="${event}"]`) ?? document.querySelector('.picture');
  const { left, bottom } = mark?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
  return { x: left, y: Math.min(bottom, innerHeight / 2) };
}

/** Between a menu and the edge of the panel, in pixels. */
const MARGIN = 4;

function sectionView({ title, items, empty }: MenuSection, send: Send): TemplateResult {
  return html`<div role="group" aria-label=${title}>
    <p class="menuTitle" aria-hidden="true">${title}</p>
    ${items.length === 0 ? html`<p class="quiet">${empty}</p>` : items.map(item => itemView(item, send))}
  </div>`;
}

function itemView({ label, title, fault, input }: MenuItem, send: Send): TemplateResult {
  return html`<button
    type="button"
    role="menuitem"
    tabindex="-1"
    class=${fault ? 'isFault' : ''}
    title=${title}
    @click=${() => send(input)}
  >
    ${fault ? html`${icon('fault')}<span class="visuallyHidden">fault: </span>` : nothing}<span>${label}</span>
  </button>`;
}

function keyed(input: KeyboardEvent, close: () => void): void {
  const items = [...(input.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  };
  const wanted = moves[input.key];
  if (wanted !== undefined) items[wanted % items.length]?.focus();
  else if (input.key === 'Escape' || input.key === 'Tab') {
    close();
    document.querySelector<HTMLElement>('.picture')?.focus();
  } else if (input.key !== 'Enter' && input.key !== ' ') return;
  input.stopPropagation();
  if (input.key !== 'Enter' && input.key !== ' ') input.preventDefault();
}
