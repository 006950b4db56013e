import assert from 'node:assert/strict';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** The names of the files in a zip archive, from its directory at the end. */
export function zipNames(archive: Buffer): string[] {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endOfDirectory) end -= 1;
  assert(end >= 0, 'a zip archive ends with its directory');
  const count = archive.readUInt16LE(end + 10);
  const names: string[] = [];
  let at = archive.readUInt32LE(end + 16);
  while (names.length < count) {
    assert.equal(archive.readUInt32LE(at), directoryEntry);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => archive.readUInt16LE(at + offset));
    names.push(archive.toString('utf8', at + 46, at + 46 + nameLength!));
    at += 46 + nameLength! + extraLength! + commentLength!;
  }
  return names;
}
