import type { HostMessage, PanelState, WebviewMessage } from '../../src/contract/webview.ts';

/** What VS Code offers to the script of a webview. */
export interface Host {
  postMessage(message: WebviewMessage): void;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): Host;

export function connectHost(onMessage: (message: HostMessage) => void): Host {
  window.addEventListener('message', (input: MessageEvent<unknown>) => {
    // Other scripts of the frame post here too.
    if (isHostMessage(input.data)) onMessage(input.data);
  });
  return acquireVsCodeApi();
}

const KINDS: ReadonlySet<string> = new Set<HostMessage['kind']>([
  'model',
  'patch',
  'sourceSelection',
  'command',
  'layout',
  'stateGraph',
]);

function isHostMessage(data: unknown): data is HostMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, seq } = data as { readonly kind?: unknown; readonly seq?: unknown };
  return typeof kind === 'string' && KINDS.has(kind) && typeof seq === 'number';
}
