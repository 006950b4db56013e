import { present } from '../../base/assert.ts';
import { counted, digits } from '../../base/digits.ts';
import type { Span } from '../../base/span.ts';
import type { ActionShare } from '../../contract/explosion.ts';
import { indispensable } from '../../engine/explosion/indispensable.ts';
import type { StepKind } from '../../engine/explosion/stepKinds.ts';
import type { Weighable } from '../../engine/explosion/weights.ts';
import type { Instance } from '../../model/instance.ts';
import { FAILURE_NAMES } from '../timedWords.ts';
import type { Work } from './exploring.ts';
import { shareText } from './words.ts';

/** Of each kind of step how often it is taken, and which part of the states cannot be reached without it. */
export function* actionShares({ graph, kinds: found }: Weighable): Work<readonly ActionShare[]> {
  const onlyWays = yield* indispensable(graph, found);
  const { instance } = graph.components;
  return found.kinds
    .map((kind, i): ActionShare => {
      const counts = {
        steps: found.steps[i] ?? 0,
        enabledIn: found.enabledIn[i] ?? 0,
        onlyWayTo: onlyWays[i] ?? 0,
        share: (onlyWays[i] ?? 0) / graph.stateCount,
      };
      const named = namesOf(instance, kind);
      return { kind: kind.kind, ...named, ...counts, sentence: sentenceOf(named, counts, graph) };
    })
    .sort((a, b) => b.share - a.share || b.steps - a.steps);
}

interface Names {
  readonly name: string;
  readonly role: string | undefined;
  readonly at: Span | undefined;
}

function namesOf({ protocol, scenario }: Instance, kind: StepKind): Names {
  if (kind.kind === 'failure') {
    const at = scenario.failures.find(failure => failure.kind === kind.failure)?.at;
    return { name: FAILURE_NAMES[kind.failure], role: undefined, at };
  }
  if (kind.kind === 'everybody') return { name: EVERYBODY[kind.step], role: undefined, at: undefined };
  const role = present(protocol.roles[kind.role], 'the role of a node that takes a step');
  switch (kind.kind) {
    case 'message': {
      const { name, at } = present(protocol.messages[kind.message], 'a message that arrives');
      const handler = role.messageHandlers.find(({ message }) => message === kind.message);
      return { name, role: role.name, at: handler?.at ?? at };
    }
    case 'timer': {
      const { name, at } = present(role.timers[kind.timer], 'a timer that fires');
      const handler = role.timerHandlers.find(({ timer }) => timer === kind.timer);
      return { name, role: role.name, at: handler?.at ?? at };
    }
    case 'action': {
      const { name, at } = present(role.actions[kind.action], 'an action that is taken');
      return { name, role: role.name, at };
    }
  }
}

const EVERYBODY = {
  tick: 'tick of the clock',
  settle: 'timers expire',
  round: 'next round',
  stabilise: 'timing gets synchronous',
} as const;

function sentenceOf(
  { name, role }: Names,
  { steps, onlyWayTo, share }: Pick<ActionShare, 'steps' | 'onlyWayTo' | 'share'>,
  { complete }: Weighable['graph'],
): string {
  const what = role === undefined ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : `${name} at ${role}`;
  const all = complete ? 'states' : 'states found';
  const reach =
    onlyWayTo === 0
      ? `all ${all} can be reached without it`
      : `${digits(onlyWayTo)} ${all} (${shareText(share)}) cannot be reached without it`;
  return `${what}: ${counted(steps, 'step')}; ${reach}.`;
}
