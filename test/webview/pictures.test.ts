import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { PART_LENGTH, PartAssembler, readPart } from '../../src/contract/parts.ts';
import type { PanelModel, PictureFormat, WebviewMessage } from '../../src/contract/webview.ts';
import { explained, finishedExplosion } from './fixtures/explosion.ts';
import { longRun } from './fixtures/longRun.ts';
import { finishedMatrix } from './fixtures/matrix.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from './fixtures/twoPhaseCommit.ts';
import { WebviewStage, type PanelOptions, type PanelPage } from './support/page.ts';
import { THEME_KINDS, THEMES } from './themes.ts';

const MEGABYTE = 1_000_000;

interface Taken {
  readonly content: string;
  /** Bytes of the largest message. */
  readonly largest: number;
  readonly messages: number;
}

/** Asks for the picture of what is shown, and puts it together from whatever messages it comes in. */
async function take(panel: PanelPage, format: PictureFormat, requestId = 1): Promise<Taken> {
  await panel.forget();
  await panel.send({ kind: 'pictureWanted', seq: panel.nextSeq, requestId, format });
  const assembler = new PartAssembler();
  const said = await panel.page.waitForFunction(() => {
    const { posted } = globalThis as unknown as { posted: { kind: string; index?: number; count?: number }[] };
    const isWhole = posted.some(({ kind, index, count }) => kind === 'picture' || index === (count ?? 0) - 1);
    return isWhole ? JSON.stringify(posted) : undefined;
  });
  const messages = JSON.parse(String(await said.jsonValue())) as unknown[];
  const taking = messages.filter(message => (message as { kind: string }).kind !== 'state');
  const found = taking
    .map(message => {
      const part = readPart(message);
      return part === undefined ? message : assembler.add(part);
    })
    .find(message => message !== undefined) as WebviewMessage & { readonly kind: 'picture' };
  assert.deepEqual([found.kind, found.requestId, found.failure], ['picture', requestId, undefined]);
  const largest = Math.max(...taking.map(message => Buffer.byteLength(JSON.stringify(message))));
  return { content: found.content ?? '', largest, messages: taking.length };
}

/** Width and height of a PNG, as its header says. */
function sizeOfPng(base64: string): readonly [number, number] {
  const bytes = Buffer.from(base64, 'base64');
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

function sizeOfSvg(svg: string): readonly [number, number] {
  const found = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg);
  return [Number(found?.[1]), Number(found?.[2])];
}

