import { type Part, partsOf } from '../../../src/contract/parts.ts';
import { longRun } from '../fixtures/longRun.ts';
import { twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';
import { WebviewStage } from './page.ts';

/** What somebody who looks at a long diagram waits for. Milliseconds, from an input until the page is laid out again. */
interface DiagramTimes {
  readonly first: readonly number[];
  readonly scrub: readonly number[];
  readonly hover: readonly number[];
  /** Elements of the diagram in the page. */
  readonly elements: number;
}

/** Opens `pages` pages with an execution of so many steps among five nodes, in a real browser. */
export async function diagramTimes(steps: number, pages: number): Promise<DiagramTimes> {
  const stage = await WebviewStage.open();
  try {
    const model = twoPhaseCommitModel({ execution: longRun(steps, 5), cursor: 10, happensBefore: undefined });
    const parts = partsOf({ kind: 'model', seq: 1, model, restored: undefined }, 1);
    const first: number[] = [];
    let moved: Omit<DiagramTimes, 'first'> = { scrub: [], hover: [], elements: 0 };
    for (let page = 0; page < pages; page += 1) {
      const panel = await stage.panel({ width: 1000, height: 700 });
      first.push(await panel.page.evaluate(firstPicture, JSON.stringify(parts)));
      moved = await panel.page.evaluate(movements);
      await panel.close();
    }
    return { first, ...moved };
  } finally {
    await stage.close();
  }
}

// What follows runs in the page, so that it may use nothing from outside of itself.

async function firstPicture(text: string): Promise<number> {
  const parts = JSON.parse(text) as readonly Part[];
  const started = performance.now();
  for (const part of parts) window.postMessage(part, '*');
  while (document.querySelector('#spaceTime .mark.event') === null) await new Promise(done => setTimeout(done));
  document.body.getBoundingClientRect();
  return performance.now() - started;
}

async function movements(): Promise<{ scrub: number[]; hover: number[]; elements: number }> {
  const picture = document.querySelector<HTMLElement>('#spaceTime')!;
  const timed = async (input: () => void): Promise<number> => {
    const started = performance.now();
    input();
    await new Promise<void>(done => queueMicrotask(() => queueMicrotask(done)));
    document.body.getBoundingClientRect();
    const took = performance.now() - started;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return took;
  };
  const scrub: number[] = [];
  for (let step = 0; step < 60; step += 1) {
    const key = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
    scrub.push(await timed(() => picture.dispatchEvent(key)));
  }
  const hover: number[] = [];
  for (const hit of [...document.querySelectorAll('#spaceTime circle.hit')].slice(0, 60)) {
    hover.push(await timed(() => hit.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))));
  }
  return { scrub, hover, elements: picture.querySelectorAll('*').length };
}
