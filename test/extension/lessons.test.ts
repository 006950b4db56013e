import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { present } from '../../src/base/assert.ts';
import { boundsOf } from '../../src/engine/bounds.ts';
import type { SearchResult } from '../../src/engine/searchResult.ts';
import { isLesson, LESSON, lessonEdit, MACHINES } from '../../src/extension/lessons.ts';
import { COMMANDS, CONTEXT_KEYS, WALKTHROUGH } from '../../src/extension/manifest.ts';
import { lessonAfter, walkthroughPictures } from '../support/walkthrough.ts';
import { instancesOf, searched } from '../support/agreement.ts';
import { exampleText } from '../support/protocols.ts';
import { repositoryRoot } from '../support/skeleton.ts';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
  readonly contributes: { readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[] };
};
const [walkthrough] = manifest.contributes.walkthroughs;
const steps = walkthrough?.steps ?? [];
const words = (id: string): string =>
  present(
    steps.find(step => step.id === id),
    id,
  ).description;

/** The first scenario after a check, and what is said of each property: `holds`, or in how many steps it breaks. */
function checked(text: string): { readonly states: number; readonly said: Readonly<Record<string, string>> } {
  const [instance] = instancesOf(text);
  const first = present(instance, 'a scenario');
  const result: SearchResult = searched(first, boundsOf(first, {})).result();
  const said = first.protocol.properties.map(({ name }, i) => {
    const verdict = result.verdicts[i];
    return [
      name,
      verdict?.kind === 'violated' ? `breaks in ${verdict.evidence?.steps ?? 0} steps` : (verdict?.kind ?? ''),
    ];
  });
  return { states: result.distinctStates, said: Object.fromEntries(said) as Record<string, string> };
}

describe('the walkthrough', () => {
  it('is where the code opens it, and every step can be done, is drawn, and ends', () => {
    assert.equal(walkthrough?.id, WALKTHROUGH);
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['firstDiagram', 'breakIt', 'readIt', 'stepBack', 'mendIt', 'ownProtocol'],
    );
    const commands = new Set(COMMANDS.map(name => `lightcone.${name}`));
    const keys: ReadonlySet<string> = new Set(Object.values(CONTEXT_KEYS));
    for (const { id, description, media, completionEvents } of steps) {
      const linked = [...description.matchAll(/\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)];
      assert.ok(linked.length > 0, id);
      for (const [, command = '', argument] of linked) {
        assert.ok(commands.has(command), `${id}: ${command}`);
        if (argument !== undefined) assert.ok(Array.isArray(JSON.parse(decodeURIComponent(argument))), id);
      }
      assert.ok(media.altText.length > 40, id);
      for (const event of completionEvents) {
        const [kind, of = ''] = event.split(':');
        assert.ok(kind === 'onCommand' ? commands.has(of) : kind === 'onContext' && keys.has(of), event);
      }
    }
  });

  it('shows what its examples do: its pictures are drawn from them', () => {
    const pictures = walkthroughPictures();
    assert.deepEqual(
      steps.map(({ media }) => media.svg),
      [...pictures.keys()].map(name => `media/walkthrough/${name}`),
    );
    for (const [name, svg] of pictures) {
      const file = readFileSync(join(repositoryRoot, 'media/walkthrough', name), 'utf8');
      assert.equal(file, svg, `${name} is another picture now: npm run walkthrough`);
    }
  });

  it('says what the checker says at each step', () => {
    const first = checked(lessonAfter());
    assert.deepEqual(first.said, { AtMostOnce: 'holds', Answered: 'holds' });
    assert.match(words('firstDiagram'), new RegExp(`\\b${first.states} states`));
    const lost = checked(lessonAfter('lose'));
    assert.equal(lost.said['AtMostOnce'], 'holds');
    assert.match(words('breakIt'), new RegExp(`Answered ${lost.said['Answered'] ?? ''}`));
    const asked = checked(lessonAfter('lose', 'askAgain'));
    assert.equal(asked.said['Answered'], 'holds');
    assert.match(words('mendIt'), new RegExp(`AtMostOnce ${asked.said['AtMostOnce'] ?? ''}`));
    const mended = checked(lessonAfter('lose', 'askAgain', 'remember'));
    assert.deepEqual(mended.said, { AtMostOnce: 'holds', Answered: 'holds' });
    assert.match(words('mendIt'), new RegExp(`all ${mended.states} states`));
  });

  it('finds its own protocol, and changes each thing once', () => {
    assert.ok(isLesson(exampleText(LESSON.example)));
    assert.ok(!isLesson(exampleText(MACHINES[0])));
    assert.equal(lessonEdit(lessonAfter('lose'), 'lose')?.at.start, undefined);
    assert.equal(lessonEdit(lessonAfter(), 'askAgain')?.text, 'param asksAgain = true');
  });
});
