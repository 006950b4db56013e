import { xmlText } from '../../src/scene/svg.ts';

/** A colour that every reader of SVG knows, and how much of it is seen. */
export interface Paint {
  readonly colour: string;
  readonly alpha: number;
}

/** Colours as the browser computes them, which may be in notations that only browsers know, as sRGB. */
export class Paints {
  readonly #context: CanvasRenderingContext2D | null;
  readonly #known = new Map<string, Paint | undefined>();

  constructor() {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    this.#context = canvas.getContext('2d', { willReadFrequently: true });
  }

  /** Undefined for what leaves nothing to be seen. */
  of(computed: string): Paint | undefined {
    if (computed === '' || computed === 'none' || computed === 'transparent') return undefined;
    if (!this.#known.has(computed)) this.#known.set(computed, this.#read(computed));
    return this.#known.get(computed);
  }

  /** `fill="#ff0000" fill-opacity="0.5"`. */
  attributes(name: 'fill' | 'stroke', computed: string): string {
    const paint = this.of(computed);
    if (paint === undefined) return ` ${name}="none"`;
    const opacity = paint.alpha === 1 ? '' : ` ${name}-opacity="${String(paint.alpha)}"`;
    return ` ${name}="${paint.colour}"${opacity}`;
  }

  // Drawing a colour is the one way of having the browser say what it looks like. Seen through, it loses digits.
  #read(computed: string): Paint | undefined {
    const context = this.#context;
    if (context === null) return { colour: computed, alpha: 1 };
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = computed;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    if (alpha === 0) return undefined;
    const digits = [red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('');
    return { colour: `#${digits}`, alpha: Math.round((alpha / 255) * 1000) / 1000 };
  }
}

/** Font, size, weight and lines of a text. */
export function fontAttributes(style: CSSStyleDeclaration): string {
  const { fontFamily, fontSize, fontWeight, fontStyle, textDecorationLine } = style;
  return [
    ` font-family="${xmlText(fontFamily)}" font-size="${xmlText(fontSize.replace('px', ''))}"`,
    fontWeight === '400' ? '' : ` font-weight="${xmlText(fontWeight)}"`,
    fontStyle === 'normal' ? '' : ` font-style="${xmlText(fontStyle)}"`,
    textDecorationLine === 'none' || textDecorationLine === ''
      ? ''
      : ` text-decoration="${xmlText(textDecorationLine)}"`,
  ].join('');
}

/** Two digits: enough for any screen. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
