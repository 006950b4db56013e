import { html, nothing, type TemplateResult } from 'lit';
import type { EnabledStep, ExecutionView } from '../../../src/contract/execution.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { formatUnits } from '../../../src/scene/numbers.ts';
import { isRepeated, stepAfter } from '../../../src/scene/loop.ts';
import { iconButton, linkButton, numberField } from '../../kit/controls.ts';
import { icon } from '../../kit/icons.ts';
import { branchesToggle } from '../branches/view.ts';
import type { Send } from '../panel/inputs.ts';
import { lastStep, type PanelUi } from '../panel/state.ts';
import { violatingSteps } from '../selection.ts';

/** Where the execution stands, what could happen next, and another run. */
export function cursorBarView(ui: PanelUi, model: PanelModel, send: Send): TemplateResult {
  const { cursor, execution } = model;
  if (execution === undefined) return html``;
  const last = lastStep(execution);
  const move = (step: number) => () => send({ kind: 'moveCursor', step });
  return html`<footer class="cursorBar">
    <div class="cursor" role="group" aria-label="Step">
      ${iconButton({ icon: 'first', label: 'To the start (Home)', disabled: cursor === 0, onClick: move(0) })}
      ${iconButton({ icon: 'previous', label: 'Step back (←)', disabled: cursor === 0, onClick: move(cursor - 1) })}
      <span class="position">
        step ${cursor} of
        ${last}${isRepeated(execution, cursor) ? html`<span class="forEver">, for ever</span>` : nothing}
      </span>
      ${forwardView(execution, cursor, send)} ${playView(ui, send)}
      ${iconButton({ icon: 'last', label: 'To the end (End)', disabled: cursor === last, onClick: move(last) })}
    </div>
    ${branchesToggle(ui, send)} ${violationView(execution, cursor, send)}
    ${
      // A saved trace goes on no other way.
      model.saved === undefined
        ? html`${nextStepsView(model, ui.cursorsSent.length > 0, send)} ${randomRunView(ui, model, send)}`
        : nothing
    }
  </footer>`;
}

/** One step on; in a loop from its last step to its first again. */
function forwardView(execution: ExecutionView, cursor: number, send: Send): TemplateResult {
  const next = stepAfter(execution, cursor);
  const isAgain = next !== undefined && next <= cursor;
  return iconButton({
    icon: isAgain ? 'loop' : 'next',
    label: isAgain ? `Again from step ${next}, as it is repeated for ever (→)` : 'Step forward (→)',
    disabled: next === undefined,
    onClick: () => send({ kind: 'moveCursor', step: next ?? cursor }),
  });
}

/** One step after the other, each for as long as it takes to be read. */
function playView({ diagram }: PanelUi, send: Send): TemplateResult {
  const { playing } = diagram;
  return iconButton({
    icon: playing ? 'pause' : 'play',
    label: playing ? 'Pause (p)' : 'Play, at reading speed (p)',
    onClick: () => send({ kind: 'diagram', input: { kind: 'play', playing: !playing } }),
  });
}

/** Where the violation is that cannot be seen from here. */
function violationView(execution: ExecutionView, cursor: number, send: Send): TemplateResult | typeof nothing {
  const violating = violatingSteps(execution);
  const ahead = violating.find(step => step > cursor);
  const behind = violating.findLast(step => step < cursor);
  const step = ahead ?? (violating.includes(cursor) ? undefined : behind);
  if (step === undefined) return nothing;
  const isAhead = step > cursor;
  const words = isAhead
    ? `violation ${formatUnits(step - cursor, 'step')} ahead`
    : `violation ${formatUnits(cursor - step, 'step')} back`;
  return html`<button
    type="button"
    class="violationAhead"
    title=${isAhead ? 'To the violation (])' : 'Back to the violation ([)'}
    @click=${() => send({ kind: 'moveCursor', step })}
  >
    ${icon('violated')}${icon(isAhead ? 'down' : 'up')}<span class="words">${words}</span>
  </button>`;
}

function nextStepsView(model: PanelModel, busy: boolean, send: Send): TemplateResult {
  // The last state of a loop has the same steps as the one before it, in the same order.
  const next = model.execution === undefined ? undefined : stepAfter(model.execution, model.cursor);
  const recorded = next === undefined ? undefined : model.execution?.schedule[next];
  const steps = [...model.enabled].sort((a, b) => Number(a.fault) - Number(b.fault));
  if (steps.length === 0) {
    // An empty list is an answer only at the end of a run that has one; elsewhere the steps are still on their way.
    const ended = model.execution?.quiescent === true && recorded === undefined && !busy;
    return html`<p class="nextSteps quiet">${ended ? 'nothing can happen next' : nothing}</p>`;
  }
  return html`<div class="nextSteps">
    <span class="question" id="whatNext">what next?</span>
    <div
      class="choices"
      role="listbox"
      aria-labelledby="whatNext"
      aria-orientation="horizontal"
      aria-busy=${String(busy)}
      @keydown=${rove}
    >
      ${steps.map((step, index) => choiceView(step, index === 0, step.position === recorded, send))}
    </div>
    ${linkButton('choose…', 'Choose the next step from a list, with a preview of each', () =>
      send({ kind: 'command', command: 'chooseNextStep' }),
    )}
  </div>`;
}

function choiceView(step: EnabledStep, first: boolean, recorded: boolean, send: Send): TemplateResult {
  const consequence = step.error === undefined ? '' : ` It ends in an error: ${step.error}`;
  const title = `${step.sentence}${consequence}${recorded ? '\nThis is the step the picture goes on with.' : ''}`;
  return html`<button
    type="button"
    role="option"
    class="choice ${step.fault ? 'isFault' : ''} ${recorded ? 'isRecorded' : ''}"
    aria-selected=${String(recorded)}
    tabindex=${first ? '0' : '-1'}
    title=${title}
    @click=${() => send({ kind: 'takeStep', position: step.position })}
  >
    ${
      step.fault ? html`${icon('fault')}<span class="visuallyHidden">fault: </span>` : nothing
    }${step.error === undefined ? nothing : icon('broken')}${step.text}
  </button>`;
}

function randomRunView(ui: PanelUi, model: PanelModel, send: Send): TemplateResult {
  const run = (seed: number): void => send({ kind: 'choose', choice: { kind: 'random', seed } });
  const { choice } = model;
  const again = choice.kind === 'random' && choice.seed === ui.seed;
  return html`<div class="randomRun" role="group" aria-label="Random run">
    <span class="question" aria-hidden="true">seed</span>
    ${numberField({
      label: 'Seed of the random run',
      value: ui.seed,
      onInput: seed => send({ kind: 'seedTyped', seed }),
      onEnter: run,
    })}
    ${iconButton({
      icon: 'again',
      label: again ? 'Random run with the next seed' : 'Random run with this seed',
      onClick: () => run(again ? ui.seed + 1 : ui.seed),
    })}
  </div>`;
}

// One tab stop for the whole list: the arrow keys move within it.
function rove(input: KeyboardEvent): void {
  const list = input.currentTarget as HTMLElement;
  const options = [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const at = options.indexOf(document.activeElement as HTMLElement);
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: options.length - 1,
  };
  const wanted = moves[input.key];
  if (wanted === undefined) return;
  input.preventDefault();
  const target = options[Math.max(0, Math.min(options.length - 1, wanted))];
  for (const option of options) option.tabIndex = option === target ? 0 : -1;
  target?.focus();
}
