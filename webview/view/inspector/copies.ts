import { jsonText } from '../../../src/base/jsonText.ts';
import type { ArrowView, ExecutionView } from '../../../src/contract/execution.ts';
import { valueTree, type ValueTree } from '../../../src/scene/values.ts';
import type { NodeMoment } from './state.ts';
import { conditionWords } from './words.ts';

/** Some nodes and what is on its way between them, to be copied. */
export interface CopiedState {
  /** `after step 6`. */
  readonly title: string;
  readonly nodes: readonly NodeMoment[];
  readonly inFlight: readonly ArrowView[];
}

/** A state as lines of text. */
export function stateText(execution: ExecutionView, { title, nodes, inFlight }: CopiedState): string {
  const flights = inFlight.map(arrow => `  ${arrow.label}: ${wayText(execution, arrow)}`);
  const inAll = flights.length === 0 ? [] : [['in flight', ...flights].join('\n')];
  return `${[title, ...nodes.map(nodeText), ...inAll].join('\n')}\n`;
}

/** A node's state as lines of text. */
export function nodeText(node: NodeMoment): string {
  const words = [conditionWords(node), node.waiting].filter(Boolean).join(', ');
  const title = words === '' ? node.name : `${node.name} (${words})`;
  return [title, ...node.variables.map(({ name, value }) => `  ${name} = ${value}`)].join('\n');
}

/**
 * A state as JSON: records and maps are objects, sets and lists arrays, `none` null. An empty set or map is `{}`, as the
 * language writes both.
 */
export function stateJson(execution: ExecutionView, { title, nodes, inFlight }: CopiedState): string {
  return jsonText({
    at: title,
    nodes: Object.fromEntries(nodes.filter(({ lane }) => lane >= 0).map(node => [node.name, nodeData(node)])),
    environment: variablesData(nodes.find(({ lane }) => lane < 0)),
    inFlight: inFlight.map(({ label, fromLane, toLane }) => ({
      message: label,
      from: execution.lanes[fromLane]?.name ?? '',
      to: execution.lanes[toLane]?.name ?? '',
    })),
  });
}

export function nodeJson(node: NodeMoment): string {
  return jsonText(nodeData(node));
}

export function valueJson(value: ValueTree): string {
  return jsonText(valueData(value));
}

function nodeData(node: NodeMoment): unknown {
  const conditions = conditionWords(node);
  return {
    ...(conditions === '' ? {} : { conditions: conditions.split(', ') }),
    variables: variablesData(node),
  };
}

function variablesData(node: NodeMoment | undefined): unknown {
  return Object.fromEntries((node?.variables ?? []).map(({ name, value }) => [name, valueData(valueTree(value))]));
}

function valueData({ kind, text, children }: ValueTree): unknown {
  switch (kind) {
    case 'leaf':
      return leafData(text);
    case 'list':
      return children.map(({ value }) => valueData(value));
    case 'set':
      return children.length === 0 ? {} : children.map(({ value }) => valueData(value));
    case 'map':
    case 'record':
      return Object.fromEntries(children.map(({ label, value }) => [label, valueData(value)]));
  }
}

function leafData(text: string): unknown {
  if (text === 'none') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

function wayText({ lanes }: ExecutionView, { fromLane, toLane }: ArrowView): string {
  return `${lanes[fromLane]?.name ?? ''} → ${lanes[toLane]?.name ?? ''}`;
}
