import type { Snapshot } from './snapshot.ts';

/** Twice as many points as pixels, so that it is sharp where pictures are enlarged or screens are fine. */
const SCALE = 2;
/** What browsers draw at most: points of a side, and of all. */
const SIDE_MAX = 16_000;
const POINTS_MAX = 60_000_000;

/** A picture as a PNG file in base 64. Rejects where the browser cannot draw it. */
export async function pngOf({ svg, width, height }: Snapshot): Promise<string> {
  const scale = Math.min(SCALE, SIDE_MAX / Math.max(width, height), Math.sqrt(POINTS_MAX / (width * height)));
  const image = new Image(width, height);
  // From data and not from an address, which is all that the content security policy allows.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no room to draw in.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const address = canvas.toDataURL('image/png');
  const beginning = 'data:image/png;base64,';
  if (!address.startsWith(beginning))
    throw new Error(`A picture of ${String(width)} × ${String(height)} is too large.`);
  return address.slice(beginning.length);
}
