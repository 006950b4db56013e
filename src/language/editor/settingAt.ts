import type { Span } from '../../base/span.ts';
import { failureAt } from '../../failures/catalogue.ts';
import type { FailureMode } from '../../failures/failureMode.ts';
import type { ScenarioNode, SettingNode } from '../syntax/tree.ts';
import { contains, type Document } from './document.ts';

/** A word that switches a failure on or says how it does, or a bare word that is its value: `any`, `fifo`, `keep`. */
export interface FailureSetting {
  readonly at: Span;
  readonly failure: FailureMode;
  readonly setting: SettingNode;
  /** The title of the scenario it stands in; undefined in `system`. */
  readonly scenario: string | undefined;
}

export function failureSettingAt(document: Document, offset: number): FailureSetting | undefined {
  for (const declaration of document.parsed.file?.declarations ?? []) {
    if (declaration.kind !== 'scenario' || !contains(declaration.at, offset)) continue;
    const found = settingIn(declaration, offset);
    if (found !== undefined) return { ...found, scenario: declaration.title?.text };
  }
  return undefined;
}

function settingIn({ entries }: ScenarioNode, offset: number): Omit<FailureSetting, 'scenario'> | undefined {
  for (const entry of entries) {
    if (entry.kind !== 'settings') continue;
    const setting = entry.settings.find(each => contains(each.at, offset));
    const at = setting && wordAt(setting, offset);
    const failure = setting && failureAt(entry.section, setting.name.text);
    if (setting !== undefined && at !== undefined && failure !== undefined) return { at, failure, setting };
  }
  return undefined;
}

function wordAt({ name, values }: SettingNode, offset: number): Span | undefined {
  if (contains(name.at, offset)) return name.at;
  return values.find(({ value }) => value.kind === 'reference' && contains(value.at, offset))?.value.at;
}
