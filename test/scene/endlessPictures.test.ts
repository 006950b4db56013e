import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { executionText } from '../../src/scene/executionText.ts';
import { comfortableLaneWidth, type SpaceTimeOptions } from '../../src/scene/grid.ts';
import { hoverPicture } from '../../src/scene/hoverPicture.ts';
import { spaceTimeScene } from '../../src/scene/spaceTime.ts';
import { sceneToSvg } from '../../src/scene/svg.ts';
import { assertSpaceTime } from './checks.ts';
import { blockedView, registerRun, retryView } from './endless.ts';
import { exampleSystem, pinnedExecution, viewOf } from './examples.ts';
import { assertGolden } from './golden.ts';

function assertPicture(
  name: string,
  view: ExecutionView,
  options: SpaceTimeOptions = {},
  theme: 'light' | 'dark' = 'light',
): void {
  const chosen = { laneWidth: comfortableLaneWidth(view, 200), ...options };
  const scene = spaceTimeScene(view, chosen);
  assertSpaceTime(view, scene, chosen);
  assertGolden(`${name}.svg`, sceneToSvg(scene, theme, { title: view.headline, description: executionText(view) }));
}

describe('the picture of', () => {
  it('steps that are repeated for ever', () => {
    assertPicture('loop', retryView());
  });

  it('steps that are repeated for ever, with time going right, in the dark', () => {
    assertPicture('loop-right', retryView(), { direction: 'right', laneWidth: undefined }, 'dark');
  });

  it('a loop in a hover', () => {
    assertGolden('hover-loop.svg', hoverPicture(retryView(), 'light'));
  });

  it('an end at which nodes wait for ever, and after which step that is certain', () => {
    assertPicture('blocked', blockedView());
  });

  it('such an end with time going right', () => {
    assertPicture('blocked-right', blockedView(), { direction: 'right', laneWidth: undefined }, 'dark');
  });

  it('operations in an order that explains them', () => {
    const { instance, execution } = registerRun();
    const orders = [{ history: 0, blamed: [], order: [2, 0] }];
    assertPicture('operations', viewOf(instance, execution, undefined, { orders, quiescent: false }));
  });

  it('operations that no order has room for, in the dark', () => {
    const { instance, execution } = registerRun();
    const orders = [{ history: 0, blamed: [0, 2], order: [] }];
    const verdict = { property: 'linearizable register', kind: 'violated' } as const;
    assertPicture('operations-blamed', viewOf(instance, execution, verdict, { orders }), {}, 'dark');
  });

  it('what can still be decided, and what the violation does not need', () => {
    const system = exampleSystem('two-phase-commit', 'reliable network');
    const execution = pinnedExecution(system, [
      'deliver Prepare from Coordinator to Participant 1 choosing branch 1',
      'deliver Prepare from Coordinator to Participant 2 choosing branch 2',
      'deliver Vote(true) from Participant 1 to Coordinator',
      'deliver Vote(false) from Participant 2 to Coordinator',
      'deliver Decide(aborted) from Coordinator to Participant 1',
    ]);
    const open = ['committed', 'aborted'];
    const valence = [open, open, ['aborted'], ['aborted'], ['aborted'], []];
    const verdict = { property: 'Committed', kind: 'violated', noReturn: 2 } as const;
    const known = { valence, irrelevantSteps: new Set([1, 3]) };
    assertPicture('valence', viewOf(system.instance, execution, verdict, known));
  });
});
