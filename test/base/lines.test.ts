import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines } from '../../src/base/lines.ts';

describe('lines of a text', () => {
  it('places count from 1, whatever ends the lines', () => {
    const lines = new Lines('ab\ncd\r\n\rxy');
    assert.equal(lines.count, 4);
    assert.deepEqual(lines.placeOf(0), { line: 1, column: 1 });
    assert.deepEqual(lines.placeOf(2), { line: 1, column: 3 });
    assert.deepEqual(lines.placeOf(3), { line: 2, column: 1 });
    assert.deepEqual(lines.placeOf(7), { line: 3, column: 1 });
    assert.deepEqual(lines.placeOf(9), { line: 4, column: 2 });
    assert.deepEqual(
      [1, 2, 3, 4, 5].map(line => lines.textOf(line)),
      ['ab', 'cd', '', 'xy', ''],
    );
  });

  it('an offset outside the text is at its nearest end', () => {
    const lines = new Lines('ab\n');
    assert.deepEqual(lines.placeOf(-3), { line: 1, column: 1 });
    assert.deepEqual(lines.placeOf(99), { line: 2, column: 1 });
    assert.deepEqual(new Lines('').placeOf(1), { line: 1, column: 1 });
  });

  it('every place leads back to its offset', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀') });
    fc.assert(
      fc.property(text, source => {
        const lines = new Lines(source);
        const lengths = source.split(/\r\n|\n|\r/).map((line, index) => ({ line, number: index + 1 }));
        for (const { line, number } of lengths) assert.equal(lines.textOf(number), line);
        let previous = { line: 1, column: 0 };
        for (let offset = 0; offset <= source.length; offset += 1) {
          const place = lines.placeOf(offset);
          const follows = place.line === previous.line ? place.column === previous.column + 1 : place.column === 1;
          assert.ok(follows && place.line - previous.line <= 1);
          previous = place;
        }
        assert.equal(previous.line, lines.count);
      }),
    );
  });
});
