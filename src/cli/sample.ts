import { setImmediate as nextTurn } from 'node:timers/promises';
import { listed } from '../base/listed.ts';
import type { SampleProgress, SampleReport, SampleRequest } from '../contract/sample.ts';
import type { Instance } from '../model/instance.ts';
import { executionText } from '../scene/executionText.ts';
import type { System } from '../model/system.ts';
import { createSystem } from '../semantics/system.ts';
import { sampledRunView, Samplings } from '../worker/sampling.ts';
import { sampledTrail } from '../worker/sampledTrail.ts';
import { loadSubject } from './load.ts';
import { ProgressLine } from './progress.ts';
import type { SampleOptions } from './sampleArguments.ts';
import { sampleOutput } from './sampleJson.ts';
import { sampleSummary, sampleText } from './sampleText.ts';
import { styleFor } from './style.ts';
import { exitStatus, type Terminal } from './terminal.ts';
import { counted, grouped, quoted } from './words.ts';

/** `lightcone sample`: random runs of every scenario. Answers the exit status. */
export async function sample(options: SampleOptions, terminal: Terminal): Promise<number> {
  const subject = await loadSubject(options, terminal);
  if (subject === undefined) return exitStatus.wrong;
  const { file, json = false, request } = options;
  const { instances, protocol, source } = subject;
  const style = styleFor(terminal.out);
  const say = (text: string): void => {
    if (!json) terminal.out.write(text);
  };
  const sampler = new Sampler(terminal, request);
  const reports: SampleReport[] = [];
  say(`${style.strong(protocol.name)}\n`);
  for (const instance of instances) {
    if (sampler.isInterrupted) break;
    const system = createSystem(instance);
    const report = await sampler.run(system, instance);
    reports.push(report);
    if (json) continue;
    const trailOf = (name: string, schedule: readonly number[]) => sampledTrail(system, name, schedule);
    say(`\n${sampleText(report, { source, file, style, trailOf })}${runText(system, request)}`);
  }
  sampler.end();
  const left = instances.slice(reports.length).map(({ scenario }) => quoted(scenario.name));
  if (left.length > 0) say(`\nnot sampled: ${listed(left)}\n`);
  say(`\n${sampleSummary(reports, style)}`);
  if (json) terminal.out.write(`${JSON.stringify(sampleOutput(file, reports, source), undefined, 2)}\n`);
  if (sampler.isInterrupted) return exitStatus.interrupted;
  return reports.every(({ asExpected }) => asExpected) ? exitStatus.met : exitStatus.unmet;
}

/** A single run, step by step; nothing where there are more. */
function runText(system: System, request: SampleRequest): string {
  if (request.runs !== 1) return '';
  const view = sampledRunView(system, request);
  return view.ok ? `\n${executionText(view.value)}` : '';
}

/** Samples one scenario after the other, with a progress line, until Ctrl-C. */
class Sampler {
  isInterrupted = false;
  readonly #request: SampleRequest;
  readonly #progress: ProgressLine;
  readonly #samplings: Samplings;
  readonly #stopListening: () => void;
  #name = '';
  #startedAtMs = 0;
  #requestId = 0;

  constructor(terminal: Terminal, request: SampleRequest) {
    this.#request = request;
    this.#progress = new ProgressLine(terminal.error);
    this.#samplings = new Samplings({
      nowMs: () => performance.now(),
      pause: async () => {
        this.#show();
        await nextTurn();
      },
    });
    this.#stopListening = terminal.onInterrupt(() => {
      this.isInterrupted = true;
      this.#samplings.cancel(this.#requestId);
    });
  }

  async run(system: System, { scenario }: Instance): Promise<SampleReport> {
    this.#name = quoted(scenario.name);
    this.#startedAtMs = performance.now();
    this.#requestId += 1;
    const report = await this.#samplings.run(this.#requestId, system, this.#request);
    this.#progress.clear();
    return report;
  }

  end(): void {
    this.#stopListening();
  }

  #show(): void {
    const nowMs = performance.now();
    const progress = this.#samplings.progress(this.#requestId);
    if (progress === undefined) return;
    this.#progress.show(nowMs, () => progressText(this.#name, progress, this.#request, nowMs - this.#startedAtMs));
  }
}

function progressText(
  name: string,
  { runs, steps, distinctStates, violated }: SampleProgress,
  request: SampleRequest,
  elapsedMs: number,
): string {
  return [
    name,
    `${grouped(runs)} of ${counted(request.runs, 'run')}`,
    `${grouped((steps / elapsedMs) * 1000)} steps/s`,
    counted(distinctStates, 'state'),
    ...(violated === 0 ? [] : [`${grouped(violated)} violated`]),
  ].join(' · ');
}
