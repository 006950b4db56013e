import type { ExecutionView } from '../../../src/contract/execution.ts';
import type { PinnedValue } from '../../../src/contract/webview.ts';
import { historiesOf, projected, segmentAt, type Segment } from '../../../src/scene/histories.ts';
import { valueTree, type ValueTree } from '../../../src/scene/values.ts';
import { placeKey } from './inspectorUi.ts';

/** What a pinned value is through an execution. */
export interface PinnedHistory {
  readonly place: PinnedValue;
  /** `log[0].term of server 1`. */
  readonly name: string;
  readonly segments: readonly Segment[];
}

/** What a part is where the value has no such part. */
const ABSENT = '–';

const known = new WeakMap<ExecutionView, Map<string, PinnedHistory | undefined>>();

/** The history of a pinned value, read when it is first asked for; undefined where an execution has no such variable. */
export function pinnedHistory(execution: ExecutionView, place: PinnedValue): PinnedHistory | undefined {
  const ofExecution = known.get(execution) ?? new Map<string, PinnedHistory | undefined>();
  known.set(execution, ofExecution);
  const key = placeKey(place);
  if (!ofExecution.has(key)) ofExecution.set(key, readHistory(execution, place));
  return ofExecution.get(key);
}

/** Those of the pinned values that an execution has. */
export function pinnedHistories(execution: ExecutionView, pinned: readonly PinnedValue[]): readonly PinnedHistory[] {
  return pinned.flatMap(place => pinnedHistory(execution, place) ?? []);
}

/** What pinned values become in a step, or are at the start, as sentences. */
export function pinnedSentences(histories: readonly PinnedHistory[], step: number): readonly string[] {
  return histories.flatMap(({ name, segments }) => {
    const at = segmentAt(segments, step);
    const segment = segments[at];
    if (segment?.from !== step) return [];
    const before = segments[at - 1];
    return [before === undefined ? `${name}: ${segment.value}` : `${name}: ${before.value} → ${segment.value}`];
  });
}

/** Where a pinned value stands at a step, in words. */
export function segmentWords({ segments }: PinnedHistory, step: number, last: number): string {
  const at = segmentAt(segments, step);
  const segment = segments[at];
  if (segment === undefined) return ABSENT;
  const { from, to, value } = segment;
  const steps = from === 0 && to === last ? 'always' : from === to ? `in step ${from}` : `steps ${from} to ${to}`;
  return `${value}, ${steps}, value ${at + 1} of ${segments.length}`;
}

/** The name of a place: `log[0].term of server 1`. The shape of a value decides how its part is written. */
function placeName({ node, variable, path }: PinnedValue, tree: ValueTree | undefined): string {
  let written = variable;
  let at = tree;
  for (const label of path) {
    written += at?.kind === 'record' ? `.${label}` : `[${label}]`;
    at = childOf(at, label);
  }
  return node === '' ? written : `${written} of ${node}`;
}

function readHistory(execution: ExecutionView, place: PinnedValue): PinnedHistory | undefined {
  const lane = place.node === '' ? -1 : execution.lanes.findIndex(({ name }) => name === place.node);
  if (lane < 0 && place.node !== '') return undefined;
  const whole = historiesOf(execution).find(history => history.lane === lane && history.name === place.variable);
  if (whole === undefined) return undefined;
  if (place.path.length === 0) return { place, name: placeName(place, undefined), segments: whole.segments };
  let shape: ValueTree | undefined;
  const segments = projected(whole.segments, text => {
    const tree = valueTree(text);
    const part = place.path.reduce<ValueTree | undefined>(childOf, tree);
    if (part !== undefined) shape ??= tree;
    return part?.text ?? ABSENT;
  });
  return { place, name: placeName(place, shape), segments };
}

function childOf(tree: ValueTree | undefined, label: string): ValueTree | undefined {
  return tree?.children.find(child => child.label === label)?.value;
}
