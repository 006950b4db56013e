import type { HostMessage, PanelState, WebviewMessage } from '../../src/contract/webview.ts';

/** What VS Code offers to the script of a webview. */
export interface Host {
  postMessage(message: WebviewMessage): void;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): Host;

export function connectHost(onMessage: (message: HostMessage) => void): Host {
  const parts = new Parts();
  window.addEventListener('message', (input: MessageEvent<unknown>) => {
    // Other scripts of the frame post here too.
    if (!isHostMessage(input.data)) return;
    const message = input.data.kind === 'part' ? parts.add(input.data) : input.data;
    if (message !== undefined) onMessage(message);
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
  'part',
]);

function isHostMessage(data: unknown): data is HostMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, seq } = data as { readonly kind?: unknown; readonly seq?: unknown };
  return typeof kind === 'string' && KINDS.has(kind) && typeof seq === 'number';
}

type Part = HostMessage & { readonly kind: 'part' };

/** Puts messages together that arrive in parts. Of what is not whole nothing is known: the gap is noticed by its number. */
class Parts {
  #seq: number | undefined;
  #texts: string[] = [];

  /** The whole message, with its last part. */
  add({ seq, index, count, text }: Part): HostMessage | undefined {
    if (index === 0) {
      this.#seq = seq;
      this.#texts = [];
    }
    if (seq !== this.#seq || index !== this.#texts.length) return undefined;
    this.#texts.push(text);
    if (this.#texts.length < count) return undefined;
    const message: unknown = JSON.parse(this.#texts.join(''));
    this.#texts = [];
    return isHostMessage(message) && message.kind !== 'part' ? message : undefined;
  }
}
