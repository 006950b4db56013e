import { readingTime } from '../view/spaceTime/playing.ts';
import type { Send } from '../view/panel/inputs.ts';
import type { PanelUi } from '../view/panel/state.ts';

/** Lets time pass while a run is played: after each step as long as it takes to be read. */
export class Player {
  readonly #send: Send;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Waits for the next step while something plays, and for nothing else. */
  follow({ diagram, model }: PanelUi): void {
    if (!diagram.playing || model?.execution === undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#send({ kind: 'diagram', input: { kind: 'playOn' } });
      },
      readingTime(model.execution, model.cursor),
    );
  }
}
