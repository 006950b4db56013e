import { type Part, PartAssembler, partsOf, readPart } from '../../src/contract/parts.ts';
import type { HostMessage, PanelState, WebviewMessage } from '../../src/contract/webview.ts';

/** What VS Code offers to the script of a webview. */
export interface Host {
  postMessage(message: WebviewMessage): void;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): Omit<Host, 'postMessage'> & { postMessage(message: WebviewMessage | Part): void };

/** The editor's side, to which and from which long messages go in parts. */
export function connectHost(onMessage: (message: HostMessage) => void): Host {
  const assembler = new PartAssembler();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const part = readPart(data);
    const message = part === undefined ? data : assembler.add(part);
    // Other scripts of the frame post here too.
    if (isHostMessage(message)) onMessage(message);
  });
  const host = acquireVsCodeApi();
  let lastId = 0;
  return {
    setState: state => host.setState(state),
    postMessage: message => {
      const parts = partsOf(message, (lastId += 1));
      if (parts.length === 0) host.postMessage(message);
      else for (const part of parts) host.postMessage(part);
    },
  };
}

const KINDS: ReadonlySet<string> = new Set<HostMessage['kind']>([
  'model',
  'patch',
  'sourceSelection',
  'command',
  'layout',
  'stateGraph',
  'compared',
  'pictureWanted',
]);

function isHostMessage(data: unknown): data is HostMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, seq } = data as { readonly kind?: unknown; readonly seq?: unknown };
  return typeof kind === 'string' && KINDS.has(kind) && typeof seq === 'number';
}
