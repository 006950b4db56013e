import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { PART_LENGTH, PartAssembler, partsOf, readPart } from '../../src/contract/parts.ts';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { linkedExecution, queryOf, readQuery, type StepLink } from '../../src/extension/links/stepLink.ts';
import { defaultName, FORMAT_WORDS, FORMATS } from '../../src/extension/taking/formats.ts';
import { traceModel } from '../../src/extension/traces/traceModel.ts';
import { readTrace } from '../../src/scene/exports/readTrace.ts';
import { savedTraceText } from '../../src/scene/exports/savedTrace.ts';
import { blockedView } from '../scene/endless.ts';
import { views } from '../scene/views.ts';

describe('a long message', () => {
  it('arrives in parts as it was, and a short one goes as it is', () => {
    const messages = fc.tuple(fc.jsonValue(), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(messages, ([message, length]) => {
        const assembler = new PartAssembler();
        const parts = partsOf({ message }, 3, length);
        const whole = JSON.parse(JSON.stringify({ message })) as unknown;
        const arrived = parts.map(part => assembler.add(readPart(JSON.parse(JSON.stringify(part)))!));
        assert.deepEqual(arrived.slice(0, -1).filter(Boolean), []);
        if (parts.length === 0) assert.ok(JSON.stringify(whole).length <= length);
        // A message has at most a thousand parts.
        else if (parts.length <= 1000) assert.deepEqual(arrived.at(-1), whole);
      }),
    );
  });

  it('has no part of a megabyte, whatever it says', () => {
    for (const sign of ['a', '"', 'é', '世', '😀', '\0']) {
      for (const part of partsOf({ text: sign.repeat(PART_LENGTH) }, 1)) {
        assert.ok(Buffer.byteLength(JSON.stringify(part)) < 1_000_000, sign);
      }
    }
  });

  it('that does not come to its end makes room for the next', () => {
    const assembler = new PartAssembler();
    const [first] = partsOf({ text: 'lost' }, 1, 4);
    assert.equal(assembler.add(first!), undefined);
    const parts = partsOf({ text: 'whole' }, 2, 6);
    assert.deepEqual(parts.map(part => assembler.add(part)).at(-1), { text: 'whole' });
    // A part out of its order completes nothing.
    assert.equal(assembler.add(parts[1]!), undefined);
    assert.equal(readPart({ kind: 'part', id: 1, index: -1, count: 2, text: '' }), undefined);
    assert.equal(readPart({ kind: 'part', id: 1, index: 0, count: 2 }), undefined);
  });
});

