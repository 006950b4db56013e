import type { Subject } from '../src/contract/engine.ts';
import { oracleText } from '../test/support/protocols.ts';
import { GraphHost } from '../test/webview/support/graphHost.ts';
import { type PanelPage, WebviewStage } from '../test/webview/support/page.ts';
import { printTable } from './table.ts';

// `npm run bench:graph`: how long a frame takes while a state graph of 100,000 vertices is panned and zoomed, in a browser
// that renders in software.

const VERTICES = 100_000;
const FRAMES = 90;
const SUBJECT: Subject = { text: oracleText('two-phase-commit'), scenario: '7' };

/** Milliseconds between frames, while something is done in each. */
async function frames(panel: PanelPage, move: string): Promise<readonly number[]> {
  return await panel.page.evaluate<readonly number[]>(`(async () => {
    const canvas = document.querySelector('.graphPicture canvas');
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
    const times = [];
    let last = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < ${String(FRAMES)}; frame += 1) {
      canvas.dispatchEvent(new WheelEvent('wheel', { ...at, ...(${move})(frame) }));
      const now = await new Promise(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return times;
  })()`);
}

function rowOf(what: string, times: readonly number[]): readonly string[] {
  const sorted = times.toSorted((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const worst = sorted[Math.floor(sorted.length * 0.95)] ?? NaN;
  return [what, mean.toFixed(1), worst.toFixed(1), (1000 / mean).toFixed(0)];
}

const stage = await WebviewStage.open();
try {
  const panel = await stage.panel({ width: 1600, height: 900 });
  const host = new GraphHost(panel, SUBJECT, VERTICES);
  await panel.show(await host.model());
  const startedAt = performance.now();
  await panel.page.getByRole('tab', { name: 'States' }).click();
  await panel.page.getByRole('combobox', { name: 'Which states are drawn' }).click();
  await panel.page.getByRole('option', { name: 'all states', exact: true }).click();
  await host.until(`canvas[data-in-view="${String(VERTICES)}"]`);
  console.log(`explored, laid out and drawn after ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
  const pan = 'frame => ({ deltaX: frame % 2 === 0 ? 14 : -14, deltaY: 3 })';
  const back = 'frame => ({ deltaX: frame < 45 ? 9 : -9, deltaY: 0 })';
  const rows = [
    rowOf('pan, all in view', await frames(panel, pan)),
    rowOf('zoom from all to one vertex', await frames(panel, 'frame => ({ deltaY: -14, ctrlKey: true })')),
    rowOf('pan among vertices', await frames(panel, back)),
    rowOf('zoom back', await frames(panel, 'frame => ({ deltaY: 14, ctrlKey: true })')),
  ];
  printTable(['100,000 vertices', 'ms/frame', '95 % below', 'frames/s'], rows);
} finally {
  await stage.close();
}
