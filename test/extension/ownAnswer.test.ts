import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import type { Subject } from '../../src/contract/engine.ts';
import type { Indeterminate, Summary } from '../../src/contract/summary.ts';
import { OwnAnswers } from '../../src/extension/hover/ownAnswer.ts';
import type { OwnAnswer, OwnQuery } from '../../src/extension/hover/ownAnswer.ts';
import { LINKED_COMMANDS, ownAnswerMarkdown } from '../../src/extension/hover/ownAnswerMarkdown.ts';
import { commandId } from '../../src/extension/manifest.ts';
import { parse } from '../../src/language/parse.ts';
import { PAYMENT } from '../worker/protocols.ts';
import { executionOf, reportOf, ScriptedEngine } from './scriptedEngine.ts';

const AT = { start: 0, end: 1 };
const LOSS: OwnQuery['about'] = { kind: 'failure', at: AT, variants: ['loss'], scenario: undefined, anchor: 'loss' };
const CHARGE: OwnQuery['about'] = { kind: 'message', at: AT, name: 'Charge' };
const SHOWN = { property: 'Safe', headline: 'Safe breaks in 2 steps: [x](y).', svg: '<svg>é</svg>' };
const BREAKS: Summary = { sentences: ['Safe breaks.'], states: 9, finished: true, complete: true, shown: SHOWN };
const SO_FAR: Summary = {
  ...BREAKS,
  sentences: ['Still exploring.'],
  finished: false,
  complete: false,
  shown: undefined,
};

function queryOf(about: OwnQuery['about'], differences: Partial<OwnQuery> = {}): OwnQuery {
  const protocol = present(parse(PAYMENT).protocol, 'the payment parses');
  const bounds = { statesMax: 2_000_000, depthMax: 100, copiesMax: 8, memoryBytesMax: 1 << 28 };
  return { about, protocol, text: PAYMENT, scenario: 'usual', bounds, theme: 'dark', ...differences };
}

describe('a hover’s own answer', () => {
  let engine: ScriptedEngine;
  let answers: OwnAnswers;
  let open: AbortController;
  /** By variant. */
  let known: Map<string, Summary>;
  beforeEach(() => {
    engine = new ScriptedEngine();
    known = new Map();
    const nothing = engine.summaryOf;
    engine.summaryOf = (subject, request) => {
      const summary = known.get(subject.variant ?? '');
      return summary === undefined ? nothing(subject, request) : { ok: true, value: summary };
    };
    // Nobody waits for a check that does not answer at once.
    answers = new OwnAnswers(engine, 0);
    open = new AbortController();
  });

  const ask = (query: OwnQuery): Promise<OwnAnswer | undefined> => answers.answer(query, open.signal);
  const sentencesOf = (answer: OwnAnswer | undefined): unknown => answer?.findings.map(({ sentences }) => sentences);
  const subjects = (): readonly Subject[] => engine.checks.map(({ subject }) => subject);

  it('is what is known, and starts no check then', async () => {
    known.set('loss', BREAKS);
    assert.deepEqual(sentencesOf(await ask(queryOf(LOSS))), [['Safe breaks.']]);
    assert.deepEqual(engine.checks, []);
  });

  it('is what a short check finds', async () => {
    answers = new OwnAnswers(engine, 10_000);
    const asked = ask(queryOf(LOSS));
    while (engine.checks.length === 0) await Promise.resolve();
    assert.deepEqual(subjects(), [{ text: PAYMENT, scenario: 'usual', variant: 'loss' }]);
    assert.equal(engine.checks[0]?.bounds.statesMax, 100_000);
    known.set('loss', BREAKS);
    engine.checks[0].answer({ ok: true, value: reportOf(true) });
    assert.deepEqual(sentencesOf(await asked), [['Safe breaks.']]);
  });

  it('is what is known so far where a check takes longer, which goes on', async () => {
    known.set('loss', SO_FAR);
    assert.deepEqual(sentencesOf(await ask(queryOf(LOSS))), [['Still exploring.']]);
    assert.equal(engine.checks[0]?.listen.signal.aborted, false);
    await ask(queryOf(LOSS));
    assert.equal(engine.checks.length, 1, 'the same question waits for the same check');
    await ask(queryOf({ ...LOSS, variants: ['crash'] }));
    assert.deepEqual(
      engine.checks.map(({ listen }) => listen.signal.aborted),
      [true, false],
    );
    answers.stop();
    assert.equal(engine.checks[1]?.listen.signal.aborted, true);
  });

  it('is given up, and its checks too, when nobody points there any more', async () => {
    answers = new OwnAnswers(engine, 10_000);
    const asked = ask(queryOf(LOSS));
    while (engine.checks.length === 0) await Promise.resolve();
    open.abort();
    assert.equal(await asked, undefined);
    assert.equal(engine.checks[0]?.listen.signal.aborted, true);
  });

  it('is the reason where the failure cannot happen', async () => {
    engine.summaryOf = () => ({ ok: false, refusal: { code: 'no-such-variant', message: 'There is only one node.' } });
    assert.deepEqual(sentencesOf(await ask(queryOf(LOSS))), [['There is only one node.']]);
    engine.summaryOf = () => ({ ok: false, refusal: { code: 'failed', message: 'The engine stopped.' } });
    assert.deepEqual(sentencesOf(await ask(queryOf(LOSS))), [[]]);
    assert.deepEqual(engine.checks, []);
  });

  it('of a message is what its loss and its copy do, and what its sender cannot tell apart', async () => {
    known.set('loss:Charge', { ...BREAKS, sentences: ['Safe holds.'], shown: undefined });
    known.set('duplicates:Charge', BREAKS);
    engine.indeterminateOf = () => ({ ok: true, value: INDETERMINATE });
    const answer = await ask(queryOf(CHARGE));
    assert.deepEqual(
      answer?.findings.map(({ lead, variant }) => [lead, variant]),
      [
        ['If it is lost: ', 'loss:Charge'],
        ['If it arrives twice: ', 'duplicates:Charge'],
      ],
    );
    assert.equal(answer.indeterminate, INDETERMINATE);
  });

  it('of a timer is about the scenario as it is', async () => {
    known.set('', BREAKS);
    const answer = await ask(queryOf({ kind: 'timer', at: AT, role: 'Client', name: 'retry' }));
    assert.deepEqual(answer?.findings[0]?.variant, undefined);
    assert.deepEqual(sentencesOf(answer), [['Safe breaks.']]);
  });
});

