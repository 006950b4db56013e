import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isBefore } from '../../src/scene/cone.ts';
import { happensBeforeRequest, happensBeforeScene } from '../../src/scene/happensBefore.ts';
import { happensBeforeView } from '../../src/scene/happensBeforeView.ts';
import { layeredLayout } from '../../src/scene/layers.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { traceOf } from '../../src/trace/record.ts';
import { blockingCommitText, systemOf } from '../support/protocols.ts';
import { recipes, syntheticExecution } from '../trace/syntheticExecutions.ts';
import { assertInside, assertTextsApart } from './checks.ts';
import { violationView } from './examples.ts';
import { assertGolden } from './golden.ts';
import { syntheticView } from './views.ts';

describe('the happens-before graph', () => {
  it('has a vertex for each event and an edge for each immediate pair, all of them labelled', () => {
    fc.assert(
      fc.property(recipes, fc.constantFrom('down', 'right'), (recipe, direction) => {
        const { instance, execution } = syntheticExecution(recipe);
        const view = syntheticView(recipe);
        const graph = happensBeforeView(traceOf(instance, execution));
        assert.equal(graph.vertexCount, view.events.length);
        const layout = layeredLayout(happensBeforeRequest(view, graph, { direction }));
        const scene = happensBeforeScene(view, graph, layout, { direction });
        assertInside(scene);
        assertTextsApart(scene);
        const named = scene.marks.filter(({ kind }) => kind === 'text').map(({ of }) => of.event);
        for (const event of view.events.keys()) assert.equal(named.filter(other => other === event).length, 2);
        assert.equal(scene.marks.filter(({ kind }) => kind === 'polyline').length, graph.edges.length / 2);
        for (let i = 0; i < graph.edges.length; i += 2) {
          const [a, b] = [view.events[graph.edges[i] ?? -1], view.events[graph.edges[i + 1] ?? -1]];
          assert.ok(a !== undefined && b !== undefined && isBefore(a, b));
        }
      }),
    );
  });

  it('counts what the diagram stands for', () => {
    const recipe = { seed: 1, nodes: 2, steps: 0, order: 'any', persistent: false, error: false } as const;
    const { instance, execution } = syntheticExecution(recipe);
    const graph = happensBeforeView(traceOf(instance, execution));
    assert.deepEqual(graph, {
      vertexCount: 2,
      edges: [],
      concurrentPairs: 1,
      consistentCuts: '4',
      interleavings: '2',
    });
  });

  it('leaves out the counts that would take too long', () => {
    const recipe = { seed: 5, nodes: 5, steps: 30, order: 'any', persistent: false, error: false } as const;
    const { instance, execution } = syntheticExecution(recipe);
    const trace = traceOf(instance, execution);
    assert.equal(happensBeforeView(trace, 2).consistentCuts, undefined);
    assert.ok(BigInt(happensBeforeView(trace).consistentCuts ?? 0) > 30n);
  });

  it('looks as it should', () => {
    const view = violationView(systemOf(blockingCommitText(), 'the coordinator dies'));
    const edges = [0, 1, 0, 2, 0, 3, 0, 4];
    const graph = { vertexCount: 5, edges, concurrentPairs: 6, consistentCuts: '17', interleavings: '24' };
    const layout = layeredLayout(happensBeforeRequest(view, graph));
    const scene = happensBeforeScene(view, graph, layout);
    assertTextsApart(scene);
    assertGolden(
      'happens-before.svg',
      sceneToSvg(scene, 'light', { title: 'Happens-before', description: view.headline }),
    );
  });

  it('looks as it should for a longer run, in the dark', () => {
    const recipe = { seed: 8, nodes: 4, steps: 16, order: 'any', persistent: false, error: false } as const;
    const { instance, execution } = syntheticExecution(recipe);
    const view = syntheticView(recipe);
    const graph = happensBeforeView(traceOf(instance, execution));
    const scene = happensBeforeScene(view, graph, layeredLayout(happensBeforeRequest(view, graph)));
    assertGolden(
      'happens-before-run.svg',
      sceneToSvg(scene, 'dark', { title: 'Happens-before', description: view.headline }),
    );
  });
});
