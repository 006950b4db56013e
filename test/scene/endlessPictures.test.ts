import { describe, it } from 'mocha';
import { hoverPicture } from '../../src/scene/hoverPicture.ts';
import { type assertPicture, assertWidePicture } from './assertPicture.ts';
import { blockedView, registerRun, retryView } from './endless.ts';
import { exampleSystem, pinnedExecution, viewOf } from './examples.ts';
import { assertGolden } from './golden.ts';

const assertWide = (...picture: Parameters<typeof assertPicture>): void => assertWidePicture(200, ...picture);

describe('the picture of', () => {
  it('steps that are repeated for ever', () => {
    assertWide('loop', retryView());
  });

  it('steps that are repeated for ever, with time going right, in the dark', () => {
    assertWide('loop-right', retryView(), { direction: 'right', laneWidth: undefined }, 'dark');
  });

  it('a loop in a hover', () => {
    assertGolden('hover-loop.svg', hoverPicture(retryView(), 'light'));
  });

  it('an end at which nodes wait for ever, and after which step that is certain', () => {
    assertWide('blocked', blockedView());
  });

  it('such an end with time going right', () => {
    assertWide('blocked-right', blockedView(), { direction: 'right', laneWidth: undefined }, 'dark');
  });

  it('operations in an order that explains them', () => {
    const { instance, execution } = registerRun();
    const orders = [{ history: 0, blamed: [], order: [2, 0] }];
    assertWide('operations', viewOf(instance, execution, undefined, { orders, quiescent: false }));
  });

  it('operations that no order has room for, in the dark', () => {
    const { instance, execution } = registerRun();
    const orders = [{ history: 0, blamed: [0, 2], order: [] }];
    const verdict = { property: 'linearizable register', kind: 'violated' } as const;
    assertWide('operations-blamed', viewOf(instance, execution, verdict, { orders }), {}, 'dark');
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
    assertWide('valence', viewOf(system.instance, execution, verdict, known));
  });
});
