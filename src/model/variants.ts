import type { Result } from '../base/result.ts';
import { failure, success } from '../base/result.ts';
import type { Instance } from './instance.ts';
import type { DeclaredFailure, FailureTarget, Scenario } from './scenario.ts';

/** A scenario with other failures than it declares: one row of the resilience matrix. */
export interface Variant {
  /** What `Subject.variant` holds. */
  readonly id: string;
  /** As the heading of a row: `One lost message`. */
  readonly name: string;
  /** As the end of a sentence: `with one lost message`. */
  readonly phrase: string;
  /** The scenario to explore; or, in a sentence, why this failure cannot happen in it. */
  readonly scenario: Result<Scenario, string>;
}

/** What variants depend on: the scenario as it was instantiated, because numbers of nodes may be computed. */
export type VariantBase = Pick<Instance, 'protocol' | 'scenario' | 'nodes' | 'roleNodes' | 'clock' | 'failures'>;

/** The scenario as it is, with everything that it declares. */
export const DECLARED = 'declared';

interface Mode {
  readonly id: string;
  readonly name: string;
  readonly phrase: string;
  /** What goes wrong, each once; `order` makes the network reorder. */
  readonly failures: readonly Wanted[];
  readonly order?: 'any';
  /** Why it cannot happen, or has no effect; undefined where it has. */
  readonly hindrance?: (base: VariantBase) => string | undefined;
}

type Wanted = { readonly kind: DeclaredFailure['kind']; readonly budget?: 'any' } & FailureTarget;

/** Every row in order: nothing, then each failure mode alone and at most once in a run, then all that is declared. */
export function variantsOf(base: VariantBase): readonly Variant[] {
  const modes = [NOTHING, ...NETWORK_MODES, ...NODE_MODES, ...byzantineModes(base), ...CLOCK_MODES];
  return [...modes.map(mode => variantFor(base, mode)), declared(base)];
}

/**
 * The variant of an id: of a row, or of one whose failure strikes some messages only. Undefined for what is no id, such
 * as that of a role that is gone.
 */
export function variantOf(base: VariantBase, id: string): Variant | undefined {
  const restricted = restrictedMode(base, id);
  if (restricted !== undefined) return variantFor(base, restricted);
  return variantsOf(base).find(variant => variant.id === id);
}

/** The id of the variant in which one of each of these messages, and nothing else, is lost or duplicated. */
export function variantOfMessages(kind: MessageFailure, messages: readonly string[]): string {
  return `${kind}:${messages.join(',')}`;
}

export type MessageFailure = 'loss' | 'duplicates';

function variantFor(base: VariantBase, { id, name, phrase, failures, order, hindrance }: Mode): Variant {
  const reason = hindrance?.(base);
  if (reason !== undefined) return { id, name, phrase, scenario: failure(reason) };
  const { scenario } = base;
  const network = { ...scenario.network, ...(order === undefined ? {} : { order }) };
  // Expectations and replays are about the failures that the scenario declares.
  const changed = {
    network,
    failures: failures.map(wanted => declare(wanted, scenario)),
    expectations: [],
    replays: [],
  };
  return { id, name, phrase, scenario: success({ ...scenario, ...changed }) };
}

function declare({ budget, ...target }: Wanted, { at }: Scenario): DeclaredFailure {
  return { ...target, budget: budget ?? { kind: 'literal', value: 1, at }, at };
}

function declared({ scenario, failures }: VariantBase): Variant {
  const about = { id: DECLARED, name: 'All that is declared', phrase: 'with all that the scenario declares' };
  if (failures.length > 0) return { ...about, scenario: success(scenario) };
  return { ...about, scenario: failure('The scenario declares no failure.') };
}

const NOTHING: Mode = { id: 'none', name: 'Nothing goes wrong', phrase: 'with nothing going wrong', failures: [] };

const NETWORK_MODES: readonly Mode[] = [
  {
    ...words('loss', 'One lost message'),
    failures: [{ kind: 'loss' }],
    hindrance: base => withoutMessages(base) ?? overTcp(base, 'nothing is lost but by a reset'),
  },
  {
    ...words('duplicates', 'One duplicated message'),
    failures: [{ kind: 'duplicates' }],
    hindrance: base => withoutMessages(base) ?? overTcp(base, 'nothing arrives twice'),
  },
  {
    ...words('reorder', 'Messages out of order'),
    failures: [],
    order: 'any',
    hindrance: base => withoutMessages(base) ?? overTcp(base, 'messages arrive in the order sent') ?? unordered(base),
  },
  {
    ...words('corruptMessage', 'One corrupted message'),
    failures: [{ kind: 'corruptMessage' }],
    hindrance: base => withoutMessages(base) ?? withoutFields(base),
  },
  {
    ...words('reset', 'One connection reset'),
    failures: [{ kind: 'reset' }],
    hindrance: base =>
      base.scenario.network.transport === 'tcp' ? alone(base) : 'The network is not tcp: no connection can reset.',
  },
  { ...words('partition', 'One partition'), failures: [{ kind: 'partition' }], hindrance: alone },
  {
    ...words('cut', 'One link cut', 'with one link cut in one direction'),
    failures: [{ kind: 'cut' }],
    hindrance: alone,
  },
];

const CRASH_AND_RECOVERY: readonly Wanted[] = [{ kind: 'crash' }, { kind: 'recover', budget: 'any' }];

