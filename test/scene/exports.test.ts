import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ExecutionView } from '../../src/contract/execution.ts';
import { mermaidText } from '../../src/scene/exports/mermaid.ts';
import { plantUmlText } from '../../src/scene/exports/plantUml.ts';
import { oneLine, sequenceOf, titleOf } from '../../src/scene/exports/sequence.ts';
import { SHIVIZ_EXPRESSION, shiVizText } from '../../src/scene/exports/shiViz.ts';
import { blockedView, retryView } from './endless.ts';
import { exampleSystem, violationView } from './examples.ts';
import { assertGolden } from './golden.ts';
import { oddViews } from './oddTexts.ts';
import { views } from './views.ts';

/** The texts of a view as a diagram shows them: title, lanes, then items from top to bottom. */
function shownTexts(view: ExecutionView): readonly string[] {
  const items = sequenceOf(view).flatMap(item => (item.kind === 'loopEnds' ? [] : [item.text]));
  return [titleOf(view), ...view.lanes.map(({ name }) => name), ...items].map(oneLine);
}

/** Reads lines by a grammar of whole lines, each with one group `text`; answers the texts, decoded. */
function readLines(lines: readonly string[], grammar: RegExp, decode: (text: string) => string): readonly string[] {
  return lines.flatMap(line => {
    const found = grammar.exec(line);
    assert.ok(found, `this line is in no grammar: ${JSON.stringify(line)}`);
    const text = Object.values(found.groups ?? {}).find(Boolean);
    return text === undefined ? [] : [decode(text)];
  });
}

// What Mermaid's lexer takes for the rest of a line has neither # nor ; but in codes of characters.
const MERMAID_TEXT = String.raw`(?!:?(?:no)?wrap:)(?:[^#;\n\r%<>&\\{}"]|#\d+;)+`;
const MERMAID_LINE = new RegExp(
  String.raw`^  (?:title (?<title>${MERMAID_TEXT})|participant n\d+ as (?<name>${MERMAID_TEXT})|` +
    String.raw`n\d+(?:->>|-->>|-x|--x|--\))n\d+: (?<message>${MERMAID_TEXT})|` +
    String.raw`Note over n\d+(?:,n\d+)?: (?<note>${MERMAID_TEXT})|loop (?<loop>${MERMAID_TEXT})|end)$`,
);

const PLANT_LINES = [
  /^title (?<text>.+)$/u,
  /^participant "(?<text>[^"]+)" as n\d+$/u,
  /^n\d+ (?:->|-->|->x|-->x|-->o) n\d+ : (?<text>.+)$/u,
  /^note (?:across|over n\d+(?:, n\d+)*) : (?<text>.+)$/u,
  /^loop (?<text>.+)$/u,
];

