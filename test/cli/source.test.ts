import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { readSource } from '../../src/cli/source.ts';

async function* input(...parts: readonly (string | readonly number[])[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part as string));
}

async function refuses(file: string, message: string, bytes: readonly number[] = []): Promise<void> {
  assert.deepEqual(await readSource(file, input(bytes)), { ok: false, failure: message });
}

describe('reading a protocol file', () => {
  it('the standard input is a file like any other, in whatever pieces it comes', async () => {
    const read = await readSource('-', input([0xe2], [0x89, 0xa4], 'x'));
    assert.ok(read.ok);
    assert.deepEqual([read.value.name, read.value.text], ['<stdin>', '≤x']);
  });

  it('says why a file cannot be read', async () => {
    await refuses('no/such.cone', 'no/such.cone: error: There is no such file.');
    await refuses(tmpdir(), `${tmpdir()}: error: This is a folder; give one protocol file.`);
    await refuses('', ': error: There is no such file.');
    const long = 'x'.repeat(5000);
    await refuses(long, `${long}: error: This name is too long for a file.`);
    const unending = {
      async *[Symbol.asyncIterator]() {
        for (;;) yield await Promise.resolve(new Uint8Array(1 << 20));
      },
    };
    const read = await readSource('-', unending);
    assert.deepEqual(read, {
      ok: false,
      failure: '<stdin>: error: This is larger than 8 MB, which no protocol file is.',
    });
  });

  it('says where a file is no text', async () => {
    const wrong = 'error: This byte is not part of any UTF-8 text; is this a protocol file?';
    await refuses('-', `<stdin>:1:3: ${wrong}`, [0x61, 0x62, 0xc3, 0x28]);
    await refuses('-', `<stdin>:2:1: ${wrong}`, [0x61, 0x0a, 0xff, 0x61]);
    await refuses('-', `<stdin>:1:2: ${wrong}`, [0x61, 0xe2, 0x89]);
    await refuses('-', '<stdin>:1:1: error: This text is encoded as UTF-16; save it as UTF-8.', [0xff, 0xfe, 0x61, 0]);
  });

  it('any bytes are a text or have a place where they are none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async bytes => {
        const read = await readSource('-', input([...bytes]));
        if (read.ok) assert.equal(read.value.text, new TextDecoder().decode(bytes));
        else assert.match(read.failure, /^<stdin>:\d+:\d+: error: /);
      }),
    );
  });
});
