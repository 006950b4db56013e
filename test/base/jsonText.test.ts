import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { jsonText } from '../../src/base/jsonText.ts';

describe('JSON for people', () => {
  it('says what JSON.stringify says', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false, withUndefined: false } as object), value => {
        assert.deepEqual(JSON.parse(jsonText(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
    assert.equal(jsonText({ a: undefined, b: [undefined, 1] }), '{"b": [null, 1]}\n');
  });

  it('keeps on one line what fits, and indents the rest', () => {
    assert.equal(jsonText({ vector: [1, 2], empty: {}, none: [] }), '{"vector": [1, 2], "empty": {}, "none": []}\n');
    const long = 'x'.repeat(80);
    assert.equal(
      jsonText({ long, inner: { long, few: [1] } }),
      `{\n  "long": "${long}",\n  "inner": {"long": "${long}", "few": [1]}\n}\n`,
    );
  });
});
