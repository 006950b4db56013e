import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { EngineApi, Subject } from '../../../src/contract/engine.ts';
import {
  EDGE,
  type GraphAnswer,
  type GraphQuestion,
  type GraphScope,
  type StateGraph,
  VERTEX,
} from '../../../src/contract/stateGraph.ts';
import { isFault, type State } from '../../../src/model/state.ts';
import { stateKey } from '../../../src/model/stateKey.ts';
import { keyOf } from '../../../src/model/values.ts';
import type { System } from '../../../src/model/system.ts';
import { execute } from '../../../src/semantics/execute.ts';
import { createSystem } from '../../../src/semantics/system.ts';
import { arbitraryProtocol } from '../../support/arbitraryProtocol.ts';
import { exampleText, instanceOf, oracleText, systemOf } from '../../support/protocols.ts';
import { type ReferenceGraph, referenceGraph } from '../../support/referenceGraph.ts';
import { AROUND, BOUNDS, createEngine, valueOf } from '../asking.ts';

const COMMIT: Subject = { text: oracleText('two-phase-commit'), scenario: '3' };
const WHOLE: GraphScope = { kind: 'whole' };

let lastId = 0;

async function graphOf(engine: EngineApi, subject: Subject, scope: GraphScope): Promise<StateGraph> {
  return valueOf(await engine.stateGraph((lastId += 1), subject, BOUNDS, scope));
}

async function answerOf<Kind extends GraphAnswer['kind']>(
  engine: EngineApi,
  { subject, scope }: { readonly subject: Subject; readonly scope: GraphScope },
  question: GraphQuestion & { readonly kind: Kind },
): Promise<GraphAnswer & { readonly kind: Kind }> {
  const answer = valueOf(await engine.askStateGraph(subject, BOUNDS, scope, question));
  assert.equal(answer.kind, question.kind);
  return answer as GraphAnswer & { readonly kind: Kind };
}

function layerOf({ outline: { layerEnds, firstLayer } }: StateGraph, vertex: number): number {
  return firstLayer + layerEnds.findIndex(end => vertex < end);
}

function* edgesOf({ arrays: { firstEdges, targets, edgeFlags }, outline }: StateGraph) {
  for (let from = 0; from < outline.vertexCount; from += 1) {
    for (let edge = firstEdges[from]!; edge < firstEdges[from + 1]!; edge += 1) {
      yield { from, to: targets[edge]!, isFault: (edgeFlags[edge]! & EDGE.fault) !== 0, edge };
    }
  }
}

/** The states of the vertices, each by taking the steps that are said to lead there. */
async function statesOf(engine: EngineApi, system: System, of: { subject: Subject; scope: GraphScope }, count: number) {
  const states: State[] = [];
  for (let vertex = 0; vertex < count; vertex += 1) {
    const { schedule } = await answerOf(engine, of, { kind: 'vertex', vertex });
    const run = execute(system, schedule);
    assert.ok(run.ok);
    states.push((run.value.transitions.at(-1) ?? run.value.start).state);
  }
  return states;
}

/** Distances from the start, by brute force. */
function depthsIn(graph: ReferenceGraph): ReadonlyMap<string, number> {
  const { initial } = graph;
  const depths = new Map(initial.map(state => [stateKey(state), 0]));
  const queue = [...initial];
  for (const state of queue) {
    for (const { to } of graph.stepsOf(state)) {
      if (depths.has(stateKey(to))) continue;
      depths.set(stateKey(to), depths.get(stateKey(state))! + 1);
      queue.push(to);
    }
  }
  return depths;
}

