import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { pointOfNoReturn, type Violated } from '../../src/engine/noReturn.ts';
import type { Search } from '../../src/engine/search.ts';
import type { Lasso, Verdict } from '../../src/engine/verdicts.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Property } from '../../src/model/protocol.ts';
import type { System } from '../../src/model/system.ts';
import { keyOf, type Value } from '../../src/model/values.ts';
import { execute } from '../../src/semantics/execute.ts';
import { classKey } from '../../src/semantics/fairness.ts';
import { isDeadlock, isQuiescent } from '../../src/semantics/quiescence.ts';
import { createSystem } from '../../src/semantics/system.ts';
import { searched } from '../support/agreement.ts';
import { arbitraryLiveness } from '../support/arbitraryLiveness.ts';
import { arbitraryProtocol } from '../support/arbitraryProtocol.ts';
import { checkLasso, type Graph, graphOf, hasFairRun, reached, wantedBy, type Wanted } from '../support/lassos.ts';
import { instanceOf } from '../support/protocols.ts';

const STATES_MAX = 60;

const PROPERTIES = [
  'eventually E: some p in R: p.n == 2',
  'eventually Each(p in R): p.b',
  'always eventually A(p in S, v in 0..1): p.n == v',
  'eventually always B: all p in S: !p.b',
  'leadsto L(p in R, q in S): p.n == 1 ~> q.b',
  'decides One: { p.o for p in R }',
  'decides Other: { p.n for p in S where p.b }',
];

/** Protocols with every failure, clocks, rounds and histories, with actions of every fairness, and what they promise. */
const arbitraryRuns: fc.Arbitrary<string> = fc
  .tuple(arbitraryProtocol, fc.array(fc.constantFrom('', '', 'fair ', 'unfair '), { minLength: 8, maxLength: 8 }))
  .map(([text, fairness]) => {
    let actions = 0;
    const promising = text.replace(/^(\s*)action /gm, (_, space: string) => {
      actions += 1;
      return `${space}${fairness[actions % fairness.length]!}action `;
    });
    return `${promising}${PROPERTIES.join('\n')}\n`;
  });

interface Checked {
  readonly search: Search;
  readonly system: System;
  readonly graph: Graph;
}

const anywhere = (): boolean => true;

/** Counts what was met, so that a test may ask whether anything was. */
type Met = (what: string) => void;

function checkRuns(text: string, met: Met): boolean {
  const instance = instanceOf(text);
  const system = createSystem(instance);
  const graph = graphOf(system, STATES_MAX);
  if (graph === undefined) return false;
  const search = searched(instance);
  const { verdicts, error, deadlock } = search.result();
  const checked = { search, system, graph };
  instance.protocol.properties.forEach((property, i) => {
    const verdict = verdicts[i]!;
    if (property.kind === 'eventually' || property.kind === 'leadsto') checkLiveness(checked, property, verdict, met);
    else if (property.kind === 'decides') checkDecision(checked, property, verdict, met);
    if (verdict.kind === 'violated') checkNoReturn(checked, property, verdict, met);
  });
  if (error !== undefined) checkNoReturn(checked, 'error', { kind: 'violated', evidence: error.evidence }, met);
  if (deadlock !== undefined) checkNoReturn(checked, 'deadlock', { kind: 'violated', evidence: deadlock }, met);
  return true;
}

type Liveness = Extract<Property, { kind: 'eventually' | 'leadsto' }>;

function checkLiveness({ search, system, graph }: Checked, property: Liveness, verdict: Verdict, met: Met): void {
  const combinations = system.argumentsOf(property);
  assert.ok(combinations.ok);
  const wanted = combinations.value.map(values => wantedBy(system, withValues(property, values), graph));
  const fails = wanted.some(each => hasFairRun(graph, each));
  assert.equal(verdict.kind, fails ? 'violated' : otherwise(search), property.name);
  met(`${property.kind} ${verdict.kind}`);
  if (verdict.kind !== 'violated') return;
  checkLasso(system, verdict.lasso!);
  checkRepairs(graph, system, verdict.lasso!, made => !wanted.some(each => hasFairRun(made, each)));
}

