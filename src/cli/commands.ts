import type { Invocation } from './arguments.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { explain } from './explain.ts';
import { matrix } from './matrix.ts';
import { render } from './render.ts';
import { sample } from './sample.ts';
import { simulate } from './simulate.ts';
import { simulateTimed } from './simulateTimed.ts';
import type { Terminal } from './terminal.ts';
import { trace } from './trace.ts';

/** Runs a command to its end and answers its exit status. */
export function runCommand(invocation: Exclude<Invocation, { kind: 'said' }>, terminal: Terminal): Promise<number> {
  switch (invocation.kind) {
    case 'check':
      return check(invocation.options, terminal);
    case 'compare':
      return compare(invocation.options, terminal);
    case 'matrix':
      return matrix(invocation.options, terminal);
    case 'explain':
      return explain(invocation.options, terminal);
    case 'simulate':
      return simulate(invocation.options, terminal);
    case 'timed':
      return simulateTimed(invocation.options, terminal);
    case 'sample':
      return sample(invocation.options, terminal);
    case 'render':
      return render(invocation.options, terminal);
    case 'trace':
      return trace(invocation.options, terminal);
  }
}
