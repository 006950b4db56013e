import { html, nothing, type TemplateResult } from 'lit';
import type { ComparedChoice } from '../../../src/contract/comparison.ts';
import type { PropertyReport } from '../../../src/contract/report.ts';
import type { PanelModel } from '../../../src/contract/webview.ts';
import { dropdown, numberField } from '../../kit/controls.ts';
import type { CompareInput } from './reduce.ts';
import type { Side } from './state.ts';

interface Offered {
  readonly name: string;
  readonly choice: ComparedChoice;
}

/** What can be seen on a side. */
function offeredFor(chosen: ComparedChoice, model: PanelModel): readonly Offered[] {
  const found = model.report?.properties.filter(({ steps }) => steps !== undefined) ?? [];
  const seed = chosen.kind === 'random' ? chosen.seed : 1;
  const offered: readonly Offered[] = [
    { name: 'the run that is shown', choice: { kind: 'shown' } },
    { name: 'the nearest good run', choice: { kind: 'nearestGood' } },
    ...found.map(property => ({
      name: nameOf(property),
      choice: { kind: 'property', property: property.name } as const,
    })),
    { name: 'a run without failures', choice: { kind: 'representative' } },
    { name: 'a random run', choice: { kind: 'random', seed } },
    { name: 'a saved trace…', choice: chosen.kind === 'trace' ? chosen : { kind: 'trace', pick: 0 } },
  ];
  const isOffered = offered.some(({ choice }) => isSame(choice, chosen));
  return isOffered ? offered : [...offered, { name: 'the steps that were chosen', choice: chosen }];
}

/** Its counterexample, or its witness. */
function nameOf({ name, kind, verdict }: PropertyReport): string {
  if (kind === 'error' || kind === 'deadlock') return `the ${kind}`;
  return verdict === 'violated' ? `${name} breaks` : `${name} is reached`;
}

function isSame(one: ComparedChoice, other: ComparedChoice): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Chooses what is seen on a side. */
export function chooserView(
  side: Side,
  chosen: ComparedChoice,
  model: PanelModel,
  send: (input: CompareInput) => void,
): TemplateResult {
  const offered = offeredFor(chosen, model);
  const choose = (choice: ComparedChoice): void => send({ kind: 'choose', side, choice });
  return html`<span class="chooser">
    ${dropdown({
      label: side === 'left' ? 'Run on the left' : 'Run on the right',
      options: offered.map(({ name }) => name),
      value: offered.find(({ choice }) => isSame(choice, chosen))?.name,
      onChange: wanted => {
        const choice = offered.find(({ name }) => name === wanted)?.choice;
        // Each choice of a trace has a number that no other has.
        if (choice?.kind === 'trace') choose({ kind: 'trace', pick: Date.now() });
        else if (choice !== undefined) choose(choice);
      },
    })}
    ${
      chosen.kind === 'random'
        ? numberField({
            label: `Seed of the random run on the ${side}`,
            value: chosen.seed,
            onInput: () => undefined,
            onEnter: seed => choose({ kind: 'random', seed }),
          })
        : nothing
    }
  </span>`;
}