function withValues(property: Liveness, values: readonly Value[]): Property {
  const given = (body: Expression): Expression =>
    values.reduceRight<Expression>(
      (inner, value, slot) => ({
        kind: 'let',
        slot,
        name: '',
        value: { kind: 'literal', value, at: body.at },
        body: inner,
        at: body.at,
      }),
      body,
    );
  return property.kind === 'leadsto'
    ? { ...property, from: given(property.from), to: given(property.to) }
    : { ...property, body: given(property.body) };
}

/** What is said where nothing was found. */
function otherwise(search: Search): Verdict['kind'] {
  return search.result().error === undefined ? 'holds' : 'broken';
}

/** The first actions that a lasso never takes: those that are said to repair a property do, and no others. */
function checkRepairs(graph: Graph, { instance }: System, lasso: Lasso, holds: (graph: Graph) => boolean): void {
  const isNamed = (role: number, action: number): boolean =>
    lasso.repairs.some(
      each => each.kind === 'action' && each.action === action && instance.nodes[each.node]!.role === role,
    );
  for (const each of lasso.neverTaken) {
    if (each.kind !== 'action') continue;
    const { role } = instance.nodes[each.node]!;
    const made = instance.nodes
      .filter(node => node.role === role)
      .map(({ index }) => classKey({ ...each, node: index }));
    const steps = graph.steps.map(leading =>
      leading.map(step =>
        step.of === undefined || !made.includes(step.of)
          ? step
          : { ...step, promises: [...step.promises, { key: step.of, strength: 'strong' as const }] },
      ),
    );
    assert.equal(isNamed(role, each.action), holds({ ...graph, steps }), 'whether an action repairs a property');
  }
}

function checkDecision(
  { search, system, graph }: Checked,
  property: Extract<Property, { kind: 'decides' }>,
  verdict: Verdict,
  met: Met,
): void {
  const decided = graph.states.map(state => {
    const said = system.decided(property, state);
    assert.ok(said.ok);
    return new Set(said.value.map(keyOf));
  });
  const open = graph.states.map((_, from) => {
    const later = reached(graph, { begins: state => state === from, stays: anywhere });
    return new Set([...later].flatMap(state => [...decided[state]!]));
  });
  const begins = (state: number): boolean => state < graph.initialCount;
  const isDisputed = graph.states.some((_, state) => decided[state]!.size > 0 && open[state]!.size > 1);
  const undecided: Wanted = { begins, stays: state => decided[state]!.size === 0, sees: anywhere };
  const isBivalent = hasFairRun(graph, { ...undecided, stays: state => open[state]!.size > 1 });
  const fails = isDisputed || hasFairRun(graph, undecided);
  assert.equal(verdict.kind, fails ? 'violated' : otherwise(search), property.name);
  const lasso = verdict.kind === 'violated' ? verdict.lasso : undefined;
  met(`decides ${verdict.kind}${isDisputed ? ' disputed' : isBivalent ? ' bivalent' : ''}`);
  assert.equal(lasso === undefined, isDisputed || !fails);
  if (lasso !== undefined) {
    const { stem, loop } = checkLasso(system, lasso);
    assert.ok([...stem, ...loop].every(state => decided[graph.numberOf(state)]!.size === 0));
    assert.equal(lasso.isBivalent === true, isBivalent);
    checkRepairs(graph, system, lasso, made => !hasFairRun(made, undecided));
  }
  if (property.name !== 'One' || !search.result().complete) return;
  graph.states.forEach((state, number) => {
    assert.deepEqual((search.valenceOf(state) ?? []).map(keyOf).sort(), [...open[number]!].sort());
  });
}

