import type { ReadTrace } from '../../contract/savedTrace.ts';
import type { PanelModel } from '../../contract/webview.ts';

/** What became of the protocol that a saved trace is of. */
export type ProtocolFate = 'same' | 'changed' | 'missing' | 'unknown';

/** What a page shows of a saved trace; `read` is why it cannot be shown, where it cannot. */
export function traceModel(
  read: ReadTrace | string,
  place: { readonly uri: string; readonly fileName: string },
  { cursor, fate }: { readonly cursor: number; readonly fate: ProtocolFate },
): PanelModel {
  const shown = typeof read === 'string' ? undefined : read;
  const execution = shown?.trace.execution;
  return {
    ...place,
    locked: false,
    scenarios: [],
    scenario: execution?.scenario,
    variant: undefined,
    properties: [],
    choice: { kind: 'default' },
    report: undefined,
    execution,
    cursor,
    enabled: [],
    happensBefore: shown?.happensBefore,
    matrix: undefined,
    explosion: undefined,
    stateGraphOf: undefined,
    staleness: { kind: 'fresh' },
    notice: undefined,
    saved: typeof read === 'string' ? read : `${aboutScenario(read)} ${fateSentence(read, fate)}`,
  };
}

function aboutScenario({ trace }: ReadTrace): string {
  const { scenario, variant } = trace.execution;
  return `A saved execution of “${scenario}”${variant === undefined ? '' : `, ${variant}`}.`;
}

function fateSentence({ trace }: ReadTrace, fate: ProtocolFate): string {
  const { file = '' } = trace.protocol;
  switch (fate) {
    case 'same':
      return `${file} is as it was then.`;
    case 'changed':
      return `${file} has changed since: this is what was seen before.`;
    case 'missing':
      return `${file} cannot be found: this is what was seen of it.`;
    case 'unknown':
      return 'Its protocol was never saved to a file.';
  }
}
