import { styleText } from 'node:util';

type Paint = (text: string) => string;

/** Colours that never carry a meaning alone. Every paint is the identity where colour is not wanted. */
export interface Style {
  readonly strong: Paint;
  readonly muted: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly caution: Paint;
  readonly place: Paint;
}

export function styleFor(output: { readonly colour: boolean }): Style {
  const paint =
    (format: Parameters<typeof styleText>[0]): Paint =>
    text =>
      output.colour ? styleText(format, text, { validateStream: false }) : text;
  return {
    strong: paint('bold'),
    muted: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    caution: paint('yellow'),
    place: paint('cyan'),
  };
}