/** The step since which no fair run avoids the violation is the first one after which none does. */
function checkNoReturn(
  { search, system, graph }: Checked,
  violated: Violated,
  { evidence, lasso }: Extract<Verdict, { kind: 'violated' }>,
  met: Met,
): void {
  if (evidence === undefined && lasso === undefined) return;
  const schedule = lasso?.schedule ?? search.scheduleOf(evidence!);
  const execution = execute(system, schedule);
  if (!execution.ok || (violated === 'error' && schedule.length === 1)) return;
  const states = [execution.value.start, ...execution.value.transitions].map(({ state }) => state);
  const values = lasso?.arguments ?? [];
  const options = { statesMax: 10 * STATES_MAX, arguments: values };
  const asked = pointOfNoReturn(system.instance, violated, states, options);
  let next = asked.next();
  while (next.done !== true) next = asked.next();
  const numbers = states.map(graph.numberOf);
  const avoids = avoiding(violated, values, { system, graph });
  const first = numbers.findLastIndex((_, i) => avoids(numbers.slice(0, i + 1))) + 1;
  const isNone = violated !== 'error' && first === states.length;
  assert.equal(next.value, isNone ? undefined : first, 'the point of no return');
  met(`no return ${isNone ? 'none' : first === 0 ? 'from the start' : 'later'}`);
  met(`no return of ${typeof violated === 'string' ? violated : violated.kind}`);
}

/** What has to be remembered of a run to tell what it violates, and which runs violate nothing. */
interface Observer {
  /** What is remembered after a state, from what was before and the state before. */
  readonly after: (memory: string, state: number, from: number | undefined) => string;
  /** A run that violates nothing has only these, and these again and again. */
  readonly stays: (memory: string, state: number) => boolean;
  readonly sees?: (memory: string, state: number) => boolean;
}

/** Whether some fair run that begins with these states does not violate something. */
function avoiding(
  violated: Violated,
  values: readonly Value[],
  { system, graph }: Pick<Checked, 'system' | 'graph'>,
): (states: readonly number[]) => boolean {
  if (typeof violated !== 'string' && violated.kind === 'eventually' && violated.mode === 'eventuallyAlways') {
    const { sees } = wantedBy(system, withValues(violated, values), graph);
    return states => {
      const later = reached(graph, { begins: state => state === states.at(-1), stays: anywhere });
      return hasFairRun(graph, { begins: state => later.has(state), stays: state => !sees(state), sees: anywhere });
    };
  }
  if (typeof violated !== 'string' && violated.kind === 'eventually' && violated.mode === 'eventually') {
    // Once it has come it has come, even if the protocol goes wrong afterwards.
    const { stays } = wantedBy(system, withValues(violated, values), graph);
    return states =>
      [...states, ...reached(graph, { begins: state => state === states.at(-1), stays: anywhere })].some(
        state => !stays(state),
      );
  }
  const observer = observerOf(violated, values, { system, graph });
  return states => {
    const memory = states.reduce((until, state, i) => observer.after(until, state, states[i - 1]), '');
    return isAccepted(graph, observer, { state: states.at(-1)!, memory });
  };
}

