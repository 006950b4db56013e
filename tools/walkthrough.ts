/** Draws the pictures of the walkthrough from its examples. Run it as `npm run walkthrough`. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { walkthroughPictures } from '../test/support/walkthrough.ts';

const folder = new URL('../media/walkthrough/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, svg] of walkthroughPictures()) writeFileSync(new URL(name, folder), svg);