/** Nothing that the preprocessor or Creole, PlantUML's mark-up, takes for its own. */
function assertPlain(text: string): void {
  assert.match(text, /^(?:[^<>[\]\\%~"'&|!#$@{}\n\r]|<U\+[0-9A-F]{4}>)+$/u);
  assert.doesNotMatch(text, /([*/_=.-])\1/);
  assert.doesNotMatch(text, /^[*/_=.:;+-]/);
}

function readPlantUml(source: string): readonly string[] {
  const lines = source.split('\n');
  assert.deepEqual([lines[0], ...lines.slice(-2)], ['@startuml', '@enduml', '']);
  return lines.slice(1, -2).flatMap(line => {
    if (line === 'end') return [];
    const found = PLANT_LINES.map(grammar => grammar.exec(line)).find(match => match !== null);
    assert.ok(found, `this line is in no grammar: ${JSON.stringify(line)}`);
    const text = found.groups?.['text'] ?? '';
    assertPlain(text);
    return [text.replace(/<U\+([0-9A-F]{4})>/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))];
  });
}

function readMermaid(source: string): readonly string[] {
  const lines = source.split('\n');
  assert.deepEqual([lines[0], lines.at(-1)], ['sequenceDiagram', '']);
  return readLines(lines.slice(1, -1), MERMAID_LINE, text =>
    text.replace(/#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
  );
}

interface LogEvent {
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
}

/** As ShiViz reads a file: its first line is the expression, the second what divides executions. */
function readShiViz(source: string): readonly LogEvent[] {
  const [expression = '', delimiter, ...log] = source.split('\n');
  assert.deepEqual([expression, delimiter], [SHIVIZ_EXPRESSION, '']);
  const read = (text: string): LogEvent[] =>
    [...text.trim().matchAll(new RegExp(expression, 'gm'))].map(({ groups }) => {
      assert.notEqual(groups?.['event'], '');
      return { host: groups?.['host'] ?? '', clock: JSON.parse(groups?.['clock'] ?? '') as LogEvent['clock'] };
    });
  const events = read(log.join('\n'));
  assert.equal(events.length * 2, log.length - 1, 'every line is part of an event');
  // Whoever pastes the whole file gets the same.
  assert.deepEqual(read(source), events);
  return events;
}

describe('a sequence diagram', () => {
  it('shows every message once, where it ends, and none before what its sender had received', () => {
    fc.assert(
      fc.property(views, view => {
        const items = sequenceOf(view);
        const drawn = items.filter(item => item.kind === 'message');
        const ordered = view.arrows
          .map((arrow, index) => ({ arrow, index }))
          .sort((a, b) => (a.arrow.endStep ?? Infinity) - (b.arrow.endStep ?? Infinity) || a.index - b.index || 0);
        assert.deepEqual(
          drawn.map(({ from, to, fate }) => [from, to, fate]),
          ordered.map(({ arrow }) => [arrow.fromLane, arrow.toLane, arrow.fate]),
        );
        drawn.forEach(({ text }, i) => assert.ok(text.startsWith(ordered[i]?.arrow.label ?? '?')));
        const place = new Map(ordered.map(({ index }, i) => [index, i]));
        for (const [index, { from }] of view.arrows.entries()) {
          const cause = view.arrows.findIndex(({ to }) => to === from);
          if (cause >= 0) assert.ok((place.get(cause) ?? 0) < (place.get(index) ?? 0));
        }
      }),
    );
  });

  it('says when a message was sent that its sender did something after', () => {
    fc.assert(
      fc.property(views, view => {
        const drawn = sequenceOf(view).filter(item => item.kind === 'message');
        const named = drawn.filter(({ text }) => / in step \d+\)$/.test(text)).length;
        const late = view.arrows.filter(({ from, to, fromLane, endStep }) =>
          view.events.some(
            ({ lane, step }, e) => lane === fromLane && e > from && e !== to && step < (endStep ?? Infinity),
          ),
        );
        assert.equal(named, late.length);
      }),
    );
  });
});

describe('Mermaid and PlantUML', () => {
  it('say what the diagram says, whatever names there are, in lines of their grammars', () => {
    fc.assert(
      fc.property(oddViews, view => {
        assert.deepEqual(readMermaid(mermaidText(view)), shownTexts(view));
        assert.deepEqual(readPlantUml(plantUmlText(view)), shownTexts(view));
      }),
    );
  });

  it('refuse nothing that a name may be: a check that would see it', () => {
    assert.throws(() => readMermaid('sequenceDiagram\n  title a; b\n'));
    assert.throws(() => readMermaid('sequenceDiagram\n  n1->>n2: #\n'));
    for (const wrong of ['a ** b', 'a // b', '<b>', 'say "x"', '= x']) {
      assert.throws(() => readPlantUml(`@startuml\ntitle ${wrong}\n@enduml\n`), wrong);
    }
  });

  it('are as a person has read them', () => {
    const lost = violationView(exampleSystem('primary-backup', undefined));
    assertGolden('export-lost-write.mmd', mermaidText(lost));
    assertGolden('export-lost-write.puml', plantUmlText(lost));
    assertGolden('export-for-ever.mmd', mermaidText(retryView()));
    assertGolden('export-blocked.puml', plantUmlText(blockedView()));
  });
});

describe('a log for ShiViz', () => {
  it('has each node’s events in their order, whose clocks say what happened before what', () => {
    fc.assert(
      fc.property(fc.oneof(views, oddViews), view => {
        const log = readShiViz(shiVizText(view));
        assert.equal(log.length, view.events.length);
        const hosts = new Map<number, string>();
        const counts = new Map<string, number>();
        for (const [index, { host, clock }] of log.entries()) {
          const { lane, vector } = view.events[index]!;
          assert.equal(hosts.get(lane) ?? host, host);
          hosts.set(lane, host);
          counts.set(host, (counts.get(host) ?? 0) + 1);
          assert.equal(clock[host], counts.get(host));
          for (const [other, name] of hosts) assert.equal(clock[name] ?? 0, vector[other]);
          assert.deepEqual(Object.keys(clock).length, vector.filter(count => count > 0).length);
          // Nobody knows what has not happened yet.
          for (const [name, count] of Object.entries(clock)) assert.ok(count <= (counts.get(name) ?? 0));
        }
        assert.equal(new Set(hosts.values()).size, hosts.size);
        for (const { from, to } of view.arrows) if (to !== undefined) assert.ok(from < to);
      }),
    );
  });

  it('is as a person has read it', () => {
    const lost = violationView(exampleSystem('primary-backup', undefined));
    assertGolden('export-lost-write.shiviz.log', shiVizText(lost));
  });
});
