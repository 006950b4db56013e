import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parse } from '../../src/language/parse.ts';
import { stepText } from '../../src/model/labels.ts';
import { simulate } from '../../src/simulator/simulate.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { systemOf } from '../support/protocols.ts';

describe('the steps of a replay', () => {
  it('are read back in the words in which a run is told', () => {
    fc.assert(
      fc.property(arbitraryProtocol, fc.integer(), (text, seed) => {
        const system = systemOf(text);
        const run = simulate(system, seed, { stepsMax: 20 });
        if (!run.ok) return;
        const { start, transitions } = run.value.execution;
        const steps = [start, ...transitions].map(({ step }) => stepText(system.instance, step));
        const pinned = `${text}\nscenario "pinned" {\n  replay "run" {\n    ${steps.join('\n    ')}\n  }\n}\n`;
        const replay = parse(pinned).protocol?.scenarios.at(-1)?.replays[0];
        assert.deepEqual(
          replay?.steps.map(step => step.text),
          steps,
        );
      }),
      { numRuns: 40 },
    );
  });
});
