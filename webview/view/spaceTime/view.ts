import { html } from 'lit';
import type { Send } from '../panel/inputs.ts';
import { followStep, stageView } from '../stage/view.ts';
import type { View } from '../viewType.ts';
import { diagramBar, hiddenNote, remarkView } from './bar.ts';
import { cutPanel } from './cutPanel.ts';
import { SpaceTimePicture } from './picture.ts';

/** A lifeline for each node, messages between them: what happened, and what could have influenced what. */
export function spaceTimeView(send: Send): View {
  const picture = new SpaceTimePicture(send);
  let shownCursor: number | undefined;
  return {
    name: 'spaceTime',
    label: 'Space-time',
    question: 'What happened, in which order, and what could have influenced what?',
    render(ui, model) {
      const { execution } = model;
      if (execution === undefined) return html``;
      const bar = html`${diagramBar(ui, execution, send)} ${hiddenNote(ui, send)} ${remarkView(ui)}`;
      const { cut } = ui.diagram;
      const aside = cut === undefined ? undefined : cutPanel(ui, execution, cut, send);
      return stageView(ui, model, { picture: picture.render(ui, execution), bar, aside }, send);
    },
    draw(ui, { execution, cursor }) {
      if (execution === undefined) return;
      picture.draw(ui, execution);
      if (cursor !== shownCursor) followStep();
      shownCursor = cursor;
    },
  };
}
