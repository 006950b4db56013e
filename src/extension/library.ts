/** What is read of a folder; paths have `/` between their parts and begin inside it. */
export interface LibraryFolder {
  /** Fails where folders cannot be listed, as over HTTP. */
  list(path: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
  read(path: string): Promise<string>;
}

/** A protocol to start from. */
export interface LibraryEntry {
  /** Inside the folder: `consensus/paxos.cone`. */
  readonly path: string;
  /** The folder it is in, in words: `Mutual exclusion`; empty at the top. */
  readonly family: string;
  /** Its file in words: `Two-phase commit`. */
  readonly title: string;
  /** What the comment at its top begins with. */
  readonly description: string;
}

/** Every protocol in a folder and the folders in it, by family. */
export async function readLibrary(folder: LibraryFolder): Promise<readonly LibraryEntry[]> {
  const paths = await pathsIn(folder);
  return await Promise.all(
    paths.map(async path => {
      const parts = path.replace(/\.cone$/, '').split('/');
      return {
        path,
        family: parts.slice(0, -1).map(inWords).join(', '),
        title: inWords(parts.at(-1) ?? ''),
        description: firstSentence(await folder.read(path)),
      };
    }),
  );
}

/** The entry that a path or a name means: `consensus/paxos.cone`, `paxos.cone` or `paxos`. */
export function entryNamed(entries: readonly LibraryEntry[], name: string): LibraryEntry | undefined {
  const wanted = name.endsWith('.cone') ? name : `${name}.cone`;
  return entries.find(({ path }) => path === wanted || path.endsWith(`/${wanted}`));
}

/** What the comment at the top of a protocol begins with. */
export function firstSentence(text: string): string {
  const comment = /^(?:\s*\/\/\/.*\n)+/.exec(text)?.[0].replaceAll(/^\s*\/\/\/ ?/gm, '') ?? '';
  return (/^[^]*?\.(?=\s|$)/.exec(comment)?.[0] ?? comment).replaceAll(/\s+/g, ' ').trim();
}

/** Where folders cannot be listed, the list of all examples in words has a link to each. */
async function pathsIn(folder: LibraryFolder): Promise<readonly string[]> {
  try {
    const found = await filesBelow(folder, '');
    if (found.length > 0) return found.toSorted(byFamily);
  } catch {
    // The list is read instead.
  }
  const list = await folder.read('README.md');
  return [...list.matchAll(/\]\(([\w./-]+\.cone)\)/g)].map(([, path = '']) => path);
}

async function filesBelow(folder: LibraryFolder, path: string): Promise<readonly string[]> {
  const entries = await folder.list(path);
  const nested = await Promise.all(
    entries.map(async ({ name, isFolder }) => {
      const inside = path === '' ? name : `${path}/${name}`;
      if (isFolder) return await filesBelow(folder, inside);
      return name.endsWith('.cone') ? [inside] : [];
    }),
  );
  return nested.flat();
}

/** What stands at the top comes first. */
function byFamily(a: string, b: string): number {
  const [inA, inB] = [a, b].map(path => path.slice(0, Math.max(0, path.lastIndexOf('/')))) as [string, string];
  return inA < inB ? -1 : inA > inB ? 1 : a < b ? -1 : 1;
}

/** `two-phase-commit` as `Two phase commit`. */
function inWords(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
