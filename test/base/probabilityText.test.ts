import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { probabilityText } from '../../src/base/probabilityText.ts';

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** What a text says, as a number. */
function read(text: string): number {
  const percent = /^([\d.]+) %$/.exec(text);
  if (percent !== null) return Number(percent[1]) / 100;
  const power = /^([\d.]+) × 10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(text);
  if (power === null) return Number(text);
  return Number(`${power[1]!}e-${power[2]!.replaceAll(/./g, digit => String(DIGITS.indexOf(digit)))}`);
}

describe('a probability', () => {
  it('is written with two digits, rounded up', () => {
    const texts = [0, 1, 0.5, 0.0421, 0.001, 0.00099, 3.14e-7, 9.95e-8, 1e-9, 2.5e-300];
    assert.deepEqual(texts.map(probabilityText), [
      '0',
      '100 %',
      '50 %',
      '4.3 %',
      '0.1 %',
      '9.9 × 10⁻⁴',
      '3.2 × 10⁻⁷',
      '1 × 10⁻⁷',
      '1 × 10⁻⁹',
      '2.5 × 10⁻³⁰⁰',
    ]);
  });

  it('is never written as less than it is, nor as more than a tenth more', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1, noNaN: true }), probability => {
        const said = read(probabilityText(probability));
        assert.ok(said >= probability * (1 - 1e-11) && said <= probability * 1.1001, `${said} for ${probability}`);
      }),
    );
  });
});
