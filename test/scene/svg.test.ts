import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { MarkClass, Scene } from '../../src/contract/scene.ts';
import { DARK, LIGHT, strokeOf, type Palette } from '../../src/scene/palette.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { views } from './views.ts';

const CLASSES = [
  ...['lifeline', 'lifelineDown', 'laneHead', 'message', 'messageLost', 'messageInFlight', 'messageDuplicate'],
  ...['messageDiscarded', 'label', 'labelMuted', 'event', 'eventHollow', 'eventViolation', 'crash', 'restart', 'stop'],
  ...['timer', 'action', 'partition', 'stepBand', 'edge', 'bar', 'axis', 'timestamp'],
  ...['loop', 'decision', 'noReturn', 'valence', 'valenceSolid', 'operation', 'operationOpen', 'operationBlamed'],
] as readonly MarkClass[];

/** Relative luminance contrast of two colours, as WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
      const share = parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function text(content: string): Scene {
  const mark = {
    kind: 'text',
    class: 'label',
    of: {},
    text: content,
    font: 'words',
    size: 11,
    x: 0,
    y: 10,
    anchor: 'start',
  } as const;
  return { width: 100, height: 20, marks: [mark] };
}

describe('a picture as SVG', () => {
  it('has balanced elements, numbers of at most three digits, and nothing from elsewhere', () => {
    fc.assert(
      fc.property(views, view => {
        const svg = sceneToSvg(spaceTimeScene(view), 'light', { title: view.headline, description: '' });
        const open = [...svg.matchAll(/<([a-z]+)[^>]*[^/]>|<([a-z]+)>/g)].length;
        const closed = [...svg.matchAll(/<\/[a-z]+>/g)].length;
        assert.equal(open, closed);
        assert.doesNotMatch(svg, /NaN|Infinity|undefined|\d\.\d{4}|<script|<style|href|url\(/);
      }),
    );
  });

  it('never lets a text become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), content => {
        const svg = sceneToSvg(text(content), 'dark', { title: content, description: content });
        const inside = />([^<]*)<\/text>/.exec(svg)?.[1];
        assert.ok(inside !== undefined);
        assert.doesNotMatch(inside, /[<>"]|&(?!amp;|lt;|gt;|quot;)/);
        // Control characters are not allowed in XML at all.
        assert.doesNotMatch(svg.replaceAll('\n', ''), /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
      }),
    );
  });

  it('carries its text equivalent', () => {
    const svg = sceneToSvg(text('x'), 'light', { title: 'A & B', description: 'what happens' });
    assert.match(svg, /<title>A &amp; B<\/title>\n<desc>what happens<\/desc>/);
    assert.match(svg, /role="img"/);
  });

  it('takes any palette', () => {
    const palette: Palette = { ...LIGHT, foreground: '#123456', background: '#abcdef' };
    const svg = sceneToSvg(text('x'), palette);
    assert.match(svg, /fill="#123456"/);
    assert.match(svg, /fill="#abcdef"/);
  });

  it('has legible text in both palettes', () => {
    for (const { background, foreground, muted, violation, tint } of [LIGHT, DARK]) {
      for (const colour of [foreground, muted, violation]) {
        assert.ok(contrast(colour, background) >= 4.5, `${colour} on ${background}`);
        assert.ok(contrast(colour, tint) >= 4.5, `${colour} on ${tint}`);
      }
    }
  });

  it('draws every class of mark', () => {
    for (const markClass of CLASSES) {
      const { stroke, fill } = strokeOf(markClass, DARK);
      assert.ok(stroke !== 'none' || fill !== 'none', markClass);
    }
  });
});
