import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PanelModel } from '../src/contract/webview.ts';
import { repositoryRoot } from '../test/support/skeleton.ts';
import { exploredBranches } from '../test/webview/fixtures/branches.ts';
import {
  boundedExplosion,
  explained,
  finishedExplosion,
  growingExplosion,
} from '../test/webview/fixtures/explosion.ts';
import { lassoModel } from '../test/webview/fixtures/lasso.ts';
import { longRun } from '../test/webview/fixtures/longRun.ts';
import { finishedMatrix, growingMatrix } from '../test/webview/fixtures/matrix.ts';
import { exampleSystem, violationView } from '../test/scene/examples.ts';
import { happensBeforeOf, twoPhaseCommitModel } from '../test/webview/fixtures/twoPhaseCommit.ts';
import { THEME_KINDS, type ThemeKind } from '../test/webview/themes.ts';
import { WebviewStage, type PanelPage } from '../test/webview/support/page.ts';
import { COMPARE_SITUATIONS } from './compareShots.ts';
import { GRAPH_SITUATIONS } from './graphShots.ts';

// Takes pictures of the panel for a person to judge: `node tools/webviewShots.ts [theme …] [situation …]`.

const FOLDER = join(repositoryRoot, 'build/shots');
const WIDTHS = [360, 800, 1600];

interface Situation {
  readonly name: string;
  readonly prepare: (panel: PanelPage) => Promise<void>;
}

const SITUATIONS: readonly Situation[] = [
  { name: 'rest', prepare: panel => panel.show(twoPhaseCommitModel()) },
  {
    name: 'cones',
    async prepare(panel) {
      await panel.show(twoPhaseCommitModel());
      await panel.page.locator('#spaceTime').focus();
      await panel.page.keyboard.press('ArrowLeft');
      await panel.page.keyboard.press('ArrowLeft');
      await panel.page.keyboard.press('Enter');
    },
  },
  {
    name: 'vector',
    async prepare(panel) {
      await panel.show(twoPhaseCommitModel({ cursor: 13 }));
      await panel.page.keyboard.press('t');
      await panel.page.keyboard.press('t');
    },
  },
  { name: 'lasso', prepare: panel => panel.show(lassoModel()) },
  {
    name: 'lassoGraph',
    async prepare(panel) {
      await panel.show(lassoModel());
      await panel.page.getByRole('tab', { name: 'Happens-before' }).click();
      await panel.page.waitForSelector('#happensBefore svg .mark', { state: 'attached' });
    },
  },
  {
    name: 'lassoCounts',
    async prepare(panel) {
      await panel.show(lassoModel());
      await panel.page.getByRole('tab', { name: 'Counts' }).click();
    },
  },
  { name: 'happensBefore', prepare: panel => showTab(panel, 'Happens-before') },
  {
    name: 'branches',
    async prepare(panel) {
      await panel.show(twoPhaseCommitModel({ branches: exploredBranches() }));
      if ((await panel.page.locator('#branches').count()) === 0) await panel.page.keyboard.press('b');
      await panel.page.locator('#branches [aria-selected=true]').hover();
    },
  },
  {
    name: 'captions',
    async prepare(panel) {
      const execution = violationView(exampleSystem('payment', 'the reply is only slow'));
      const happensBefore = happensBeforeOf(execution);
      await panel.show(twoPhaseCommitModel({ execution, happensBefore, cursor: 2 }));
      await panel.page.locator('#spaceTime').focus();
      await panel.page.keyboard.press('k');
    },
  },
  { name: 'counts', prepare: panel => showTab(panel, 'Counts') },
  {
    name: 'explosion',
    prepare: panel => showTab(panel, 'Explosion', { explosion: explained(finishedExplosion()) }),
  },
  {
    name: 'explosionBounded',
    prepare: panel => showTab(panel, 'Explosion', { explosion: explained(boundedExplosion()) }),
  },
  {
    name: 'explosionGrowing',
    prepare: panel => showTab(panel, 'Explosion', { explosion: explained(growingExplosion()) }),
  },
  { name: 'explosionEmpty', prepare: panel => showTab(panel, 'Explosion') },
  ...COMPARE_SITUATIONS,
  ...GRAPH_SITUATIONS,
  { name: 'failures', prepare: panel => showTab(panel, 'Failures', { matrix: finishedMatrix() }) },
  { name: 'failuresGrowing', prepare: panel => showTab(panel, 'Failures', { matrix: growingMatrix() }) },
  { name: 'failuresEmpty', prepare: panel => showTab(panel, 'Failures') },
  {
    name: 'variant',
    prepare: panel =>
      panel.show(twoPhaseCommitModel({ variant: { id: 'crash', phrase: 'with one crash' }, matrix: finishedMatrix() })),
  },
  {
    name: 'legend',
    async prepare(panel) {
      await panel.show(twoPhaseCommitModel());
      await panel.page.keyboard.press('?');
    },
  },
  {
    name: 'long',
    prepare: panel =>
      panel.show(twoPhaseCommitModel({ execution: longRun(500, 6), cursor: 250, choice: { kind: 'random', seed: 7 } })),
  },
  {
    name: 'broken',
    prepare: panel =>
      panel.show(
        twoPhaseCommitModel({
          staleness: {
            kind: 'broken',
            message: 'Expected an expression after `==`.',
            at: { start: 3, end: 5 },
            problemCount: 2,
          },
        }),
      ),
  },
  {
    name: 'empty',
    prepare: panel =>
      panel.show(
        twoPhaseCommitModel({
          execution: undefined,
          report: undefined,
          scenarios: [],
          scenario: undefined,
          happensBefore: undefined,
          enabled: [],
        }),
      ),
  },
];

async function showTab(panel: PanelPage, name: string, overrides: Partial<PanelModel> = {}): Promise<void> {
  await panel.show(twoPhaseCommitModel(overrides));
  await panel.page.getByRole('tab', { name }).click();
  if (name === 'Happens-before') await panel.page.waitForSelector('#happensBefore svg .mark', { state: 'attached' });
}

async function takeShots(themes: readonly ThemeKind[], names: readonly string[]): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const stage = await WebviewStage.open();
  try {
    for (const theme of themes) {
      for (const width of WIDTHS) {
        for (const { name, prepare } of SITUATIONS) {
          if (names.length > 0 && !names.includes(name)) continue;
          const panel = await stage.panel({
            width,
            height: width === 360 ? 640 : 800,
            theme,
            bodyClass: 'vscode-reduce-motion',
          });
          await prepare(panel);
          await panel.page.screenshot({ path: join(FOLDER, `${name}-${theme}-${width}.png`) });
          for (const trouble of await panel.troubles()) console.error(`${name} ${theme} ${width}: ${trouble}`);
          await panel.close();
        }
      }
    }
  } finally {
    await stage.close();
  }
}

const wanted = process.argv.slice(2);
const themes = THEME_KINDS.filter(kind => wanted.includes(kind));
const names = wanted.filter(word => SITUATIONS.some(({ name }) => name === word));
await takeShots(themes.length > 0 ? themes : THEME_KINDS, names);