/** That a whole graph is the one that semantics defines. */
async function checkWhole(subject: Subject, system: System, reference: ReferenceGraph): Promise<void> {
  const engine = createEngine();
  const graph = await graphOf(engine, subject, WHOLE);
  const { outline, arrays } = graph;
  const { vertexCount } = outline;
  assert.equal(vertexCount, reference.states.length);
  assert.equal(outline.layerEnds.at(-1) ?? 0, vertexCount);
  const states = await statesOf(engine, system, { subject, scope: WHOLE }, vertexCount);
  assert.equal(new Set(states.map(stateKey)).size, vertexCount, 'every state is one vertex');
  const depths = depthsIn(reference);
  const isRun = ({ kind }: System['instance']['protocol']['properties'][number]): boolean => kind === 'invariant';
  for (const [vertex, state] of states.entries()) {
    assert.equal(layerOf(graph, vertex), depths.get(stateKey(state)), 'a layer is a distance');
    const steps = reference.stepsOf(state);
    const wanted = new Map<string, boolean>();
    for (const { step, to } of steps) {
      wanted.set(stateKey(to), (wanted.get(stateKey(to)) ?? true) && isFault(step));
    }
    const drawn = [...edgesOf(graph)].filter(({ from }) => from === vertex);
    assert.deepEqual(
      new Map(drawn.map(({ to, isFault: fault }) => [stateKey(states[to]!), fault])),
      wanted,
      'edges go to the successors',
    );
    assert.equal(drawn.length, wanted.size);
    const broken = system.instance.protocol.properties.some(property => {
      const said = isRun(property) ? system.evaluate(property, state) : undefined;
      return said?.ok === true && !said.value;
    });
    if (broken) assert.ok((arrays.flags[vertex]! & VERTEX.violates) !== 0, 'what violates is marked');
    const parent = arrays.parents[vertex]!;
    if (parent >= 0) {
      assert.equal(layerOf(graph, parent), layerOf(graph, vertex) - 1);
      assert.ok(drawn.length >= 0 && [...edgesOf(graph)].some(({ from, to }) => from === parent && to === vertex));
    } else assert.ok((arrays.flags[vertex]! & VERTEX.initial) !== 0);
  }
  for (let vertex = 1; vertex < vertexCount; vertex += 1) {
    if (layerOf(graph, vertex) !== layerOf(graph, vertex - 1)) continue;
    assert.ok(arrays.x[vertex]! - arrays.x[vertex - 1]! >= 1 - 1e-4, 'no two are in one place');
  }
}

