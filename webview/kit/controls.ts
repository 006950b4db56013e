import { html, type TemplateResult } from 'lit';
import { directive, Directive, type ElementPart } from 'lit/directive.js';
import { icon, type IconName } from './icons.ts';

export interface DropdownOptions {
  /** Spoken name: the control ignores `<label for>`. */
  readonly label: string;
  readonly options: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

export function dropdown({ label, options, value, onChange }: DropdownOptions): TemplateResult {
  const changed = (input: Event): void => {
    const chosen = (input.target as HTMLElement & { readonly value: string }).value;
    if (chosen !== value) onChange(chosen);
  };
  return html`<kit-dropdown aria-label=${label} title=${label} @change=${changed} ${held(value ?? '')}>
    ${options.map(
      option => html`<kit-option value=${option} ?selected=${option === value} title=${option}>${option}</kit-option>`,
    )}
  </kit-dropdown>`;
}

export interface IconButtonOptions {
  readonly icon: IconName;
  /** What a click does, in words; tooltip and spoken name. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

export function iconButton(options: IconButtonOptions): TemplateResult {
  return html`<button
    type="button"
    class="iconButton"
    title=${options.label}
    aria-label=${options.label}
    aria-pressed=${options.pressed === undefined ? 'undefined' : String(options.pressed)}
    ?disabled=${options.disabled ?? false}
    @click=${options.onClick}
  >
    ${icon(options.icon)}
  </button>`;
}

/** The one filled button of a place: what a person most likely wants there. */
export function primaryButton(label: string, onClick: () => void): TemplateResult {
  return html`<kit-button appearance="primary" @click=${onClick}>${label}</kit-button>`;
}

/** Reads like a word of the sentence it stands in. */
export function linkButton(label: string, title: string, onClick: () => void): TemplateResult {
  return html`<button type="button" class="linkButton" title=${title} @click=${onClick}>${label}</button>`;
}

export interface NumberFieldOptions {
  readonly label: string;
  readonly value: number;
  /** Called with a whole number ≥ 0, when Enter is pressed. */
  readonly onEnter: (value: number) => void;
  readonly onInput: (value: number) => void;
}

export function numberField({ label, value, onEnter, onInput }: NumberFieldOptions): TemplateResult {
  const read = (input: Event): number | undefined => {
    const text = (input.currentTarget as HTMLElement & { readonly value: string }).value.trim();
    return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  };
  const typed = (input: Event): void => {
    const number = read(input);
    if (number !== undefined) onInput(number);
  };
  const pressed = (input: KeyboardEvent): void => {
    const number = input.key === 'Enter' ? read(input) : undefined;
    if (number !== undefined) onEnter(number);
  };
  return html`<kit-text-field
    class="numberField"
    size="6"
    maxlength="10"
    aria-label=${label}
    title=${label}
    @input=${typed}
    @keydown=${pressed}
    ${held(String(value))}
  ></kit-text-field>`;
}

interface ValueElement extends HTMLElement {
  value: string;
}

// The controls take a value only once they know their options, which is after the template has been rendered.
class Held extends Directive {
  override render(_value: string): undefined {
    return undefined;
  }

  override update(part: ElementPart, [value]: [string]): undefined {
    const control = part.element as ValueElement;
    queueMicrotask(() => {
      if (control.value !== value) control.value = value;
    });
  }
}

const held = directive(Held);
