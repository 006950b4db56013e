import { listed } from '../base/listed.ts';
import { parse } from '../language/parse.ts';
import type { Instance } from '../model/instance.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Scenario } from '../model/scenario.ts';
import { instantiate } from '../semantics/instantiate.ts';
import { errorAt, problemsText } from './problems.ts';
import { readSource, type Source } from './source.ts';
import { styleFor, type Style } from './style.ts';
import type { Terminal } from './terminal.ts';
import { printable, quoted } from './words.ts';

/** A protocol file that is right, with its scenarios ready to be explored. */
export interface Subject {
  readonly source: Source;
  readonly protocol: Protocol;
  /** In the order of the file: all, or the one that was asked for. */
  readonly instances: readonly Instance[];
}

/**
 * Reads and checks a protocol file. What is wrong with it, or only odd, goes to the terminal's error output; undefined
 * where it cannot be explored.
 */
export async function loadSubject(
  options: { readonly file: string; readonly scenario?: string },
  terminal: Terminal,
): Promise<Subject | undefined> {
  const style = styleFor(terminal.error);
  const read = await readSource(options.file, terminal.input);
  if (!read.ok) {
    terminal.error.write(`${printable(read.failure)}\n`);
    return undefined;
  }
  const source = read.value;
  const { protocol, problems } = parse(source.text);
  terminal.error.write(problemsText(source, problems, style));
  if (protocol === undefined) return undefined;
  const scenarios = chosenScenarios(protocol, options.scenario);
  if (scenarios.length === 0) {
    terminal.error.write(unknownScenario(source, protocol, options.scenario ?? '', style));
    return undefined;
  }
  const instances: Instance[] = [];
  for (const scenario of scenarios) {
    const instance = instantiate(protocol, scenario);
    if (instance.ok) instances.push(instance.value);
    else terminal.error.write(errorAt(source, instance.failure.at, instance.failure.message, style));
  }
  return instances.length === scenarios.length ? { source, protocol, instances } : undefined;
}

function chosenScenarios({ scenarios }: Protocol, name: string | undefined): readonly Scenario[] {
  return name === undefined ? scenarios : scenarios.filter(scenario => scenario.name === name);
}

function unknownScenario(source: Source, { scenarios }: Protocol, name: string, style: Style): string {
  const known = scenarios.map(scenario => quoted(scenario.name));
  const sentence = `There is no scenario ${quoted(name)}; the file has ${listed(known)}.`;
  return `${style.place(printable(source.name))}: ${style.bad('error:')} ${sentence}\n`;
}
