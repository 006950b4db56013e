import { createPrng, type Prng } from '../../src/base/prng.ts';
import type { ExecutionView, OperationView } from '../../src/contract/execution.ts';

const CALLS = ['write(1)', 'read', 'cas(1, 2)', 'enqueue(Item(3, none))'] as const;
const AWAITED = ['', 'Decide', 'Decide or Abort', 'Acknowledgement of everybody'] as const;
const VALUES = ['0', '1', 'committed'] as const;

/** The same execution with everything that may be known of one beside its steps, at random. */
export function adorned(view: ExecutionView, seed: number): ExecutionView {
  const prng = createPrng(seed);
  const last = view.steps.length - 1;
  const ends = view.events.every(({ kind }) => kind !== 'error') && prng.below(3) > 0;
  const verdict = view.verdict;
  const isLasso = ends && verdict?.kind === 'violated';
  const needed = new Set([...view.steps.keys()].filter(step => step === last || prng.below(3) > 0));
  return {
    ...view,
    ...(ends ? { loop: { fromStep: prng.below(3) === 0 ? last : prng.below(last + 1) } } : {}),
    verdict: verdict === undefined || prng.below(2) === 0 ? verdict : { ...verdict, noReturn: prng.below(last + 1) },
    events: view.events.map(event => ({
      ...event,
      violation: event.violation && !isLasso,
      ...(needed.has(event.step) ? {} : { irrelevant: true }),
    })),
    operations: operationsIn(view, prng),
    waiting: view.lanes.map(() => AWAITED[prng.below(AWAITED.length)] ?? ''),
    steps: prng.below(2) === 0 ? view.steps : valued(view, prng),
    notes: ['It is fair.'],
  };
}

/** Operations that begin and end at events of their lane, one after another but for those that are given up. */
function operationsIn(view: ExecutionView, prng: Prng): readonly OperationView[] {
  const isBad = view.verdict?.kind === 'violated';
  const operations = view.lanes.flatMap((_, lane) => {
    const events = view.events.flatMap((event, index) => (event.lane === lane ? [index] : []));
    const found: OperationView[] = [];
    let next = prng.below(3);
    while (next < events.length) {
      const end = next + prng.below(4);
      const to = prng.below(4) === 0 ? undefined : events[end];
      const label = CALLS[prng.below(CALLS.length)] ?? 'read';
      found.push({
        history: prng.below(4) === 0 ? 'queue' : 'register',
        lane,
        label,
        result: to === undefined ? undefined : label === 'write(1)' ? '' : String(prng.below(3)),
        from: events[next] ?? 0,
        to,
        ...(isBad && prng.below(3) === 0 ? { blamed: true } : {}),
        ...(isBad || to === undefined ? {} : { place: found.length }),
      });
      // One that is given up is open for ever, and the next one may begin before it would have ended.
      next += to === undefined ? 1 + prng.below(3) : end - next + prng.below(3) + 1;
    }
    return found;
  });
  return operations.toSorted((a, b) => a.from - b.from);
}

/** Fewer and fewer values can still be decided. */
function valued(view: ExecutionView, prng: Prng): ExecutionView['steps'] {
  let open: readonly string[] = VALUES.slice(prng.below(2));
  return view.steps.map(step => {
    if (prng.below(6) === 0) open = open.filter((_, i) => i !== 0);
    return { ...step, valence: open };
  });
}
