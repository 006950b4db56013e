import type { CheckBounds, Subject } from '../../contract/engine.ts';
import type { ExplosionWish } from './explosionWatch.ts';
import type { HintWish } from './hintWatch.ts';
import type { MatrixWish } from './matrixWatch.ts';
import type { SessionState } from './sessionState.ts';

/** What the settings say of checks. */
interface CheckSettings {
  readonly bounds: CheckBounds;
  readonly autoCheck: 'onType' | 'onSave' | 'off';
}

/** What is to be found out of a file besides what its check says; undefined while there is nothing to look at. */
export function hintWish(
  { outline }: SessionState,
  text: string | undefined,
  { bounds, autoCheck }: CheckSettings,
): HintWish | undefined {
  if (text === undefined || outline === undefined) return undefined;
  return { text, scenarios: outline.scenarios, bounds, checks: autoCheck !== 'off' };
}

/** Of the scenario itself, whatever variant of it is shown. */
export function matrixWish(
  { outline, matrix: before }: SessionState,
  subject: Subject | undefined,
  { bounds }: CheckSettings,
): MatrixWish | undefined {
  if (subject === undefined || outline === undefined) return undefined;
  const { text, scenario } = subject;
  const columns = outline.properties
    .filter(({ kind }) => kind !== 'deadlock')
    .map(({ name, kind }) => ({ property: name, kind }));
  return { subject: { text, scenario }, meaning: outline.meaning, columns, bounds, before };
}

/** Of what is shown: of the variant where there is one. */
export function explosionWish(
  { outline }: SessionState,
  subject: Subject | undefined,
  { bounds }: CheckSettings,
): ExplosionWish | undefined {
  if (subject === undefined || outline === undefined) return undefined;
  return { subject, bounds, meaning: outline.meaning };
}