describe('the picture of a view', () => {
  let stage: WebviewStage;
  before(async () => (stage = await WebviewStage.open()));
  after(() => stage.close());

  async function open(model: PanelModel, tab: string, options?: PanelOptions): Promise<PanelPage> {
    const panel = await stage.panel(options);
    await panel.show(model);
    await panel.page.getByRole('tab', { name: tab }).click();
    return panel;
  }

  /** Opens a picture as a browser opens a file: alone, without the extension’s style sheets. */
  async function opened(panel: PanelPage, svg: string): Promise<{ readonly errors: number; readonly texts: string }> {
    return await panel.page.evaluate(source => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      const texts = [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent);
      return { errors: parsed.querySelectorAll('parsererror').length, texts: texts.join(' ') };
    }, svg);
  }

  it('stands alone: a space-time diagram in the colours of each theme, with every word that is seen', async () => {
    for (const theme of THEME_KINDS) {
      const panel = await open(twoPhaseCommitModel(), 'Space-time', { theme });
      const { content } = await take(panel, 'svg');
      assert.doesNotMatch(content, /class=|style=|var\(|color\(|<script|href/);
      assert.ok(content.includes(`fill="${THEMES[theme].variables['editor-background'] ?? '?'}"`), theme);
      const { errors, texts } = await opened(panel, content);
      assert.equal(errors, 0);
      for (const { name } of twoPhaseCommit().lanes) assert.ok(texts.includes(name), name);
      const shown = await panel.page
        .locator('#spaceTime svg text')
        .evaluateAll(found => found.map(({ childNodes: [first] }) => first?.nodeValue ?? ''));
      for (const text of shown) assert.ok(texts.includes(text), text);
      assert.deepEqual(await panel.troubles(), []);
      await panel.close();
    }
  });

  const explosion = explained(finishedExplosion());
  const cases = [
    { tab: 'Happens-before', model: twoPhaseCommitModel(), words: [], shapes: /<polyline/ },
    { tab: 'Counts', model: twoPhaseCommitModel(), words: ['8,832', 'Participant.state'], shapes: /<rect/ },
    { tab: 'Explosion', model: twoPhaseCommitModel({ explosion }), words: ['where they come from'], shapes: /<rect/ },
    {
      tab: 'Failures',
      model: twoPhaseCommitModel({ matrix: finishedMatrix() }),
      words: ['what goes wrong'],
      shapes: /<path/,
    },
  ] as const;
  for (const { tab, model, words, shapes } of cases) {
    it(`is of any view: ${tab}`, async () => {
      const panel = await open(model, tab);
      const { content } = await take(panel, 'svg');
      const { errors, texts } = await opened(panel, content);
      assert.equal(errors, 0);
      for (const word of words) assert.ok(texts.includes(word), word);
      assert.match(content, shapes);
      const [width, height] = sizeOfSvg(content);
      const png = await take(panel, 'png', 2);
      assert.deepEqual(sizeOfPng(png.content), [width * 2, height * 2]);
      assert.deepEqual(await panel.troubles(), []);
      await panel.close();
    });
  }

  it('is drawn: a PNG has the background of the theme, and not only that', async () => {
    const panel = await open(twoPhaseCommitModel(), 'Space-time', { theme: 'light' });
    const { content } = await take(panel, 'png');
    const colours = await panel.page.evaluate(async data => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const points = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      const corner = [...context.getImageData(0, 0, 1, 1).data];
      return { corner, different: new Set(points).size };
    }, content);
    assert.deepEqual(colours.corner, [255, 255, 255, 255]);
    assert.ok(colours.different > 20);
    await panel.close();
  });

  it('has all of a long execution, and comes in messages below a megabyte', async () => {
    const model = { ...twoPhaseCommitModel(), execution: longRun(1000, 10), cursor: 0, report: undefined };
    const panel = await open(model, 'Space-time');
    const inSight = await panel.page.locator('#spaceTime .rows svg .mark').count();
    const svg = await take(panel, 'svg');
    assert.ok(svg.content.length > 2 * PART_LENGTH, `${String(svg.content.length)} characters`);
    const shapes = svg.content.match(/<(?:line|polyline|path|circle|polygon|text|rect)\b/g)?.length ?? 0;
    assert.ok(shapes > 2 * inSight, `${String(shapes)} shapes, ${String(inSight)} marks in sight`);
    assert.equal(await panel.page.locator('#spaceTime .rows svg .mark').count(), inSight);
    const png = await take(panel, 'png', 2);
    assert.ok(svg.messages > 2);
    for (const { largest } of [svg, png]) assert.ok(largest < MEGABYTE, `${String(largest)} bytes`);
    const [width, height] = sizeOfSvg(svg.content);
    const [pngWidth, pngHeight] = sizeOfPng(png.content);
    assert.ok(Math.abs(pngWidth / pngHeight - width / height) < 0.02);
    await panel.close();
  });

  it('is refused with a sentence while there is nothing to see', async () => {
    const panel = await stage.panel();
    await panel.show({
      ...twoPhaseCommitModel(),
      execution: undefined,
      staleness: { kind: 'computing' },
      report: undefined,
    });
    await panel.send({ kind: 'pictureWanted', seq: panel.nextSeq, requestId: 9, format: 'svg' });
    const { content, failure } = await panel.last('picture');
    assert.deepEqual([content ?? undefined, failure], [undefined, 'There is no picture to take yet.']);
    await panel.close();
  });
});
