import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { EnabledStep } from '../../../src/contract/execution.ts';
import type { MenuTarget } from '../../../webview/view/menu/place.ts';
import { menuSections, type MenuSection } from '../../../webview/view/menu/sections.ts';
import { menuTarget } from '../../../webview/view/menu/target.ts';
import { enabledSteps, twoPhaseCommit, twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

const execution = twoPhaseCommit();
const decided = execution.arrows.findIndex(({ label, toLane }) => label === 'Decide(aborted)' && toLane === 2);
const decidedAt = execution.arrows[decided]!.sentStep;

function sections(target: MenuTarget, cursor: number, enabled: readonly EnabledStep[] = enabledSteps()): string[] {
  const lines = ({ title, items, empty }: MenuSection): string[] => [
    title,
    ...(items.length === 0 ? [`  (${empty})`] : items.map(({ label, input }) => `  ${label} → ${input.kind}`)),
  ];
  return menuSections(target, twoPhaseCommitModel({ cursor, enabled })).flatMap(lines);
}

describe('what can be done', () => {
  it('to a message in flight are its steps, something else first, and failures that could be allowed', () => {
    assert.deepEqual(sections({ kind: 'message', arrow: decided }, decidedAt), [
      'Decide(aborted) from coordinator to participant 2',
      '  deliver Decide(aborted) to participant 2 → takeStep',
      '  delay it: deliver Decide(aborted) to participant 3 first → takeStep',
      '  lose it: allow it once more → allowFailure',
      '  duplicate it: allow it once more → allowFailure',
      '  damage it: allow it once more → allowFailure',
    ]);
  });

  it('to a message offers what is allowed as a step and nothing twice', () => {
    const lose: EnabledStep = {
      ...enabledSteps()[0]!,
      position: 7,
      text: 'lose Decide(aborted)',
      fault: true,
      about: { ...enabledSteps()[0]!.about, deed: 'lose' },
    };
    const lines = sections({ kind: 'message', arrow: decided }, decidedAt, [lose]);
    assert.ok(lines.includes('  lose Decide(aborted) → takeStep'), lines.join('\n'));
    assert.equal(
      lines.some(line => line.startsWith('  lose it')),
      false,
    );
    assert.equal(
      lines.some(line => line.startsWith('  delay it')),
      false,
    );
  });

  it('to a message that is not on its way is to go where it was', () => {
    const prepare = execution.arrows.findIndex(({ endStep }) => endStep === 1);
    assert.deepEqual(sections({ kind: 'message', arrow: prepare }, decidedAt), [
      'Prepare from coordinator to participant 1',
      '  go to step 0, where it is in flight → moveCursor',
    ]);
  });

  it('to a node are its steps and the messages in flight to it', () => {
    const lines = sections({ kind: 'node', lane: 1 }, decidedAt);
    assert.deepEqual(lines.slice(0, 4), [
      'participant 1',
      '  crash participant 1 → takeStep',
      '  pause: allow it once more → allowFailure',
      '  let a handler hang: allow it once more → allowFailure',
    ]);
    assert.equal(lines[4], 'Decide(aborted) from coordinator to participant 1');
  });

  it('to a node that is down is to bring it back', () => {
    const down = execution.bands.find(({ kind }) => kind === 'down')!;
    assert.deepEqual(sections({ kind: 'node', lane: 0 }, down.fromStep, []).slice(0, 2), [
      'coordinator',
      '  recover: allow it once more → allowFailure',
    ]);
  });

  it('between two nodes are their links, partitions that part them, and what concerns everybody', () => {
    const about = (deed: string, lanes: readonly number[]): EnabledStep => {
      return { ...enabledSteps()[2]!, text: `${deed} ${lanes.join()}`, about: { deed, lanes } };
    };
    const enabled = [
      about('cut', [1, 2]),
      about('cut', [0, 2]),
      about('partition', [0, 1]),
      about('partition', [1, 2]),
      about('tick', []),
    ];
    assert.deepEqual(sections({ kind: 'between', lanes: [1, 2] }, decidedAt, enabled), [
      'Between participant 1 and participant 2',
      '  cut 1,2 → takeStep',
      '  partition 0,1 → takeStep',
      'Everybody',
      '  tick  → takeStep',
    ]);
  });

  it('is asked of what is pointed at, or of the two nodes beside it', () => {
    const lifelines = [50, 150, 250];
    const at = (x: number, subjects = {}): MenuTarget | undefined => menuTarget(execution, subjects, lifelines, x);
    assert.deepEqual(at(0, { arrow: 3 }), { kind: 'message', arrow: 3 });
    assert.deepEqual(at(0, { lane: 2 }), { kind: 'node', lane: 2 });
    assert.deepEqual(at(0, { event: 1 }), { kind: 'node', lane: execution.events[1]!.lane });
    assert.deepEqual(at(190), { kind: 'between', lanes: [1, 2] });
    assert.deepEqual(at(10), { kind: 'between', lanes: [0, 1] });
    assert.equal(menuTarget(execution, {}, [], 0), undefined);
  });
});
