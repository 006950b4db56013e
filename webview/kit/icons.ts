import { svg, html, type TemplateResult } from 'lit';

/** Outlines on a 16 × 16 grid, drawn with `currentColor`. */
const PATHS = {
  first: 'M3.5 3v10M13 3.5 6 8l7 4.5z',
  previous: 'M11.5 3.5 4.5 8l7 4.5z',
  next: 'M4.5 3.5 11.5 8l-7 4.5z',
  last: 'M12.5 3v10M3 3.5 10 8l-7 4.5z',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  source: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  help: 'M6 6.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.4M8 11.6v.4M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
  take: 'M8 10V2.5M5 5.5l3-3 3 3M3 9.5v4h10v-4',
  close: 'M4 4l8 8M12 4l-8 8',
  holds: 'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
  violated: 'M6 2.5h4L13.5 6v4L10 13.5H6L2.5 10V6zM6 6l4 4M10 6l-4 4',
  unknown: 'M8 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  broken: 'M8 2.5 14 13H2zM8 6.5v3M8 11v.5',
  fault: 'M9 1.5 4 9h3.5L7 14.5 12 7H8.5z',
  loop: 'M10 4.5H5.5a3.5 3.5 0 0 0 0 7H13M10.5 9l2.5 2.5-2.5 2.5',
  noReturn: 'M1.5 8h3M6.5 8h3M11.5 8h3',
  play: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM6.5 5.2v5.6L11 8z',
  pause: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM6.3 5.5v5M9.7 5.5v5',
  pin: 'M5.5 2.5h5M6.5 2.5v4.5l-2 2.5h7l-2-2.5V2.5M8 9.5v4.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  right: 'M6 3.5 10.5 8 6 12.5',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  branch:
    'M4.5 5.5v5M4.5 1.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM4.5 10.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM11.5 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM11.5 7c0 2.5-3 2-6 4.5',
  rename: 'M2.5 13.5l.8-3.3 7.4-7.4 2.5 2.5-7.4 7.4zM9 4.5 11.5 7',
  keep: 'M4 2.5h8v11L8 10.5l-4 3z',
  swap: 'M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13',
  changed: 'M4 8h8M9 5l3 3-3 3',
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<IconName> = new Set(['first', 'previous', 'next', 'last', 'holds']);

/** A decorative icon: whoever shows it also says it in words. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon ${FILLED.has(name) ? 'filled' : 'outlined'} icon-${name}"
    width="16"
    height="16"
    viewBox="0 0 16 16"
    aria-hidden="true"
  >
    ${svg`<path d=${PATHS[name]} />`}
  </svg>`;
}