describe('a state graph', () => {
  it('has the states and steps that semantics defines, in layers by distance', async function () {
    this.timeout(60_000);
    const property = fc.asyncProperty(arbitraryProtocol, async text => {
      const system = createSystem(instanceOf(text));
      const reference = referenceGraph(system, 60);
      fc.pre(reference !== undefined && reference.states.length > 0);
      const scenario = system.instance.scenario.name;
      await checkWhole({ text, scenario }, system, reference);
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it('merges states that agree, and counts them as brute force does', async () => {
    const engine = createEngine();
    const system = systemOf(COMMIT.text, COMMIT.scenario);
    const reference = referenceGraph(system, 300);
    assert.ok(reference);
    const whole = await graphOf(engine, COMMIT, WHOLE);
    assert.equal(whole.outline.vertexCount, 288);
    const { variables } = whole.outline;
    const chosen = variables.find(({ label }) => label === 'state of every Participant');
    assert.ok(chosen, variables.map(({ label }) => label).join('\n'));
    const scope: GraphScope = { kind: 'quotient', by: [chosen.key] };
    const quotient = await graphOf(engine, COMMIT, scope);
    const counts = new Map<string, number>();
    const variable = system.instance.protocol.roles
      .find(({ name }) => name === 'Participant')!
      .variables.findIndex(({ name }) => name === 'state');
    const seen = ({ locals }: State): string =>
      locals
        .filter((_, node) => system.instance.protocol.roles[system.instance.nodes[node]!.role]!.name === 'Participant')
        .map(({ variables: values }) => keyOf(values[variable] ?? null))
        .join();
    for (const state of reference.states) counts.set(seen(state), (counts.get(seen(state)) ?? 0) + 1);
    assert.equal(quotient.outline.vertexCount, counts.size);
    assert.deepEqual(
      [...quotient.arrays.weights].sort((a, b) => a - b),
      [...counts.values()].sort((a, b) => a - b),
    );
    const states = await statesOf(engine, system, { subject: COMMIT, scope }, counts.size);
    assert.deepEqual(
      new Map(states.map((state, vertex) => [seen(state), quotient.arrays.weights[vertex]])),
      counts,
      'each vertex stands for as many as agree with it',
    );
    const wanted = new Set(
      reference.states.flatMap(state =>
        reference.stepsOf(state).flatMap(({ to }) => (seen(to) === seen(state) ? [] : [`${seen(state)} ${seen(to)}`])),
      ),
    );
    assert.deepEqual(
      new Set([...edgesOf(quotient)].map(({ from, to }) => `${seen(states[from]!)} ${seen(states[to]!)}`)),
      wanted,
    );
    assert.ok(
      quotient.outline.labels.every(label => label.split(', ').length === 3),
      'labelled by what agrees',
    );
  });

  it('shows what leads to a state and on from it, and what that changed', async () => {
    const engine = createEngine();
    const whole = await graphOf(engine, COMMIT, WHOLE);
    const vertex = whole.outline.layerEnds[3]!;
    const details = await answerOf(engine, { subject: COMMIT, scope: WHOLE }, { kind: 'vertex', vertex });
    assert.equal(details.depth, 4);
    assert.equal(details.schedule.length, 5);
    const before = [...edgesOf(whole)].filter(({ to }) => to === vertex).map(({ from }) => from);
    assert.deepEqual(
      details.before.map(each => each.vertex).sort((a, b) => a - b),
      before.sort((a, b) => a - b),
    );
    const after = [...edgesOf(whole)].filter(({ from }) => from === vertex);
    assert.deepEqual(new Set(details.after.map(each => each.vertex)), new Set(after.map(({ to }) => to)));
    for (const { to, edge } of after) {
      const step = details.after.find(each => each.vertex === to)?.step ?? '';
      assert.ok(step.includes(whole.outline.edgeLabels[edge]!), 'the edge says the same, shorter');
    }
    assert.ok(details.step !== undefined && details.changes.length > 0);
    for (const { value, before: was } of details.changes) assert.notEqual(value, was);
  });

  it('marks the way of an execution, and is drawn around its end', async () => {
    const engine = createEngine();
    const whole = await graphOf(engine, COMMIT, WHOLE);
    const last = whole.outline.vertexCount - 1;
    const { schedule } = await answerOf(engine, { subject: COMMIT, scope: WHOLE }, { kind: 'vertex', vertex: last });
    const path = await answerOf(engine, { subject: COMMIT, scope: WHOLE }, { kind: 'path', schedule });
    assert.equal(path.vertices.length, schedule.length);
    assert.equal(path.vertices.at(-1), last);
    path.vertices.forEach((vertex, step) =>
      assert.equal(layerOf(whole, vertex), step, 'a shortest way goes layer by layer'),
    );
    const middle = schedule.slice(0, 5);
    const near: GraphScope = { kind: 'neighbourhood', around: middle, steps: 1 };
    const graph = await graphOf(engine, COMMIT, near);
    const centre = path.vertices[4]!;
    const neighbours = new Set(
      [...edgesOf(whole)].flatMap(({ from, to }) => (from === centre ? [to] : to === centre ? [from] : [])),
    );
    assert.equal(graph.outline.vertexCount, neighbours.size + 1);
    assert.equal(layerOf(graph, graph.outline.centre!), 0);
    assert.equal(graph.outline.steps, 1);
    const here = await answerOf(engine, { subject: COMMIT, scope: near }, { kind: 'path', schedule: middle });
    assert.equal(here.vertices.at(-1), graph.outline.centre);
  });

  it('colours by what can still be decided, by a variable and by who moved', async () => {
    const engine = createEngine();
    const subject = { text: exampleText('flp'), scenario: '' };
    const scenario = engine.outline(subject.text)!.scenarios[0]!;
    const of = { subject: { ...subject, scenario }, scope: WHOLE };
    const graph = await graphOf(engine, of.subject, WHOLE);
    assert.ok(graph.outline.hasValence);
    const report = valueOf(await engine.check(900, of.subject, BOUNDS));
    for (const colouring of [
      { kind: 'valence' },
      { kind: 'mover' },
      { kind: 'variable', key: graph.outline.variables[0]!.key },
    ] as const) {
      const paint = await answerOf(engine, of, { kind: 'paint', colouring });
      assert.equal(paint.classes.length, graph.outline.vertexCount);
      const counts = paint.names.map((_, name) => paint.classes.filter(each => each === name).length);
      assert.deepEqual(
        paint.names.map(({ vertices }) => vertices),
        counts,
      );
      assert.ok(paint.names.length > 1, colouring.kind);
      if (colouring.kind !== 'valence') continue;
      const notes = report.properties.flatMap(({ notes: said = [] }) => said).join(' ');
      const several = paint.names.find(({ name }) => name.startsWith('can decide'));
      assert.ok(
        several && notes.includes(`${String(several.vertices)} are bivalent`),
        `${notes}\n${JSON.stringify(paint.names)}`,
      );
    }
  });

  it('says that it is partial where exploring was cut short', async () => {
    const engine = createEngine();
    const bounds = { ...BOUNDS, statesMax: 100 };
    const { outline, arrays } = valueOf(await engine.stateGraph(1, COMMIT, bounds, WHOLE));
    assert.equal(outline.cut, 'The search stopped at its bound of 100 states.');
    assert.equal(outline.vertexCount, 100);
    assert.ok(arrays.flags.some(flag => (flag & VERTEX.unexplored) !== 0));
    assert.equal(outline.hasValence, false);
  });

  it('goes on in slices, tells how far it is, and ends when it is cancelled', async () => {
    const engine = createEngine();
    const subject = { ...COMMIT, scenario: '8' };
    const answer = engine.stateGraph(7, subject, { ...BOUNDS, statesMax: 1_000_000 }, WHOLE);
    while ((engine.stateGraphProgress(7) ?? 0) === 0) await AROUND.pause();
    engine.cancel(7);
    const ended = await answer;
    assert.ok(!ended.ok && ended.refusal.code === 'cancelled');
    assert.equal(engine.stateGraphProgress(7), undefined);
  });

  it('answers again after it was forgotten', async () => {
    const engine = createEngine();
    const before = await graphOf(engine, COMMIT, WHOLE);
    engine.forgetStateGraphs();
    const details = await answerOf(engine, { subject: COMMIT, scope: WHOLE }, { kind: 'vertex', vertex: 5 });
    assert.equal(details.vertex, 5);
    assert.deepEqual(await graphOf(engine, COMMIT, WHOLE), before);
  });

  it('does not draw what is too large, and says so', async function () {
    this.timeout(60_000);
    const engine = createEngine();
    const subject = { ...COMMIT, scenario: '8' };
    const bounds = { ...BOUNDS, statesMax: 120_000, memoryBytesMax: 2 ** 30 };
    const { outline } = valueOf(await engine.stateGraph(3, subject, bounds, WHOLE));
    assert.equal(outline.vertexCount, 0);
    assert.match(outline.empty ?? '', /^There are 120,000 states, and no more than 100,000 are drawn one by one\./);
    const { key } = outline.variables.find(({ label }) => label === 'state of every Participant')!;
    const quotient = valueOf(await engine.stateGraph(4, subject, bounds, { kind: 'quotient', by: [key] }));
    assert.ok(quotient.outline.vertexCount > 100 && quotient.outline.empty === undefined);
    assert.equal(
      quotient.arrays.weights.reduce((sum, weight) => sum + weight, 0),
      120_000,
    );
  });
});
