import type { PinnedValue } from '../../../src/contract/webview.ts';
import { differenceOf, valueTree, type Difference, type ValueTree } from '../../../src/scene/values.ts';
import { inlineLength, inlineParts } from './inline.ts';
import { placeKey, type InspectorUi } from './inspectorUi.ts';
import type { NodeMoment, VariableMoment } from './state.ts';

/** A line of the tree: a node, one of its variables, or a part of one. */
export type InspectorRow = NodeRow | ValueRow;

interface Row {
  /** Different for all rows, and the same for the same row at another step. */
  readonly id: string;
  /** Id of the row it belongs to. */
  readonly parent: string | undefined;
  readonly level: number;
  /** Among the rows that belong to the same one, from 1, and how many these are. */
  readonly position: number;
  readonly size: number;
  /** Undefined where there is nothing to open. */
  readonly expanded: boolean | undefined;
}

export interface NodeRow extends Row {
  readonly kind: 'node';
  readonly node: NodeMoment;
  /** How many of its variables the step changed. */
  readonly changed: number;
}

export interface ValueRow extends Row {
  readonly kind: 'value';
  readonly label: string;
  /** `log[0].term of server 1`. */
  readonly name: string;
  readonly difference: Difference;
  /** Where it can be followed through time, else undefined: the members of a set have no name. */
  readonly place: PinnedValue | undefined;
  readonly pinned: boolean;
}

export interface Rows {
  readonly rows: readonly InspectorRow[];
  /** How many variables there are, those that did not change aside where they are hidden, and how many the filter finds. */
  readonly variables: number;
  readonly found: number;
}

/** As many parts of a value are opened without being asked. */
const PARTS_OPENED = 12;

/** As many characters are taken from the line of a value by each level above it. */
const INDENT = 1.7;

/** Everything that is to be seen of some nodes; `room` is how many characters a value has on a line. */
export function rowsOf(nodes: readonly NodeMoment[], ui: InspectorUi, room: number): Rows {
  const words = ui.query.toLowerCase().split(/\s+/).filter(Boolean);
  const pinned = new Set(ui.kept.pinned.map(placeKey));
  const { changedOnly } = ui.kept;
  const all = nodes.map(node => ({
    node,
    variables: changedOnly ? node.variables.filter(({ before }) => before !== undefined) : node.variables,
  }));
  const found = all.map(({ node, variables }) => ({
    node,
    variables: variables.filter(variable => isFound(words, node, variable)),
  }));
  const isFiltered = words.length > 0 || changedOnly;
  const shown = found.filter(({ variables }) => !isFiltered || variables.length > 0);
  const count = (each: typeof all): number => each.reduce((sum, { variables }) => sum + variables.length, 0);
  const rows = shown.flatMap(({ node, variables }, i): readonly InspectorRow[] => {
    const id = JSON.stringify([node.lane]);
    const expanded = variables.length === 0 ? undefined : (ui.opened[id] ?? true);
    const changed = node.variables.filter(({ before }) => before !== undefined).length;
    const at = { id, parent: undefined, level: 1, position: i + 1, size: shown.length, expanded };
    const row: NodeRow = { ...at, kind: 'node', node, changed };
    if (expanded !== true) return [row];
    const context = { ui, room, pinned, node: node.lane < 0 ? '' : node.name };
    const values = variables.flatMap((variable, j) =>
      valueRows(context, {
        label: variable.name,
        difference: differenceAt(variable),
        parent: row,
        key: variable.name,
        written: variable.name,
        place: { node: context.node, variable: variable.name, path: [] },
        position: j + 1,
        size: variables.length,
      }),
    );
    return [row, ...values];
  });
  return { rows, variables: count(all), found: count(found) };
}

interface Context {
  readonly ui: InspectorUi;
  readonly room: number;
  readonly pinned: ReadonlySet<string>;
  /** Name of the node; empty for what is nobody's. */
  readonly node: string;
}

/** A row to be made of a value, and what is needed to tell it from others. */
interface Draft extends Pick<ValueRow, 'label' | 'difference' | 'place' | 'position' | 'size'> {
  readonly parent: Pick<Row, 'id' | 'level'>;
  /** What tells it from its siblings. */
  readonly key: string;
  /** `log[0].term`. */
  readonly written: string;
}

function valueRows(context: Context, { parent, key, written, ...draft }: Draft): readonly ValueRow[] {
  const { ui, room, pinned } = context;
  const { difference, place } = draft;
  const id = JSON.stringify([...(JSON.parse(parent.id) as unknown[]), key]);
  const parts = partsOf(difference);
  const expanded =
    parts.length === 0
      ? undefined
      : (ui.opened[id] ?? (parts.length <= PARTS_OPENED && lengthOf(draft) + INDENT * parent.level > room));
  const row: ValueRow = {
    ...draft,
    kind: 'value',
    id,
    name: context.node === '' ? written : `${written} of ${context.node}`,
    parent: parent.id,
    level: parent.level + 1,
    expanded,
    pinned: place !== undefined && pinned.has(placeKey(place)),
  };
  if (expanded !== true) return [row];
  const shown = ui.kept.changedOnly ? parts.filter(({ kind }) => kind !== 'same') : parts;
  const isRecord = (difference.after ?? difference.before)?.kind === 'record';
  const children = shown.flatMap((part, i) => {
    const { label, kind } = part;
    const text = (part.after ?? part.before)?.text ?? '';
    const isNamed = place !== undefined && label !== '' && kind !== 'removed';
    return valueRows(context, {
      label,
      difference: part,
      parent: row,
      key: `${kind === 'removed' ? '−' : ''}${label === '' ? text : label}`,
      written: label === '' ? `${written} ${text}` : isRecord ? `${written}.${label}` : `${written}[${label}]`,
      place: isNamed ? { ...place, path: [...place.path, label] } : undefined,
      position: i + 1,
      size: shown.length,
    });
  });
  return [row, ...children];
}

/** How many characters a value takes on one line, with its name. */
function lengthOf({ label, difference }: Pick<ValueRow, 'label' | 'difference'>): number {
  return label.length + inlineLength(inlineParts(difference));
}

/** The parts of a value: those that a difference tells apart, or, of one that is new or gone as a whole, all of them. */
function partsOf({ kind, before, after, children }: Difference): readonly Difference[] {
  if (children.length > 0) return children;
  const whole = after ?? before;
  const partKind = kind === 'changed' ? 'added' : kind;
  return (whole?.children ?? []).map(({ label, value }) => {
    const side: Pick<Difference, 'before' | 'after'> = {
      before: partKind === 'added' ? undefined : value,
      after: partKind === 'removed' ? undefined : value,
    };
    return { kind: partKind, label, ...side, children: [] };
  });
}

function differenceAt({ value, before }: VariableMoment): Difference {
  const after: ValueTree = valueTree(value);
  return differenceOf(before === undefined ? after : valueTree(before), after);
}

function isFound(words: readonly string[], node: NodeMoment, { name, value }: VariableMoment): boolean {
  if (words.length === 0) return true;
  const text = `${node.name} ${name} ${value}`.toLowerCase();
  return words.every(word => text.includes(word));
}
