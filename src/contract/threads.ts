import type { GraphLayout, LayoutRequest } from './graph.ts';

/** A thread of Node, or the port by which it speaks to the one that started it: all that an endpoint needs of it. */
export interface NodePort {
  postMessage(message: unknown, transfer?: readonly unknown[]): void;
  on(event: 'message', listener: (data: unknown) => void): unknown;
  off(event: 'message', listener: (data: unknown) => void): unknown;
}

/** A browser's listener takes an event with many members, of which calls between threads read only `data`. */
type Listener = ((event: never) => void) | { handleEvent(event: never): void };

/** What a Node port looks like to code that expects the port of a browser. */
export interface PortEndpoint {
  postMessage(message: unknown, transfer?: readonly unknown[]): void;
  addEventListener(type: string, listener: Listener): void;
  removeEventListener(type: string, listener: Listener): void;
}

/** Dresses a Node port as the port of a browser, so that one protocol of calls serves both. */
export function nodeEndpoint(port: NodePort): PortEndpoint {
  const wrapped = new Map<Listener, (data: unknown) => void>();
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    addEventListener: (_type, listener) => {
      const onMessage = (data: unknown): void => {
        const event = { data } as never;
        if (typeof listener === 'function') listener(event);
        else listener.handleEvent(event);
      };
      wrapped.set(listener, onMessage);
      port.on('message', onMessage);
    },
    removeEventListener: (_type, listener) => {
      const onMessage = wrapped.get(listener);
      if (onMessage !== undefined) port.off('message', onMessage);
      wrapped.delete(listener);
    },
  };
}

/** What the layout thread offers. It has no time limit of its own: the caller ends the thread. */
export interface LayoutApi {
  /** Lays a tiny graph out, so that the first real one does not wait for the engine to warm up. */
  warmUp(): Promise<void>;
  /** By elk's layered algorithm. */
  layered(request: LayoutRequest): Promise<GraphLayout>;
  /** By our own layers: coarser, but within milliseconds for thousands of vertices. */
  layers(request: LayoutRequest): GraphLayout;
}
