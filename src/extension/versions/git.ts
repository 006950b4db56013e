import * as vscode from 'vscode';
import { failure, success, type Result } from '../../base/result.ts';
import type { OldVersion } from './versionsDesk.ts';

/** Of the interface of VS Code's Git extension, version 1, what is used here. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly state?: 'uninitialized' | 'initialized';
  readonly onDidChangeState?: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): Repository | null;
  openRepository?(root: vscode.Uri): Promise<Repository | null>;
}

interface Repository {
  readonly state: { readonly HEAD: { readonly commit?: string } | undefined };
  /** The text of a file in a commit; fails where the commit does not have it. */
  show(ref: string, path: string): Promise<string>;
}

const COMMIT_SHOWN = 7;

/** How long Git may look for repositories after VS Code was started. */
const PATIENCE_MS = 5000;

/** The text that a file has in the last commit, or a sentence that says why there is none. */
export async function atLastCommit(uri: vscode.Uri): Promise<Result<OldVersion, string>> {
  const api = await gitApi();
  if (api === undefined) {
    return failure('Git is not there, or switched off in VS Code: the last commit cannot be read.');
  }
  const repository = await repositoryOf(api, uri);
  if (repository === undefined) return failure('This file is in no Git repository that VS Code knows of.');
  const commit = repository.state.HEAD?.commit;
  if (commit === undefined) return failure('The Git repository of this file has no commit yet.');
  try {
    // Asked for by its name, so that what is shown is of the commit that is named.
    const text = await repository.show(commit, uri.fsPath);
    return success({ text, name: `at the last commit (${commit.slice(0, COMMIT_SHOWN)})` });
  } catch {
    return failure('The last commit does not have this file: it is new, or had another name.');
  }
}

async function gitApi(): Promise<GitApi | undefined> {
  try {
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    const git = await extension?.activate();
    const api = git?.enabled === true ? git.getAPI(1) : undefined;
    if (api?.state === 'uninitialized') await changed(api.onDidChangeState);
    return api;
  } catch {
    return undefined;
  }
}

/** Fulfilled when something happens, or nobody waits for it any longer. */
function changed(event: vscode.Event<unknown> | undefined): Promise<void> {
  return new Promise(done => {
    const end = (): void => {
      listening?.dispose();
      clearTimeout(timer);
      done();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const listening = event?.(end);
  });
}

async function repositoryOf(api: GitApi, uri: vscode.Uri): Promise<Repository | undefined> {
  const known = api.getRepository(uri);
  if (known !== null) return known;
  try {
    const folder = vscode.Uri.joinPath(uri, '..');
    return (await api.openRepository?.(folder)) ?? api.getRepository(uri) ?? undefined;
  } catch {
    return undefined;
  }
}
