import type * as vscode from 'vscode';
import type { Answer } from '../../contract/engine.ts';
import type { ExecutionView } from '../../contract/execution.ts';
import type { TextFormat } from '../../contract/savedTrace.ts';
import type { PictureFormat, ViewName } from '../../contract/webview.ts';

/** An execution that is looked at, in a preview or as a saved trace, and how it is taken elsewhere. */
export interface Takeable {
  readonly execution: ExecutionView;
  /** The file it is from. */
  readonly uri: vscode.Uri;
  readonly view: ViewName;
  /** `target` is the file it is written to, if it is one. */
  exported(format: TextFormat, target: vscode.Uri | undefined): Promise<Answer<string>>;
  picture(format: PictureFormat): Promise<Answer<string>>;
}