/** As a text is when it has gone through UTF-8. */
function wellFormed(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

const PLAIN = { noNullPrototype: true } as const;

describe('a link to a step', () => {
  const oddText = fc.string({ unit: 'binary', maxLength: 12 }).map(wellFormed);
  const positions = fc.array(fc.nat(40), { minLength: 1, maxLength: 12 });
  const choices: fc.Arbitrary<StepLink['choice']> = fc.oneof(
    fc.constant({ kind: 'default' as const }),
    fc.record({ kind: fc.constant('property' as const), property: oddText }, PLAIN),
    fc.record({ kind: fc.constantFrom('random' as const, 'timed' as const), seed: fc.nat() }, PLAIN),
    fc.record({ kind: fc.constant('sampled' as const), property: oddText, seed: fc.nat(), schedule: positions }, PLAIN),
    fc.record({ kind: fc.constant('schedule' as const), schedule: positions }, PLAIN),
  );
  const links: fc.Arbitrary<StepLink> = fc
    .record(
      {
        uri: oddText,
        path: fc.option(oddText, { nil: undefined }),
        scenario: oddText,
        variant: fc.option(oddText, { nil: undefined }),
        choice: choices,
        schedule: fc.option(positions, { nil: undefined }),
        step: fc.nat(1000),
      },
      PLAIN,
    )
    .map(link => ('schedule' in link.choice ? { ...link, schedule: undefined } : link));

  it('says what it was made of, however often it is decoded on its way', () => {
    fc.assert(
      fc.property(links, link => {
        const query = queryOf(link);
        assert.match(query, /^[\w./:~=&-]+$/);
        assert.equal(decodeURIComponent(query), query);
        assert.deepEqual(readQuery(query), link);
      }),
    );
  });

  it('can be read by a person', () => {
    const query = queryOf({
      uri: 'file:///a/two-phase-commit.cone',
      path: 'two-phase-commit.cone',
      scenario: 'the coordinator dies',
      variant: undefined,
      choice: { kind: 'property', property: 'Termination' },
      schedule: [0, 3, 1],
      step: 2,
    });
    assert.equal(
      query,
      'uri=file:///a/two-phase-commit.cone&path=two-phase-commit.cone&scenario=the~20coordinator~20dies' +
        '&show=property&property=Termination&steps=0.3.1&step=2',
    );
  });

  it('that is none is refused, and nothing that anybody writes goes wrong', () => {
    fc.assert(fc.property(fc.string(), text => assert.ok(readQuery(text) === undefined || text.includes('scenario='))));
    const whole = 'uri=file:///a.cone&scenario=s&show=random&seed=4&step=2';
    assert.notEqual(readQuery(whole), undefined);
    for (const part of whole.split('&')) assert.equal(readQuery(whole.replace(part, 'x=1')), undefined, part);
    assert.equal(readQuery(whole.replace('step=2', 'step=-2')), undefined);
    assert.equal(readQuery(whole.replace('scenario=s', 'scenario=%3Cs')), undefined);
  });

  it('names an execution by its property or seed, and by its steps where those say all', () => {
    const view = blockedView();
    assert.deepEqual(linkedExecution(view), {
      choice: { kind: 'property', property: 'Termination' },
      schedule: undefined,
    });
    const { loop: _, ...finite } = { ...view, schedule: [0, 1, 2] };
    assert.deepEqual(linkedExecution(finite)?.schedule, [0, 1, 2]);
    const random: ExecutionView = { ...finite, origin: { kind: 'random', seed: 7 } };
    assert.deepEqual(linkedExecution(random), { choice: { kind: 'random', seed: 7 }, schedule: undefined });
    const long = { ...finite, schedule: Array.from({ length: 501 }, () => 0) };
    assert.deepEqual(linkedExecution(long)?.schedule, undefined);
    assert.equal(linkedExecution({ ...long, origin: { kind: 'chosen' } }), undefined, 'nothing else names it');
  });
});

describe('the name of a file', () => {
  it('says which protocol it is of, what it shows and what it is', () => {
    const view = blockedView();
    const named = (...args: [Parameters<typeof defaultName>[2], Parameters<typeof defaultName>[3]]): string =>
      defaultName('/a/two-phase-commit.cone', view, ...args);
    assert.equal(named('mermaid', 'failures'), 'two-phase-commit-termination.mmd');
    assert.equal(named('json', 'spaceTime'), 'two-phase-commit-termination.cone-trace.json');
    assert.equal(named('svg', 'happensBefore'), 'two-phase-commit-termination-happens-before.svg');
    assert.equal(named('png', 'failures'), 'two-phase-commit-failures.png');
    const { verdict: _, ...plain } = view;
    const random: ExecutionView = { ...plain, verdict: undefined, origin: { kind: 'random', seed: 7 } };
    assert.equal(defaultName('Untitled-1', random, 'itf', 'spaceTime'), 'Untitled-1-seed-7.itf.json');
    assert.equal(defaultName('/a/x-termination.cone-trace.json', view, 'text', 'spaceTime'), 'x-termination.txt');
  });

  it('is one of every file system, and ends as its format does', () => {
    fc.assert(
      fc.property(views, fc.constantFrom(...FORMATS), (view, format) => {
        const name = defaultName(
          '/a/b.cone',
          { ...view, verdict: { property: 'Ünd/so: "w"', kind: 'violated' } },
          format,
          'spaceTime',
        );
        assert.match(name, /^[a-z0-9.-]+$/);
        assert.ok(name.endsWith(`.${FORMAT_WORDS[format].ending}`));
      }),
    );
  });
});

describe('the page of a saved trace', () => {
  const place = { uri: 'file:///a/x.cone-trace.json', fileName: 'x.cone-trace.json' };
  const read = readTrace(savedTraceText(blockedView(), { protocol: { file: 'two-phase-commit.cone' }, cursor: 3 }));
  assert.ok(read.ok);
  const trace = read.value;

  it('says what became of the protocol', () => {
    const saidOf = (fate: Parameters<typeof traceModel>[2]['fate']): string | undefined =>
      traceModel(trace, place, { cursor: 3, fate }).saved;
    assert.equal(
      saidOf('changed'),
      'A saved execution of “the coordinator dies”. two-phase-commit.cone has changed since: this is what was seen before.',
    );
    assert.match(saidOf('missing') ?? '', /two-phase-commit\.cone cannot be found: this is what was seen of it\.$/);
    assert.match(saidOf('same') ?? '', /two-phase-commit\.cone is as it was then\.$/);
    assert.match(saidOf('unknown') ?? '', /never saved/);
  });

  it('shows the execution and nothing that could be done with another one', () => {
    const model = traceModel(trace, place, { cursor: 3, fate: 'same' });
    assert.deepEqual(model.execution, trace.trace.execution);
    assert.deepEqual([model.cursor, model.scenarios, model.enabled, model.report], [3, [], [], undefined]);
    assert.equal(model.happensBefore, trace.happensBefore);
    const broken = traceModel('This is not JSON.', place, { cursor: 0, fate: 'unknown' });
    assert.deepEqual([broken.execution, broken.saved], [undefined, 'This is not JSON.']);
  });
});
