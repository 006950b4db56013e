import { listed } from '../base/listed.ts';
import {
  actionText,
  choicesText,
  copyText,
  corrupted,
  handlerNames,
  messageText,
  nodeName,
  timerName,
  valueText,
  variableName,
  type Naming,
  type NetworkStep,
  type NodeStep,
  type Of,
} from './labels.ts';
import type { Envelope, Step } from './state.ts';

/** A step as a colleague would tell it. */
export function stepSentence(instance: Naming, step: Step): string {
  switch (step.kind) {
    case 'start':
      return `Everybody starts${choicesText(instance, step.choices)}`;
    case 'deliver':
      return deliverySentence(instance, step);
    case 'timer': {
      const ignored = step.handler === undefined ? ', and nothing comes of it' : '';
      return `${nodeName(instance, step.node)}'s timer ${timerName(instance, step.node, step.timer)} fires${ignored}${choicesText(instance, step.choices)}`;
    }
    case 'action':
      return `${nodeName(instance, step.node)} takes the action ${actionText(instance, step)}${choicesText(instance, step.choices)}`;
    case 'lose':
    case 'duplicate':
    case 'corrupt':
    case 'forge':
    case 'reset':
    case 'partition':
    case 'heal':
    case 'cut':
    case 'mend':
      return networkSentence(instance, step);
    case 'crash':
    case 'recover':
    case 'stall':
    case 'pause':
    case 'resume':
    case 'diskfail':
    case 'alter':
    case 'turn':
    case 'drift':
    case 'jump':
    case 'clockFail':
      return nodeSentence(instance, step);
    case 'tick':
      return 'Time goes on';
    case 'settle':
      return 'Everything has arrived, and timers may fire';
    case 'round':
      return 'The next round begins';
    case 'stabilise':
      return 'From now on the network is synchronous';
  }
}

function networkSentence(instance: Naming, step: NetworkStep): string {
  switch (step.kind) {
    case 'lose':
      return `${sentenceOf(instance, step.envelope)} to ${nodeName(instance, step.envelope.to)} is lost`;
    case 'duplicate':
      return `${sentenceOf(instance, step.envelope)} to ${nodeName(instance, step.envelope.to)} is duplicated`;
    case 'corrupt':
      return `${sentenceOf(instance, step.envelope)} to ${nodeName(instance, step.envelope.to)} is damaged and says ${messageText(instance, corrupted(step))}`;
    case 'forge':
      return `The Byzantine ${sentenceOf(instance, step.envelope)} reaches ${nodeName(instance, step.envelope.to)}${choicesText(instance, step.choices)}`;
    case 'reset': {
      const [one, other] = step.ends;
      return `The connection between ${nodeName(instance, one)} and ${nodeName(instance, other)} resets, and what was on its way is lost`;
    }
    case 'partition':
      return `The network splits: ${listed(step.group.map(node => nodeName(instance, node)))} ${step.group.length === 1 ? 'is' : 'are'} cut off from the others`;
    case 'heal':
      return 'The network heals';
    case 'cut':
      return `The link from ${nodeName(instance, step.link.from)} to ${nodeName(instance, step.link.to)} is cut`;
    case 'mend':
      return `The link from ${nodeName(instance, step.link.from)} to ${nodeName(instance, step.link.to)} works again`;
  }
}

function nodeSentence(instance: Naming, step: NodeStep): string {
  const node = nodeName(instance, step.node);
  switch (step.kind) {
    case 'crash':
      return `${node} crashes${midwaySentence(instance, step)}`;
    case 'recover':
      return `${node} restarts${choicesText(instance, step.choices)}`;
    case 'stall': {
      const names = handlerNames(instance, step.node, step.handlers);
      return `${node} hangs in ${listed(names)}, and does everything else`;
    }
    case 'pause':
      return `${node} freezes`;
    case 'resume':
      return `${node} goes on where it froze`;
    case 'diskfail':
      return `${node}'s disk fails, and no write will survive a crash`;
    case 'alter':
      return `${node}'s ${variableName(instance, step)} is damaged and becomes ${valueText(instance, step.value)}`;
    case 'turn':
      return `${node} becomes Byzantine`;
    case 'drift':
      return step.by > 0 ? `${node}'s clock gains a tick` : `${node}'s clock loses the next tick`;
    case 'jump':
      return `${node}'s clock is set to ${step.reading}`;
    case 'clockFail':
      return `${node}'s clock stops`;
  }
}

function midwaySentence(instance: Naming, { midway }: Of<'crash'>): string {
  if (midway === undefined) return '';
  const done = midway.effects === 1 ? 'the first effect' : `${midway.effects} effects`;
  return ` while handling ${handlingName(instance, midway.of)}, after ${done}`;
}

function handlingName(instance: Naming, step: Of<'deliver' | 'timer' | 'action'>): string {
  switch (step.kind) {
    case 'deliver':
      return sentenceOf(instance, step.envelope);
    case 'timer':
      return timerName(instance, step.node, step.timer);
    case 'action':
      return actionText(instance, step);
  }
}

function deliverySentence(instance: Naming, step: Extract<Step, { readonly kind: 'deliver' }>): string {
  const receiver = nodeName(instance, step.envelope.to);
  if (step.envelope.message === instance.protocol.disconnect) {
    return `${receiver} learns that its connection to ${nodeName(instance, step.envelope.from)} was reset${choicesText(instance, step.choices)}`;
  }
  const ignored = step.handler === undefined ? ', which does not handle it' : '';
  const copy = copyText(instance, step) === '' ? '' : ', and a copy stays on the way';
  return `${sentenceOf(instance, step.envelope)} reaches ${receiver}${ignored}${copy}${choicesText(instance, step.choices)}`;
}

function sentenceOf(instance: Naming, envelope: Envelope): string {
  return `${nodeName(instance, envelope.from)}'s ${messageText(instance, envelope)}`;
}
