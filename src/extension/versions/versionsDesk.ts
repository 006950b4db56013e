import type { Result } from '../../base/result.ts';
import type { CheckBounds, Outline, Subject } from '../../contract/engine.ts';
import type { CheckReport } from '../../contract/report.ts';
import type { ShownVersions } from '../../contract/versions.ts';
import { compareVersions } from '../../contract/versionChanges.ts';
import type { Engine } from '../engineLink.ts';
import { Listeners, type Disposable } from '../listeners.ts';

/** A text that a file had before, and what it is called. */
export interface OldVersion {
  readonly text: string;
  readonly name: string;
}

/** What the versions are of. */
export interface VersionsWish {
  /** The text as it is; undefined while it cannot be read. */
  readonly subject: Subject | undefined;
}

/** Checks a file as it is and as it was, and keeps what changed. */
export class VersionsDesk {
  readonly #engine: Engine;
  readonly #session: VersionsWish;
  readonly #bounds: () => CheckBounds;
  readonly #changes = new Listeners<undefined>();
  #shown: ShownVersions | undefined;
  /** Of the text as it was when it was compared. */
  #meaning: string | undefined;
  #run: AbortController | undefined;

  constructor(engine: Engine, session: VersionsWish, bounds: () => CheckBounds) {
    this.#engine = engine;
    this.#session = session;
    this.#bounds = bounds;
  }

  onDidChange(listener: () => void): Disposable {
    return this.#changes.add(listener);
  }

  /** What is known; `meaning` is that of the text now. */
  shown(meaning: string | undefined): ShownVersions | undefined {
    if (this.#shown?.kind !== 'compared') return this.#shown;
    const outdated = meaning !== this.#meaning;
    if (outdated !== this.#shown.outdated) this.#shown = { ...this.#shown, outdated };
    return this.#shown;
  }

  /** Compares the file as it is with what `read` finds; what was being compared before is given up. */
  async compare(read: () => Promise<Result<OldVersion, string>>): Promise<void> {
    this.stop();
    const run = new AbortController();
    this.#run = run;
    const { signal } = run;
    const say = (shown: ShownVersions): void => {
      if (!signal.aborted) this.#say(shown);
    };
    say({ kind: 'comparing', before: 'at the last commit', done: 0, of: 0 });
    const found = await this.#compared(await read(), signal, say);
    say(found);
    if (this.#run === run) this.#run = undefined;
  }

  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  async #compared(
    before: Result<OldVersion, string>,
    signal: AbortSignal,
    say: (shown: ShownVersions) => void,
  ): Promise<ShownVersions> {
    if (!before.ok) return refused(before.failure);
    const now = this.#session.subject?.text;
    if (now === undefined) return refused('The text has problems: nothing can be compared until they are fixed.');
    const [old, current] = [await this.#engine.outline(before.value.text), await this.#engine.outline(now)];
    if (!current.ok) return refused(current.refusal.message);
    const { name, text } = before.value;
    if (!old.ok) return refused(`The file ${name} has problems: nothing of it can be compared.`);
    const of = old.value.scenarios.length + current.value.scenarios.length;
    let done = 0;
    const check = async (checked: string, outline: Outline): Promise<readonly CheckReport[] | string> => {
      const reports: CheckReport[] = [];
      for (const scenario of outline.scenarios) {
        say({ kind: 'comparing', before: name, done, of });
        const listen = { signal, onProgress: () => undefined };
        const answer = await this.#engine.check({ text: checked, scenario }, this.#bounds(), listen);
        if (!answer.ok) return answer.refusal.message;
        reports.push(answer.value);
        done += 1;
      }
      return reports;
    };
    const was = await check(text, old.value);
    if (typeof was === 'string') return refused(was);
    const is = await check(now, current.value);
    if (typeof is === 'string') return refused(is);
    this.#meaning = current.value.meaning;
    const comparison = compareVersions({ name, reports: was }, { name: 'now', reports: is });
    return { kind: 'compared', comparison, outdated: false };
  }

  #say(shown: ShownVersions): void {
    this.#shown = shown;
    this.#changes.tell(undefined);
  }
}

function refused(message: string): ShownVersions {
  return { kind: 'refused', message };
}
