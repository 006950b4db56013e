import type { Instance } from '../model/instance.ts';
import { strikesMessage } from '../model/network.ts';
import type { Property } from '../model/protocol.ts';
import { isFault, type Envelope, type Step } from '../model/state.ts';
import { envelopeKey } from '../model/stateKey.ts';
import type { NodeIndex } from '../model/values.ts';

/*
 * Fairness (Lamport, "Proving the correctness of multiprocess programs", 1977; Manna and Pnueli, "The Temporal Logic of
 * Reactive and Concurrent Systems", 1992). A run is infinite; where nothing more happens its last state stays for ever.
 * A step is possible in a state if it leads to a different one, or goes wrong: what changes nothing is no step.
 *
 * - Weakly fair: what is possible from some point on without a break is taken at some time. So are the arrival of each
 *   envelope, each timer of a node, each action of a node with whatever arguments, going on after a pause, and what
 *   everybody does at once.
 * - Strongly fair: what is possible again and again is taken again and again. So is a `fair action`, and, where messages
 *   are lost without limit, the arrival of each message on each link that loss may strike: a fair-loss link. So is every
 *   action in a synchronous network without a clock: its turn comes round by round, and between turns it is not possible.
 * - Nothing is promised of an `unfair action`, and of what goes wrong or gets well again.
 */

/** Whether a property is about runs that go on for ever, of which only the fair ones count. */
export function speaksOfFairRuns({ kind }: Pick<Property, 'kind'>): boolean {
  return kind === 'eventually' || kind === 'leadsto' || kind === 'decides';
}

/**
 * Steps that fairness speaks of as one: the firing of a timer of a node, an action of a node with whatever arguments, the
 * arrivals of a message on one link, a node that goes on after a pause, and the steps that everybody takes at once.
 */
export type FairnessClass =
  | { readonly kind: 'timer'; readonly node: NodeIndex; readonly timer: number }
  | { readonly kind: 'action'; readonly node: NodeIndex; readonly action: number }
  | { readonly kind: 'message'; readonly from: NodeIndex; readonly to: NodeIndex; readonly message: number }
  | { readonly kind: 'resume'; readonly node: NodeIndex }
  | { readonly kind: 'everybody'; readonly step: 'tick' | 'settle' | 'round' | 'stabilise' };

/** What fairness sees of a step: its class, or the envelope that arrives. */
export type StepLabel =
  Exclude<FairnessClass, { kind: 'message' }> | { readonly kind: 'arrival'; readonly envelope: Envelope };

/** Something that is promised of all steps with labels of one key. */
export interface Promised {
  readonly key: string;
  readonly strength: 'weak' | 'strong';
}

/** Undefined for the start and for what goes wrong, of which nothing is promised. */
export function labelOf(step: Step): StepLabel | undefined {
  if (isFault(step)) return undefined;
  switch (step.kind) {
    case 'deliver':
      return { kind: 'arrival', envelope: step.envelope };
    case 'timer':
      return { kind: 'timer', node: step.node, timer: step.timer };
    case 'action':
      return { kind: 'action', node: step.node, action: step.action };
    case 'resume':
      return { kind: 'resume', node: step.node };
    case 'tick':
    case 'settle':
    case 'round':
    case 'stabilise':
      return { kind: 'everybody', step: step.kind };
    case 'start':
      return undefined;
  }
}

/** Equal exactly for equal labels. */
export function labelKey(label: StepLabel): string {
  return label.kind === 'arrival' ? `arrival ${label.envelope.to} ${envelopeKey(label.envelope)}` : classKey(label);
}

export function classOf(label: StepLabel): FairnessClass {
  if (label.kind !== 'arrival') return label;
  const { from, to, message } = label.envelope;
  return { kind: 'message', from, to, message };
}

/** Equal exactly for equal classes. */
export function classKey(each: FairnessClass): string {
  switch (each.kind) {
    case 'timer':
      return `timer ${each.node} ${each.timer}`;
    case 'action':
      return `action ${each.node} ${each.action}`;
    case 'message':
      return `message ${each.from} ${each.to} ${each.message}`;
    case 'resume':
      return `resume ${each.node}`;
    case 'everybody':
      return each.step;
  }
}

/** All that is promised of the steps with a label. */
export function promisesOf(instance: Instance, label: StepLabel): readonly Promised[] {
  switch (label.kind) {
    case 'arrival': {
      const arrives: Promised = { key: labelKey(label), strength: 'weak' };
      const strong: Promised = { key: classKey(classOf(label)), strength: 'strong' };
      return isFairLoss(instance, label.envelope) ? [arrives, strong] : [arrives];
    }
    case 'action': {
      const role = instance.protocol.roles[instance.nodes[label.node]!.role]!;
      const { fairness } = role.actions[label.action]!;
      if (fairness === 'none') return [];
      return [{ key: classKey(label), strength: hasTurns(instance) ? 'strong' : fairness }];
    }
    case 'timer':
    case 'resume':
    case 'everybody':
      return [{ key: classKey(label), strength: 'weak' }];
  }
}

/** Whether actions have their turn once in each round. */
function hasTurns({ network, clock }: Instance): boolean {
  return network.timing !== 'asynchronous' && clock === undefined;
}

/** Whether a message may be lost again and again, and so is promised to arrive if it is sent again and again. */
function isFairLoss(instance: Instance, envelope: Pick<Envelope, 'from' | 'to' | 'message'>): boolean {
  return instance.failures.some(
    failure => failure.kind === 'loss' && failure.budget === Infinity && strikesMessage(instance, failure, envelope),
  );
}
