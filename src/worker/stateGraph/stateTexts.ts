import type { GraphVariable } from '../../contract/stateGraph.ts';
import { type Components, FIRST_NODE, GHOSTS } from '../../engine/components.ts';
import { remembered } from '../../engine/explosion/remembered.ts';
import type { StateGraph } from '../../engine/explosion/stateGraph.ts';
import { Pace } from '../../engine/liveness/pace.ts';
import { nodeName, valueText } from '../../model/labels.ts';
import type { LocalState } from '../../model/state.ts';
import type { Work } from '../explosion/exploring.ts';

/** A text for a component's value, equal exactly for equal ones. */
interface Reader {
  readonly component: number;
  readonly textOf: (id: number) => string;
}

/** Something that states can be told apart by. */
export interface StateText extends GraphVariable {
  readonly readers: readonly Reader[];
  /** One text of what the readers say, in their order. */
  readonly join: (texts: readonly string[]) => string;
}

/** Everything of a state that has a name and more than a place: variables of nodes and of roles, ghosts, who is up. */
export function stateTextsOf(components: Components): readonly StateText[] {
  const { protocol, nodes, roleNodes } = components.instance;
  const local = (node: number, read: (state: LocalState) => string): Reader => {
    const pairs = components.pairs(node);
    const textOf = remembered((id: number) => read(components.locals(node).valueOf(id)));
    return { component: FIRST_NODE + node, textOf: pair => textOf(pairs.localOf(pair)) };
  };
  const variableOf = (node: number, variable: number): Reader =>
    local(node, ({ variables }) => valueText(components.instance, variables[variable] ?? null));
  const texts: StateText[] = protocol.ghosts.map(({ name }, ghost) => ({
    key: `ghost ${name}`,
    label: name,
    readers: [
      {
        component: GHOSTS,
        textOf: remembered((id: number) =>
          valueText(components.instance, components.ghosts.valueOf(id).ghosts[ghost] ?? null),
        ),
      },
    ],
    join: first,
  }));
  for (const [role, { name, variables }] of protocol.roles.entries()) {
    const { first: from, count } = roleNodes[role] ?? { first: 0, count: 0 };
    const members = Array.from({ length: count }, (_, i) => from + i);
    for (const [variable, declared] of variables.entries()) {
      if (count > 1) {
        const readers = members.map(node => variableOf(node, variable));
        texts.push({
          key: `role ${name}.${declared.name}`,
          label: `${declared.name} of every ${name}`,
          readers,
          join: values => values.join(', '),
        });
      }
      for (const node of members) {
        const label = `${nodeName(components.instance, node)}.${declared.name}`;
        texts.push({ key: `node ${label}`, label, readers: [variableOf(node, variable)], join: first });
      }
    }
  }
  return [
    ...texts,
    whoIsUp(
      components,
      nodes.map(({ index }) => local(index, ({ status }) => status)),
    ),
  ];
}

function whoIsUp({ instance }: Components, readers: readonly Reader[]): StateText {
  return {
    key: 'up',
    label: 'which nodes are up',
    readers,
    join: statuses => {
      const others = statuses.flatMap((status, node) =>
        status === 'up' ? [] : [`${nodeName(instance, node)} ${status}`],
      );
      return others.length === 0 ? 'all up' : others.join(', ');
    },
  };
}

function first([text = '']: readonly string[]): string {
  return text;
}

/** The states by what some texts say of them. */
export interface Grouping {
  /** By state its group, numbered in the order in which they are met. */
  readonly groupOf: Int32Array;
  /** By group the state that was met first. */
  readonly firsts: readonly number[];
}

/** States of which all texts say the same are one group. */
export function* groupedBy(graph: StateGraph, texts: readonly StateText[]): Work<Grouping> {
  const readers = texts.flatMap(text => text.readers).map(numbered);
  const groupOf = new Int32Array(graph.stateCount);
  const firsts: number[] = [];
  // Each level tells apart by one reader what the levels before took for the same.
  const levels = readers.map(() => new Map<number, number>());
  const counts = readers.map(() => 0);
  const pace = new Pace();
  const last = readers.length - 1;
  for (let state = 0; state < graph.stateCount; state += 1) {
    const row = graph.rowOf(state);
    let group = 0;
    for (let i = 0; i <= last; i += 1) {
      const { component, numberOf } = readers[i]!;
      const key = group * 2 ** 26 + numberOf(row[component]!);
      const known = levels[i]!.get(key);
      if (known === undefined) {
        group = counts[i]!;
        counts[i] = group + 1;
        levels[i]!.set(key, group);
      } else group = known;
    }
    if (group === firsts.length) firsts.push(state);
    groupOf[state] = group;
    if (pace.isDue(1 + readers.length)) yield;
  }
  return { groupOf, firsts };
}

function numbered({ component, textOf }: Reader): {
  readonly component: number;
  readonly numberOf: (id: number) => number;
} {
  const byText = new Map<string, number>();
  const numberOf = remembered((id: number) => {
    const text = textOf(id);
    const known = byText.get(text) ?? byText.size;
    byText.set(text, known);
    return known;
  });
  return { component, numberOf };
}

/** What a text says of a stored state. */
export function textIn(graph: StateGraph, { readers, join }: StateText, state: number): string {
  const row = graph.rowOf(state);
  return join(readers.map(({ component, textOf }) => textOf(row[component]!)));
}
