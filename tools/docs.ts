/** Writes the pages of `docs/` that are generated from the sources. Run it as `npm run docs`. */

import { writeFileSync } from 'node:fs';

import { failuresPage } from '../src/failures/render.ts';

writeFileSync(new URL('../docs/failures.md', import.meta.url), failuresPage());
