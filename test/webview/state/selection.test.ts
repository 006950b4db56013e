import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PanelInput } from '../../../webview/view/panel/inputs.ts';
import { reduce } from '../../../webview/view/panel/reduce.ts';
import { INITIAL_UI, type PanelUi } from '../../../webview/view/panel/state.ts';
import { causeOf, effectOf, emphasisFor, neighbourOf, panelKey, pictureKey } from '../../../webview/view/selection.ts';
import { coneStretches } from '../../../webview/view/spaceTime/cones.ts';
import { lasso, lassoModel } from '../fixtures/lasso.ts';
import { twoPhaseCommit, twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';

const execution = twoPhaseCommit();

function at(cursor: number, focused?: number): PanelUi {
  const model = twoPhaseCommitModel({ execution, cursor });
  const { ui } = reduce(INITIAL_UI, { kind: 'host', message: { kind: 'model', seq: 1, model, restored: undefined } });
  return focused === undefined ? ui : { ...ui, selection: { ...ui.selection, focused, byKeyboard: true } };
}

function press(ui: PanelUi, key: string, shiftKey = false): PanelInput | undefined {
  return pictureKey(ui, { key, shiftKey }) ?? panelKey(ui, { key, shiftKey });
}

function eventOf(step: number): number {
  return execution.steps[step]!.events[0]!;
}

describe('keys on a picture', () => {
  it('move along the steps', () => {
    assert.deepEqual(press(at(8), 'ArrowRight'), { kind: 'focus', event: eventOf(9) });
    assert.deepEqual(press(at(2), 'ArrowLeft'), { kind: 'focus', event: eventOf(1) });
    assert.deepEqual(press(at(8), 'End'), { kind: 'focus', event: eventOf(13) });
    assert.deepEqual(press(at(8), 'Home'), { kind: 'focus', event: 0 });
  });

  it('move the cursor alone where a step has no event', () => {
    assert.deepEqual(press(at(3), 'ArrowRight'), { kind: 'moveCursor', step: 4 });
  });

  it('stop at both ends', () => {
    assert.equal(press(at(13, eventOf(13)), 'ArrowRight'), undefined);
    assert.equal(press(at(0, 0), 'ArrowLeft'), undefined);
  });

  it('move along one node', () => {
    const up = press(at(8, eventOf(8)), 'ArrowUp');
    assert.deepEqual(up, { kind: 'focus', event: eventOf(6) });
    assert.deepEqual(press(at(6, eventOf(6)), 'ArrowDown'), { kind: 'focus', event: eventOf(8) });
  });

  it('move along a message', () => {
    assert.deepEqual(press(at(3, eventOf(3)), 'ArrowLeft', true), { kind: 'focus', event: eventOf(1) });
    assert.deepEqual(press(at(1, eventOf(1)), 'ArrowRight', true), { kind: 'focus', event: eventOf(3) });
  });

  it('hold the focused event', () => {
    assert.deepEqual(press(at(6, eventOf(6)), 'Enter'), { kind: 'stick', event: eventOf(6) });
  });
});

describe('keys anywhere', () => {
  it('let go, help, and turn the timestamps over', () => {
    assert.deepEqual(press(at(8), 'Escape'), { kind: 'stick', event: undefined });
    assert.deepEqual(press(at(8), '?'), { kind: 'help', shown: true });
    assert.deepEqual(press(at(8), 't'), { kind: 'timestamps', timestamps: 'lamport' });
    assert.deepEqual(press({ ...at(8), timestamps: 'vector' }, 't'), { kind: 'timestamps', timestamps: 'none' });
  });

  it('show what ran, or the step where no event is focused', () => {
    const event = eventOf(6);
    assert.deepEqual(press(at(6, event), 's'), { kind: 'reveal', at: execution.events[event]!.at });
    const ui = at(4);
    const still = { ...ui, selection: { ...ui.selection, focused: undefined } };
    assert.deepEqual(press(still, 's'), { kind: 'reveal', at: execution.steps[4]!.at });
  });

  it('go to a violation, and ask the host for one where none is ahead', () => {
    assert.deepEqual(press(at(2), ']'), { kind: 'moveCursor', step: 13 });
    assert.equal(press(at(2), '['), undefined);
    assert.deepEqual(press(at(13), ']'), { kind: 'command', command: 'runToViolation' });
  });

  it('leave all other keys alone', () => {
    assert.equal(press(at(8), 'a'), undefined);
  });
});

describe('keys on an execution that goes on for ever', () => {
  const endless = lasso();
  const eventIn = (step: number): number => endless.steps[step]!.events[0]!;
  function endlessAt(cursor: number, loop = endless.loop): PanelUi {
    const execution = loop === undefined ? endless : { ...endless, loop };
    const model = lassoModel({ execution, cursor });
    return reduce(INITIAL_UI, { kind: 'host', message: { kind: 'model', seq: 1, model, restored: undefined } }).ui;
  }

  it('lead from the last step to the first of the loop, and back along the steps', () => {
    assert.deepEqual(press(endlessAt(8), 'ArrowRight'), { kind: 'focus', event: eventIn(6) });
    assert.deepEqual(press(endlessAt(7), 'ArrowRight'), { kind: 'focus', event: eventIn(8) });
    assert.deepEqual(press(endlessAt(6), 'ArrowLeft'), { kind: 'focus', event: eventIn(5) });
    assert.deepEqual(press(endlessAt(2), 'End'), { kind: 'focus', event: eventIn(8) });
  });

  it('stop where nothing changes any more', () => {
    const ui = endlessAt(8, { fromStep: 8 });
    const focused = { ...ui, selection: { ...ui.selection, focused: eventIn(8), byKeyboard: true } };
    assert.equal(press(focused, 'ArrowRight'), undefined);
  });

  it('find the violation where the loop begins, or at the end', () => {
    assert.deepEqual(press(endlessAt(2), ']'), { kind: 'moveCursor', step: 6 });
    assert.deepEqual(press(endlessAt(7), '['), { kind: 'moveCursor', step: 6 });
    assert.deepEqual(press(endlessAt(2, { fromStep: 8 }), ']'), { kind: 'moveCursor', step: 8 });
  });

  it('tint an operation with the cone it lies in', () => {
    assert.equal(emphasisFor(endless, eventIn(5))({ operation: 0 }), 'past');
    assert.equal(emphasisFor(endless, eventIn(1))({ operation: 0 }), 'future');
    assert.equal(emphasisFor(endless, eventIn(5))({ operation: 1 }), 'dim');
  });
});

describe('neighbours of an event', () => {
  it('are found forwards and back, and end at both ends', () => {
    for (const [event, { lane, step }] of execution.events.entries()) {
      const next = neighbourOf(execution, event, 1);
      if (next !== undefined) {
        assert.equal(execution.events[next]!.lane, lane);
        assert.ok(execution.events[next]!.step > step);
        assert.equal(neighbourOf(execution, next, -1), event);
      }
    }
  });

  it('follow messages from receipt to sending and back', () => {
    for (const { from, to } of execution.arrows) {
      if (to === undefined) continue;
      assert.equal(causeOf(execution, to), from);
      const effect = effectOf(execution, from);
      assert.ok(effect !== undefined && effect <= to);
    }
  });
});

describe('light cones', () => {
  const vote = eventOf(6);

  it('tint what is before and after, and dim what is neither', () => {
    const emphasis = emphasisFor(execution, vote);
    assert.equal(emphasis({ event: vote }), 'self');
    assert.equal(emphasis({ event: eventOf(1) }), 'past');
    assert.equal(emphasis({ event: eventOf(13) }), 'future');
    const idle = execution.events.findIndex(({ lane }) => lane === 3);
    assert.equal(emphasis({ event: idle }), 'dim');
  });

  it('tint a message with the cone it lies in', () => {
    const emphasis = emphasisFor(execution, vote);
    const received = execution.arrows.findIndex(({ to }) => to === vote);
    const lost = execution.arrows.findIndex(({ fate }) => fate === 'lost');
    const decided = execution.arrows.findIndex(({ to }) => to === eventOf(13));
    assert.equal(emphasis({ arrow: received }), 'past');
    assert.equal(emphasis({ arrow: decided }), 'future');
    assert.equal(emphasis({ arrow: lost }), 'dim');
  });

  it('leave everything at rest when nothing is lit', () => {
    assert.equal(emphasisFor(execution, undefined)({ event: 1 }), undefined);
    assert.equal(emphasisFor(execution, 999)({ event: 1 }), undefined);
  });

  it('reach along each lifeline as far as causes and effects do', () => {
    const stretches = coneStretches(execution, vote);
    const of = (lane: number, cone: 'past' | 'future') =>
      stretches.find(stretch => stretch.lane === lane && stretch.cone === cone);
    assert.deepEqual(of(0, 'past'), { lane: 0, cone: 'past', fromStep: undefined, toStep: 6 });
    assert.deepEqual(of(1, 'past'), { lane: 1, cone: 'past', fromStep: undefined, toStep: 1 });
    assert.deepEqual(of(1, 'future'), { lane: 1, cone: 'future', fromStep: 9, toStep: undefined });
    assert.equal(of(3, 'past'), undefined);
    assert.equal(of(3, 'future'), undefined);
    assert.equal(of(0, 'future')?.toStep, 12, 'nothing reaches a node that stays down');
  });
});
