import * as vscode from 'vscode';
import { groupBy } from '../../base/groupBy.ts';
import { BLANK_PROTOCOL } from '../blankProtocol.ts';
import { entryNamed, firstSentence, readLibrary } from '../library.ts';
import type { LibraryEntry, LibraryFolder } from '../library.ts';
import { LANGUAGE_ID } from '../manifest.ts';
import { protocolNameIn, renamedProtocol, whyNoName } from '../protocolName.ts';
import type { ProtocolTexts } from '../protocolTexts.ts';
import { tell, type CommandTable, type Workbench } from './commandTable.ts';

/** Protocols to start from, shipped with the extension. */
export function exampleCommands(workbench: Workbench, extensionUri: vscode.Uri, texts: ProtocolTexts): CommandTable {
  const folder = folderAt(vscode.Uri.joinPath(extensionUri, 'examples'));
  return {
    openExample: name => openExample(workbench, folder, name),
    newProtocol: (template, name) => newProtocol({ workbench, folder, texts }, template, name),
  };
}

/** The text of an example that ships, by its name. */
export async function exampleText(extensionUri: vscode.Uri, name: string): Promise<string> {
  const folder = folderAt(vscode.Uri.joinPath(extensionUri, 'examples'));
  const entry = entryNamed(await readLibrary(folder), name);
  if (entry === undefined) throw new Error(`There is no example ${name}.`);
  return await folder.read(entry.path);
}

/** Opens a copy of an example, not yet saved, with its preview: the one that is named, or one that is picked. */
async function openExample(workbench: Workbench, folder: LibraryFolder, name: unknown): Promise<void> {
  const entries = await readLibrary(folder);
  const named = typeof name === 'string' ? entryNamed(entries, name) : undefined;
  const entry = named ?? (await pick('Which example?', entries.map(itemOf)))?.entry;
  if (entry === undefined) return;
  await openText(workbench, await folder.read(entry.path));
  tell(`A copy of ${entry.path}: change what you like, and save it where you like.`);
}

interface Beginning {
  readonly workbench: Workbench;
  readonly folder: LibraryFolder;
  readonly texts: ProtocolTexts;
}

/** The template that stands for none. */
const BLANK = 'blank';

/** Opens a protocol of one's own, not yet saved, that begins as a template does; what is not named is asked for. */
async function newProtocol({ workbench, folder, texts }: Beginning, template: unknown, name: unknown): Promise<void> {
  const text = await templateText(folder, template);
  if (text === undefined) return;
  const parse = (changed: string) => texts.language.createDocument(changed).parsed;
  const { name: before } = protocolNameIn(parse(text)) ?? { name: '' };
  const wrong = (wanted: string): string | undefined => whyNoName(text, wanted, parse);
  const chosen =
    typeof name === 'string' && wrong(name) === undefined
      ? name
      : await vscode.window.showInputBox({
          title: 'New protocol',
          prompt: 'What is it called?',
          value: before === 'Name' ? 'MyProtocol' : before,
          validateInput: wrong,
        });
  if (chosen === undefined) return;
  await openText(workbench, renamedProtocol(text, chosen, parse));
  tell(`${chosen} is yours: change what you like, and save it where you like.`);
}

async function templateText(folder: LibraryFolder, template: unknown): Promise<string | undefined> {
  if (template === BLANK) return BLANK_PROTOCOL;
  const entries = await readLibrary(folder);
  const named = typeof template === 'string' ? entryNamed(entries, template) : undefined;
  const blank: EntryItem = {
    label: 'Blank',
    detail: `${firstSentence(BLANK_PROTOCOL)} One role asks, another answers.`,
    family: '',
    entry: undefined,
  };
  const picked = named === undefined ? await pick('Begin with', [blank, ...entries.map(itemOf)]) : itemOf(named);
  if (picked === undefined) return undefined;
  return picked.entry === undefined ? BLANK_PROTOCOL : await folder.read(picked.entry.path);
}

interface EntryItem extends vscode.QuickPickItem {
  readonly family: string;
  /** Undefined for what is not among the examples. */
  readonly entry: LibraryEntry | undefined;
}

function itemOf(entry: LibraryEntry): EntryItem {
  const { title, description, path, family } = entry;
  return { label: title, description: path, detail: description, family, entry };
}

/** Lets the user pick one of some items, with a line between families. */
async function pick(title: string, items: readonly EntryItem[]): Promise<EntryItem | undefined> {
  const families = groupBy(items, ({ family }) => family);
  const lines = [...families].flatMap(([family, members]): readonly (EntryItem | vscode.QuickPickItem)[] => {
    const separator = { label: family, kind: vscode.QuickPickItemKind.Separator };
    return family === '' ? members : [separator, ...members];
  });
  const options = { title, matchOnDescription: true, matchOnDetail: true };
  const picked = await vscode.window.showQuickPick(lines, options);
  return picked !== undefined && 'entry' in picked ? picked : undefined;
}

async function openText(workbench: Workbench, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  workbench.previews.show(document, { toSide: true, locked: false, preserveFocus: true });
}

function folderAt(uri: vscode.Uri): LibraryFolder {
  const at = (path: string): vscode.Uri => (path === '' ? uri : vscode.Uri.joinPath(uri, ...path.split('/')));
  return {
    list: async path => {
      const entries = await vscode.workspace.fs.readDirectory(at(path));
      return entries.map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 }));
    },
    read: async path => new TextDecoder().decode(await vscode.workspace.fs.readFile(at(path))),
  };
}