const NODE_MODES: readonly Mode[] = [
  { ...words('crash', 'One crash'), failures: [{ kind: 'crash' }] },
  {
    ...words('crashMidway', 'One crash midway', 'with one crash that may come midway through a handler'),
    failures: [{ kind: 'crash', midway: true }],
  },
  { ...words('crashRecover', 'One crash and recovery'), failures: CRASH_AND_RECOVERY },
  { ...words('stall', 'One stalled handler'), failures: [{ kind: 'stall' }], hindrance: withoutHandlers },
  { ...words('pause', 'One paused node'), failures: [{ kind: 'pause' }] },
  {
    // A failed disk shows only once a node comes back without what it had written.
    ...words('diskfail', 'One failed disk and restart', 'with one failed disk, a crash and recovery'),
    failures: [...CRASH_AND_RECOVERY, { kind: 'diskfail' }],
    hindrance: base =>
      variablesOf(base).some(({ durable }) => durable) ? undefined : 'No variable is durable: no disk is in use.',
  },
  {
    ...words('corruptState', 'One corrupted variable'),
    failures: [{ kind: 'corruptState' }],
    hindrance: base => (variablesOf(base).length > 0 ? undefined : 'No node has a variable.'),
  },
];

const CLOCK_MODES: readonly Mode[] = [
  { ...words('drift', 'One tick of clock drift'), failures: [{ kind: 'drift' }], hindrance: withoutSkew },
  { ...words('jump', 'One clock jump'), failures: [{ kind: 'jump' }], hindrance: withoutSkew },
  { ...words('clockFail', 'One stopped clock'), failures: [{ kind: 'clockFail' }], hindrance: withoutClock },
];

const STRUCK = { loss: 'lost', duplicates: 'duplicated' } as const;

/** The mode of an id such as `loss:Ack` or `loss:Ask,Answer`, which has a budget of one for each message. */
function restrictedMode(base: VariantBase, id: string): Mode | undefined {
  const [kind, list] = id.split(':');
  const row = NETWORK_MODES.find(mode => mode.id === kind);
  if ((kind !== 'loss' && kind !== 'duplicates') || list === undefined || row === undefined) return undefined;
  const messages = list.split(',').map(name => base.protocol.messages.findIndex(message => message.name === name));
  if (messages.some(message => message < 0 || message === base.protocol.disconnect)) return undefined;
  const struck = list.split(',').map(name => `one ${STRUCK[kind]} ${name}`);
  return {
    ...words(id, capitalised(struck.join(' and '))),
    failures: messages.map(message => ({ kind, message })),
    ...(row.hindrance === undefined ? {} : { hindrance: row.hindrance }),
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One for each role that has nodes: who lies decides what a lie can do. */
function byzantineModes({ protocol, roleNodes }: VariantBase): readonly Mode[] {
  return protocol.roles.flatMap(({ name }, role) =>
    (roleNodes[role]?.count ?? 0) === 0
      ? []
      : [
          {
            ...words(`byzantine:${name}`, `One Byzantine ${name}`),
            failures: [{ kind: 'byzantine' as const, role }],
          },
        ],
  );
}

function words(id: string, name: string, phrase?: string): Pick<Mode, 'id' | 'name' | 'phrase'> {
  return { id, name, phrase: phrase ?? `with ${name.charAt(0).toLowerCase()}${name.slice(1)}` };
}

function messagesOf({ protocol }: VariantBase) {
  return protocol.messages.filter((_, index) => index !== protocol.disconnect);
}

function rolesOf({ protocol, roleNodes }: VariantBase) {
  return protocol.roles.filter((_, role) => (roleNodes[role]?.count ?? 0) > 0);
}

function variablesOf(base: VariantBase) {
  return rolesOf(base).flatMap(({ variables }) => variables);
}

function withoutMessages(base: VariantBase): string | undefined {
  return messagesOf(base).length > 0 ? undefined : 'The protocol has no messages.';
}

function withoutFields(base: VariantBase): string | undefined {
  return messagesOf(base).some(({ fields }) => fields.length > 0) ? undefined : 'No message has a field to corrupt.';
}

function withoutHandlers(base: VariantBase): string | undefined {
  return rolesOf(base).some(({ messageHandlers }) => messageHandlers.length > 0)
    ? undefined
    : 'No node handles messages.';
}

function withoutClock({ scenario, clock, roleNodes }: VariantBase): string | undefined {
  if (scenario.clock === undefined || clock === undefined) return 'The scenario has no clock.';
  const isRead = clock.roles.some(({ has }, role) => has && (roleNodes[role]?.count ?? 0) > 0);
  return isRead ? undefined : 'No node reads a clock.';
}

/** A clock drifts and jumps only as far as its skew lets it. */
function withoutSkew(base: VariantBase): string | undefined {
  return (
    withoutClock(base) ?? (base.clock?.skew === 0 ? 'The skew is 0: all clocks always show the true time.' : undefined)
  );
}

function overTcp({ scenario }: VariantBase, what: string): string | undefined {
  return scenario.network.transport === 'tcp' ? `Over tcp ${what}.` : undefined;
}

function unordered({ scenario }: VariantBase): string | undefined {
  return scenario.network.order === 'any' ? 'The network already reorders messages.' : undefined;
}

function alone({ nodes }: VariantBase): string | undefined {
  return nodes.length > 1 ? undefined : 'There is only one node.';
}
