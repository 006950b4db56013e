import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { comfortableLaneWidth, type SpaceTimeOptions } from '../../src/scene/grid.ts';
import { blockingCommitText, systemOf } from '../support/protocols.ts';
import { assertPicture } from './assertPicture.ts';
import { exampleSystem, pinnedView, violationView } from './examples.ts';
import { syntheticView } from './views.ts';

function wide(view: ExecutionView): SpaceTimeOptions {
  return { laneWidth: comfortableLaneWidth(view, 160) };
}

const COMMIT = [
  'deliver Prepare from Coordinator to Participant 1 choosing branch 1',
  'deliver Prepare from Coordinator to Participant 2 choosing branch 1',
  'deliver Prepare from Coordinator to Participant 3 choosing branch 1',
  'deliver Vote(true) from Participant 1 to Coordinator',
  'deliver Vote(true) from Participant 2 to Coordinator',
  'deliver Vote(true) from Participant 3 to Coordinator',
  'deliver Decide(committed) from Coordinator to Participant 1',
  'deliver Decide(committed) from Coordinator to Participant 2',
  'deliver Decide(committed) from Coordinator to Participant 3',
  'fire giveUp at Coordinator',
];

const busy = { nodes: 4, steps: 16, order: 'any', persistent: false, error: false } as const;

describe('the picture of', () => {
  it('two-phase commit when the coordinator dies', () => {
    const view = violationView(systemOf(blockingCommitText(), 'the coordinator dies'));
    assertPicture('two-phase-commit-blocked', view, wide(view));
  });

  it('two-phase commit when all goes well, in the dark', () => {
    const view = pinnedView(exampleSystem('two-phase-commit', 'reliable network'), COMMIT);
    assertPicture('two-phase-commit', view, wide(view), 'dark');
  });

  it('two-phase commit with vector clocks, halfway', () => {
    const view = pinnedView(exampleSystem('two-phase-commit', 'reliable network'), COMMIT);
    assertPicture('two-phase-commit-vector', view, { laneWidth: 200, timestamps: 'vector', cursor: 5 });
  });

  it('losses, copies, loops, crashes and a partition', () => {
    const view = syntheticView({ ...busy, seed: 9 }, { property: 'Agreement', kind: 'violated' });
    assertPicture('everything', view, wide(view));
  });

  it('the same with time going right, in the dark', () => {
    const view = syntheticView({ ...busy, seed: 9 }, { property: 'Agreement', kind: 'violated' });
    assertPicture('everything-right', view, { direction: 'right' }, 'dark');
  });

  it('restarts and Lamport clocks', () => {
    const view = syntheticView({ ...busy, seed: 8 }, { property: 'Agreement', kind: 'violated' });
    assertPicture('restart-lamport', view, { laneWidth: 140, timestamps: 'lamport', cursor: 9 });
  });

  it('an error in a handler', () => {
    const view = syntheticView({ ...busy, nodes: 2, steps: 5, seed: 4, error: true });
    assertPicture('error', view, wide(view));
  });

  it('messages that are never used up', () => {
    const view = syntheticView({ ...busy, nodes: 3, steps: 12, seed: 2, persistent: true });
    assertPicture('persistent', view, wide(view));
  });

  it('nothing but a start', () => {
    const view = syntheticView({ ...busy, nodes: 2, steps: 0, seed: 0 });
    assertPicture('start', view);
  });
});