function observerOf(
  violated: Violated,
  values: readonly Value[],
  { system, graph }: Pick<Checked, 'system' | 'graph'>,
): Observer {
  const { states } = graph;
  const forgets = (stays: (state: number) => boolean): Observer => ({
    after: () => '',
    stays: (_, state) => stays(state),
  });
  const rests = (state: number): boolean => isQuiescent(system, states[state]!);
  if (violated === 'error') return forgets(anywhere);
  if (violated === 'deadlock') return forgets(state => !(isDeadlock(states[state]!) && rests(state)));
  const says = (property: Property, state: number): boolean => {
    const said = system.evaluate(property, states[state]!);
    return said.ok && said.value;
  };
  switch (violated.kind) {
    case 'invariant':
    case 'linearizable':
    case 'sequential':
      return forgets(state => says(violated, state));
    case 'finally':
      return forgets(state => says(violated, state) || !rests(state));
    case 'step':
      return {
        after: (memory, state, from) => {
          const said = from === undefined || system.evaluateStep(violated, states[from]!, states[state]!);
          return memory === 'bad' || !(said === true || (said.ok && said.value)) ? 'bad' : '';
        },
        stays: memory => memory !== 'bad',
      };
    case 'eventually': {
      const given = withValues(violated, values) as Liveness & { readonly kind: 'eventually' };
      const isTrue = (state: number): boolean => says({ ...given, kind: 'invariant' }, state);
      return { ...forgets(anywhere), sees: (_, state) => isTrue(state) };
    }
    case 'leadsto': {
      const given = withValues(violated, values) as Liveness & { readonly kind: 'leadsto' };
      return {
        after: (memory, state) => {
          if (says({ ...given, kind: 'invariant', body: given.to }, state)) return '';
          return memory === 'open' || says({ ...given, kind: 'invariant', body: given.from }, state) ? 'open' : '';
        },
        stays: anywhere,
        sees: memory => memory === '',
      };
    }
    case 'decides':
      return {
        after: (memory, state) => {
          const said = system.decided(violated, states[state]!);
          const all = [...(memory === '' ? [] : memory.split('|')), ...(said.ok ? said.value.map(keyOf) : [])];
          return [...new Set(all)].sort().join('|');
        },
        stays: memory => !memory.includes('|'),
        sees: memory => memory !== '',
      };
    case 'reachable':
      assert.fail('nothing violates a property that asks for a witness');
  }
}

/** Whether a fair run from a state is accepted: in the graph of states and what is remembered there. */
function isAccepted(
  graph: Graph,
  observer: Observer,
  from: { readonly state: number; readonly memory: string },
): boolean {
  const nodes = [from];
  const numbers = new Map([[`${from.state} ${from.memory}`, 0]]);
  const enter = (state: number, memory: string): number => {
    const key = `${state} ${memory}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, nodes.length);
    return nodes.push({ state, memory }) - 1;
  };
  const steps: Graph['steps'][number][] = [];
  for (const { state, memory } of nodes) {
    steps.push(
      graph.steps[state]!.map(step =>
        step.to < 0 ? step : { ...step, to: enter(step.to, observer.after(memory, step.to, state)) },
      ),
    );
  }
  // What happens in a state once more is remembered there too: a run may rest in it.
  const product = { ...graph, states: nodes.map(({ state }) => graph.states[state]!), steps };
  return hasFairRun(product, {
    begins: node => node === 0,
    stays: node => observer.stays(nodes[node]!.memory, nodes[node]!.state),
    sees: node => observer.sees?.(nodes[node]!.memory, nodes[node]!.state) ?? true,
  });
}

/** Checks random protocols; fails where something was not met often enough to say that it was tested. */
function checkAll(texts: fc.Arbitrary<string>, numRuns: number, often: readonly string[]): void {
  const counts = new Map<string, number>();
  const met: Met = what => counts.set(what, (counts.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(texts, text => fc.pre(checkRuns(text, met))),
    { numRuns, maxSkipsPerRun: 100 },
  );
  const rare = often.filter(what => (counts.get(what) ?? 0) < 2);
  assert.deepEqual(rare, [], JSON.stringify([...counts]));
}

describe('runs that go on for ever', () => {
  it('are judged by the definition on random protocols', () => {
    const often = [
      'eventually violated',
      'decides violated',
      'no return later',
      'no return from the start',
      'no return of eventually',
      'no return of decides',
    ];
    checkAll(arbitraryRuns, 40, often);
  });

  it('are judged by the definition on random protocols that go round', () => {
    const verdicts = ['eventually holds', 'eventually violated', 'leadsto holds', 'leadsto violated'];
    checkAll(arbitraryLiveness, 60, [...verdicts, 'no return none', 'no return of leadsto']);
  });
});
