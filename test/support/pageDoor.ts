import { createServer, type IncomingMessage } from 'node:http';
import type { Frame, Page } from 'playwright-core';

/** What a test inside the extension host may ask of the window around it. */
export type PageRequest =
  /** Runs an expression in the frame that has an element for `selector`, waiting for it, and answers its value. */
  | { readonly kind: 'evaluate'; readonly selector: string; readonly expression: string }
  /** Waits until an expression is true in the frame that has an element for `selector`, and answers its value. */
  | { readonly kind: 'waitFor'; readonly selector: string; readonly expression: string }
  /** Clicks an element, or only moves there, in whichever frame has it. */
  | { readonly kind: 'click' | 'hover' | 'focus'; readonly selector: string }
  /** Presses keys, as `Control+K` or `ArrowRight`. */
  | { readonly kind: 'press'; readonly keys: string }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'screenshot'; readonly path: string };

/** Where the page can be asked: the variable that names the address in the extension host's environment. */
export const pageVariable = 'LIGHTCONE_PAGE';

const waitMs = 30_000;

/** Opens a door on this machine through which tests in an extension host reach the page that shows it. */
export async function openPageDoor(page: Page): Promise<AsyncDisposable & { readonly address: string }> {
  const server = createServer((request, response) => {
    void readBody(request)
      .then(text => answer(page, JSON.parse(text) as PageRequest))
      .then(
        value => response.end(JSON.stringify({ value })),
        (failure: unknown) => response.end(JSON.stringify({ failure: String(failure) })),
      );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

async function answer(page: Page, request: PageRequest): Promise<unknown> {
  switch (request.kind) {
    case 'evaluate':
      return (await frameWith(page, request.selector)).evaluate(request.expression);
    case 'waitFor':
      return waitFor(page, request);
    case 'click':
      return (await frameWith(page, request.selector)).click(request.selector, { timeout: waitMs });
    case 'hover':
      return (await frameWith(page, request.selector)).hover(request.selector, { timeout: waitMs });
    case 'focus':
      return (await frameWith(page, request.selector)).focus(request.selector, { timeout: waitMs });
    case 'press':
      return page.keyboard.press(request.keys);
    case 'type':
      return page.keyboard.type(request.text);
    case 'screenshot':
      await page.screenshot({ path: request.path });
      return request.path;
  }
}

// Asked from outside again and again: the page's own policy forbids it to evaluate anything by itself.
async function waitFor(page: Page, request: Extract<PageRequest, { readonly kind: 'waitFor' }>): Promise<unknown> {
  const deadline = Date.now() + waitMs;
  let last: unknown;
  while (Date.now() < deadline) {
    const frame = await frameWith(page, request.selector);
    last = await frame.evaluate(request.expression).catch((failure: unknown) => ({ failure: String(failure) }));
    const isFailure = typeof last === 'object' && last !== null && 'failure' in last;
    if (!isFailure && last !== undefined && last !== null && last !== false && last !== '') return last;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`${request.expression} did not become true; the last answer was ${JSON.stringify(last)}`);
}

/** A webview is a frame in a frame, and both may be replaced at any time, so all are asked again until one has it. */
async function frameWith(page: Page, selector: string): Promise<Frame> {
  const deadline = Date.now() + waitMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await frame.$(selector).catch(() => null);
      if (found !== null) return frame;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(`No frame of the page has «${selector}».`);
}