const INDETERMINATE: Indeterminate = {
  variant: 'loss:Charge,Charged',
  request: 'Charge',
  reply: 'Charged',
  client: 'Client',
  server: 'Bank',
  cases: [
    { kind: 'requestLost', execution: executionOf([0, 1]) },
    { kind: 'replyLost', execution: executionOf([0, 2, 3]) },
    { kind: 'replyInFlight', execution: executionOf([0, 2]) },
  ],
  svg: '<svg/>',
};

const PLACE = { uri: 'file:///a(1).cone', scenario: 'usual', hasOthers: false, anchor: 'loss' };
const LOST = { lead: '', variant: 'loss', sentences: ['Safe_1 breaks.', 'Live holds.'], shown: SHOWN };

/** The links of a text, with their arguments. */
function linksOf(markdown: string): readonly (readonly [title: string, command: string, argument: unknown])[] {
  return [...markdown.matchAll(/(?<!!)\[([^\]]*)\]\(command:([^?)]*)\?([^)]*)\)/g)].map(
    ([, title = '', command = '', query = '']) => {
      const [argument] = JSON.parse(decodeURIComponent(query)) as readonly unknown[];
      return [title, command, argument];
    },
  );
}

describe('the Markdown of a hover’s own answer', () => {
  it('has the sentences, the picture with its words, and links that open it', () => {
    const markdown = ownAnswerMarkdown({ findings: [LOST], indeterminate: undefined }, PLACE) ?? '';
    assert.match(markdown, /^\*\*In this file:\*\* Safe\\_1 breaks\./);
    assert.match(markdown, /!\[Safe breaks in 2 steps: \\\[x\\\]\\\(y\\\)\.\]\(data:image\/svg\+xml;base64,[\w+/=]+\)/);
    const data = /base64,([\w+/=]+)/.exec(markdown)?.[1] ?? '';
    assert.equal(Buffer.from(data, 'base64').toString('utf8'), SHOWN.svg);
    const link = { uri: PLACE.uri, scenario: 'usual', variant: 'loss', choice: { kind: 'property', property: 'Safe' } };
    assert.deepEqual(linksOf(markdown), [
      ['Open this execution', 'lightcone.showExecution', { ...link, fromStart: false }],
      ['Step through it', 'lightcone.showExecution', { ...link, fromStart: true }],
      ['Read more', 'lightcone.showReference', 'loss'],
    ]);
  });

  it('names the scenario where there are others', () => {
    const markdown = ownAnswerMarkdown({ findings: [LOST], indeterminate: undefined }, { ...PLACE, hasOthers: true });
    assert.match(markdown ?? '', /^\*\*In this file, “usual”:\*\*/);
  });

  it('opens each of the executions that cannot be told apart', () => {
    const findings = [
      { lead: 'If it is lost: ', variant: 'loss:Charge', sentences: ['Safe holds.'], shown: undefined },
      { lead: 'If it arrives twice: ', variant: 'duplicates:Charge', sentences: ['Safe breaks.'], shown: SHOWN },
    ];
    const markdown =
      ownAnswerMarkdown({ findings, indeterminate: INDETERMINATE }, { ...PLACE, anchor: undefined }) ?? '';
    assert.match(
      markdown,
      /^\*\*In this file:\*\* If it is lost: Safe holds\. {2}\nIf it arrives twice: Safe breaks\. \[Open\]/,
    );
    assert.match(markdown, /\n\nClient cannot tell these apart: \[Charge lost\]/);
    assert.equal([...markdown.matchAll(/data:image/g)].length, 1);
    const links = linksOf(markdown);
    assert.deepEqual(
      links.map(([title]) => title),
      ['Open', 'Charge lost', 'Charged lost', 'Charged on its way'],
    );
    assert.ok(links.every(([, command]) => LINKED_COMMANDS.map(commandId).includes(command)));
  });

  it('is nothing where there is nothing to say', () => {
    const findings = [{ ...LOST, sentences: [], shown: undefined }];
    assert.equal(ownAnswerMarkdown({ findings, indeterminate: undefined }, PLACE), undefined);
  });
});
