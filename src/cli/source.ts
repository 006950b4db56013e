import { open } from 'node:fs/promises';
import { Lines } from '../base/lines.ts';
import { failure, success, type Result } from '../base/result.ts';

/** A protocol file as it was read. */
export interface Source {
  /** How messages name it: the path as given, or `<stdin>`. */
  readonly name: string;
  readonly text: string;
  readonly lines: Lines;
}

/** No protocol is this long; whatever is, is a mistake or never ends. */
const bytesMax = 8 << 20;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads `file`, or `input` where it is `-`. The failure is a complete message that begins with the file's name. */
export async function readSource(file: string, input: AsyncIterable<Uint8Array>): Promise<Result<Source, string>> {
  const name = file === '-' ? '<stdin>' : file;
  let bytes: Uint8Array | undefined;
  try {
    bytes = file === '-' ? await readBounded(input) : await readFile(file);
  } catch (cause) {
    return failure(`${name}: error: ${reasonOf(cause)}`);
  }
  if (bytes === undefined) {
    return failure(`${name}: error: This is larger than ${bytesMax >> 20} MB, which no protocol file is.`);
  }
  try {
    const text = decoder.decode(bytes);
    return success({ name, text, lines: new Lines(text) });
  } catch {
    return failure(notText(name, bytes));
  }
}

async function readFile(path: string): Promise<Uint8Array | undefined> {
  const handle = await open(path);
  try {
    return await readBounded(handle.createReadStream({ autoClose: false, end: bytesMax }));
  } finally {
    await handle.close();
  }
}

/** Undefined where there are more than `bytesMax` bytes: such an input may have no end. */
async function readBounded(input: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of input) {
    parts.push(part);
    length += part.length;
    if (length > bytesMax) return undefined;
  }
  return Buffer.concat(parts);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EISDIR: 'This is a folder; give one protocol file.',
  EACCES: 'You are not allowed to read this file.',
  EPERM: 'You are not allowed to read this file.',
  ENAMETOOLONG: 'This name is too long for a file.',
};

function reasonOf(cause: unknown): string {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return reasons[code] ?? `The file cannot be read: ${message}`;
}

/** Says where the first byte is that is not UTF-8. */
function notText(name: string, bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return `${name}:1:1: error: This text is encoded as UTF-16; save it as UTF-8.`;
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, firstInvalid(bytes)), {
    stream: true,
  });
  const { line, column } = new Lines(before).placeOf(before.length);
  return `${name}:${line}:${column}: error: This byte is not part of any UTF-8 text; is this a protocol file?`;
}

/** How many bytes from the start are well-formed UTF-8, found by halving. */
function firstInvalid(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (isPrefixOfText(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

/** Whether `bytes` are well formed, apart from a last character that may lack its end. */
function isPrefixOfText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
