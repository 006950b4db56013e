import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../support/skeleton.ts';

/** The places of the reference of failures that can be linked to. */
export function renderedAnchors(): ReadonlySet<string> {
  const text = readFileSync(join(repositoryRoot, 'docs/failures.md'), 'utf8');
  return new Set([...text.matchAll(/<a id="([^"]+)">/g)].map(match => match[1] ?? ''));
}
