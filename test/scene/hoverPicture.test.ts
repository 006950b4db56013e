import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import type { Mark, Scene } from '../../src/contract/scene.ts';
import type { ThemeKind } from '../../src/contract/summary.ts';
import { requestReplyOf } from '../../src/model/requestReply.ts';
import { variantOf } from '../../src/model/variants.ts';
import type { System } from '../../src/model/system.ts';
import { excerptOf } from '../../src/scene/excerpt.ts';
import { hoverPicture, hoverScene } from '../../src/scene/hoverPicture.ts';
import { indeterminatePicture, indeterminateScene } from '../../src/scene/indeterminatePicture.ts';
import type { Indistinguishable } from '../../src/scene/indeterminatePicture.ts';
import { execute } from '../../src/semantics/execute.ts';
import { instantiate } from '../../src/semantics/instantiate.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { indeterminateRuns } from '../../src/simulator/indeterminateRuns.ts';
import { blockingCommitText, systemOf } from '../support/protocols.ts';
import { assertTextsApart } from './checks.ts';
import { exampleSystem, violationView, viewOf } from './examples.ts';
import { assertGolden } from './golden.ts';
import { syntheticView, views } from './views.ts';

const THEMES: readonly ThemeKind[] = ['light', 'dark', 'highContrast', 'highContrastLight'];

function inVariant({ instance }: System, id: string): System {
  const { scenario } = present(variantOf(instance, id), `the variant ${id}`);
  assert.ok(scenario.ok);
  const made = instantiate(instance.protocol, scenario.value);
  assert.ok(made.ok);
  return createSystem(made.value);
}

function textsOf({ marks }: Scene): readonly string[] {
  return marks.flatMap(mark => (mark.kind === 'text' ? [mark.text] : []));
}

describe('the picture of an execution in a hover', () => {
  it('is at most 480 by 130 pixels, whatever it shows, and no text covers another', () => {
    fc.assert(
      fc.property(views, fc.constantFrom('A', 'Agreement', 'NobodyEverLosesWhatWasWritten'), (view, property) => {
        const scene = hoverScene({ ...view, verdict: { property, kind: 'violated' } });
        assert.ok(scene.width <= 480 && scene.height <= 130, `${String(scene.width)} × ${String(scene.height)}`);
        assertTextsApart(scene);
        assert.ok(textsOf(scene).includes(property));
      }),
      { numRuns: 60 },
    );
  });

  it('shows the end, and says how much it leaves out', () => {
    fc.assert(
      fc.property(views, view => {
        const scene = hoverScene(view);
        const note = textsOf(scene).find(text => text.endsWith('left out') || text.startsWith('… first'));
        const last = view.events.findLast(({ step }) => step === view.steps.length - 1);
        const drawn = new Set(scene.marks.flatMap(({ of }) => (of.event === undefined ? [] : [of.event])));
        if (note === undefined) assert.equal(drawn.size, view.events.length);
        else assert.ok(drawn.size < view.events.length || view.lanes.length > 4 || view.events.length === 0, note);
        if (last !== undefined && view.lanes.length <= 4) assert.ok(drawn.size > 0);
      }),
      { numRuns: 60 },
    );
  });

  for (const theme of THEMES) {
    it(`of two-phase commit with one lost message, ${theme}`, () => {
      const view = violationView(inVariant(systemOf(blockingCommitText(), 'reliable network'), 'loss'));
      assertGolden(`hover-${theme}.svg`, hoverPicture(view, theme));
    });
  }

  it('of a long execution whose beginning is left out', () => {
    const recipe = { nodes: 6, steps: 16, order: 'any', persistent: false, error: false, seed: 9 } as const;
    const view = syntheticView(recipe, { property: 'Agreement', kind: 'violated' });
    assertGolden('hover-long.svg', hoverPicture(view, 'light'));
  });
});

describe('an excerpt', () => {
  it('keeps arrows between the lanes that it keeps, and no others', () => {
    fc.assert(
      fc.property(views, fc.nat({ max: 10 }), fc.nat({ max: 3 }), (view, skipped, left) => {
        const lanes = view.lanes.map((_, lane) => lane).filter(lane => lane !== left);
        const firstStep = Math.min(1 + skipped, view.steps.length);
        const excerpt = excerptOf(view, { firstStep, lanes });
        const names = new Map(lanes.map((lane, at) => [at, view.lanes[lane]?.name]));
        assert.deepEqual(
          excerpt.lanes.map(({ name }) => name),
          [...names.values()],
        );
        for (const { from, to, fromLane, toLane, endStep, fate } of excerpt.arrows) {
          if (from >= 0) assert.equal(excerpt.events[from]?.lane, fromLane);
          if (to !== undefined) assert.equal(excerpt.events[to]?.lane, toLane);
          if (fate === 'delivered' && endStep !== undefined) assert.equal(excerpt.events[to ?? -1]?.step, endStep);
        }
        assert.ok(excerpt.events.every(({ step }) => step >= 0 && step < excerpt.steps.length));
      }),
    );
  });
});

/** What may have become of the first charge, and the state in which each of the three ends. */
function indeterminate(): Indistinguishable {
  const system = inVariant(exampleSystem('payment', undefined), 'loss:Charge,Charged');
  const pair = present(requestReplyOf(system.instance.protocol, 0), 'Charge is answered');
  const runs = present(indeterminateRuns(system, pair), 'a charge is sent and answered');
  const { client, server, sentStep, requestLost, replyLost, replyInFlight } = runs;
  const view = (schedule: readonly number[]): ExecutionView => {
    const execution = execute(system, schedule);
    assert.ok(execution.ok);
    return viewOf(system.instance, execution.value, undefined);
  };
  const cases = [
    { kind: 'requestLost', execution: view(requestLost) },
    { kind: 'replyLost', execution: view(replyLost) },
    { kind: 'replyInFlight', execution: view(replyInFlight) },
  ] as const;
  return { cases, client, server, sentStep };
}

describe('the picture of an indeterminate request', () => {
  it('is as small as a hover', () => {
    const scene = indeterminateScene(indeterminate());
    assert.ok(scene.width <= 480 && scene.height <= 130);
    assertTextsApart(scene);
  });

  it('draws the same for the client three times', () => {
    const { marks } = indeterminateScene(indeterminate());
    const height = (mark: Mark): number => ('y' in mark ? mark.y : Infinity);
    const ofClient = marks.filter(mark => mark.of.event !== undefined && mark.of.lane === 0 && mark.kind !== 'text');
    assert.equal(ofClient.length, 3);
    assert.equal(new Set(ofClient.map(height)).size, 1);
    assert.equal(marks.filter(({ kind }) => kind === 'cross').length, 2);
  });

  it('of a payment', () => {
    assertGolden('hover-indeterminate.svg', indeterminatePicture(indeterminate(), 'dark'));
  });
});
