import type { ComparedChoice, ComparedRequest } from '../../../src/contract/comparison.ts';
import type { EngineApi, Subject } from '../../../src/contract/engine.ts';
import type { PanelModel, WebviewMessage } from '../../../src/contract/webview.ts';
import { partsOf } from '../../../src/extension/preview/graphPosts.ts';
import { createLayoutService } from '../../../src/worker/layoutService.ts';
import { BOUNDS, createEngine, valueOf } from '../../worker/asking.ts';
import { twoPhaseCommitModel } from '../fixtures/twoPhaseCommit.ts';
import type { PanelPage } from './page.ts';

const layouts = createLayoutService();

/** Answers what a page asks about state graphs as the extension does, from an engine in the thread of the test. */
export class GraphHost {
  readonly engine: EngineApi = createEngine();
  readonly #panel: PanelPage;
  readonly #subject: Subject;
  readonly #statesMax: number;
  #heard = 0;
  /** What the other views show. */
  shown: ComparedRequest = { kind: 'default' };
  /** The bytes of the largest part that was sent. */
  largest = 0;

  constructor(panel: PanelPage, subject: Subject, statesMax = BOUNDS.statesMax) {
    this.#panel = panel;
    this.#subject = subject;
    this.#statesMax = statesMax;
  }

  /** What a panel shows of the subject once it is checked: its default execution, the cursor at the end. */
  async model(overrides: Partial<PanelModel> = {}): Promise<PanelModel> {
    const report = valueOf(await this.engine.check(1, this.#subject, this.#bounds));
    const execution = valueOf(await this.engine.execution(this.#subject, { kind: 'default' }));
    return twoPhaseCommitModel({
      report,
      execution,
      cursor: execution.steps.length - 1,
      enabled: [],
      happensBefore: undefined,
      stateGraphOf: JSON.stringify(this.#subject),
      ...overrides,
    });
  }

  /** Answers until what is asked about is true in the page. */
  async until(selector: string): Promise<void> {
    const { page } = this.#panel;
    while (!(await page.locator(selector).first().isVisible())) {
      await this.answerAll();
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await this.answerAll();
  }

  /** Answers everything that was asked so far. */
  async answerAll(): Promise<void> {
    for (;;) {
      const asked = await this.#panel.all();
      const fresh = asked.slice(this.#heard);
      this.#heard = asked.length;
      if (fresh.length === 0) return;
      for (const message of fresh) await this.#answer(message);
    }
  }

  get #bounds(): typeof BOUNDS {
    return { ...BOUNDS, statesMax: this.#statesMax, memoryBytesMax: 2 ** 30 };
  }

  async #compare({ requestId, left, right }: WebviewMessage & { readonly kind: 'compare' }): Promise<void> {
    const wanted = (choice: ComparedChoice): ComparedRequest =>
      choice.kind === 'shown' || choice.kind === 'trace' ? this.shown : choice;
    const request = { left: wanted(left), right: wanted(right) };
    const answer = valueOf(await this.engine.compare(requestId, this.#subject, request));
    await this.#panel.send({ kind: 'compared', seq: this.#panel.nextSeq, requestId, answer });
  }

  async #answer(message: WebviewMessage): Promise<void> {
    const panel = this.#panel;
    if (message.kind === 'stateGraph') {
      const { requestId, scope } = message;
      const answer = await this.engine.stateGraph(requestId, this.#subject, this.#bounds, scope);
      if (!answer.ok) await panel.graphPart(requestId, { kind: 'refused', message: answer.refusal.message });
      else
        for (const part of partsOf(answer.value)) {
          if (part.kind === 'piece') this.largest = Math.max(this.largest, part.items.byteLength);
          await panel.graphPart(requestId, part);
        }
    } else if (message.kind === 'askStateGraph') {
      const { requestId, scope, question } = message;
      const answer = valueOf(await this.engine.askStateGraph(this.#subject, this.#bounds, scope, question));
      await panel.graphPart(requestId, { kind: 'answer', answer });
    } else if (message.kind === 'compare') {
      await this.#compare(message);
    } else if (message.kind === 'layout') {
      await panel.layout(message.requestId, await layouts.layered(message.request));
    }
  }
}
