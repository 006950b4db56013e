import { WORD_DOCS } from './wordDocs.ts';

/** A keyword to complete; `insert` is in the notation of editor snippets. */
interface KeywordItem {
  readonly label: string;
  readonly kind: 'keyword';
  readonly detail: string;
  readonly doc: string | undefined;
  readonly insert: string;
  readonly snippet: boolean;
}

export type WordGroup =
  | 'declaration' | 'member' | 'statement' | 'entry' | 'receiver' | 'expectation' | 'outcome' | 'step' | 'expression'
  | 'event' | 'operator' | 'answer' | 'eventually'; // prettier-ignore

const WORDS: Readonly<Record<WordGroup, readonly (readonly [word: string, insert: string])[]>> = {
  declaration: [
    ['protocol', 'protocol ${1:Name}'],
    ['role', 'role ${1:Name} {\n\t$0\n}'],
    ['ordered', 'ordered role ${1:Name} {\n\t$0\n}'],
    ['message', 'message ${1:Name}(${2:field}: ${3:int})'],
    ['enum', 'enum ${1:Name} { ${2:first}, ${3:second} }'],
    ['record', 'record ${1:Name}(${2:field}: ${3:int})'],
    ['type', 'type ${1:Name} = ${2:0..3}'],
    ['param', 'param ${1:name} = ${2:3}'],
    ['fn', 'fn ${1:name}(${2:x}: ${3:int}): ${4:bool} = $0'],
    ['ghost', 'ghost ${1:name}: ${2:set of int} = ${3:{}}'],
    ['invariant', 'invariant ${1:Name}:\n\t$0'],
    ['step', 'step ${1:Name}:\n\t$0'],
    ['finally', 'finally ${1:Name}:\n\t$0'],
    ['reachable', 'reachable ${1:Name}:\n\t$0'],
    ['eventually', 'eventually ${1:Name}:\n\t$0'],
    ['always eventually', 'always eventually ${1:Name}:\n\t$0'],
    ['eventually always', 'eventually always ${1:Name}:\n\t$0'],
    ['leadsto', 'leadsto ${1:Name}(${2:c} in ${3:Client}):\n\t${4:a} ~> ${5:b}'],
    ['decides', 'decides ${1:Name}:\n\t$0'],
    ['history', 'history ${1:name}: ${2:Register} of ${3:int} = ${4:0}'],
    ['linearizable', 'linearizable ${1:history}'],
    ['sequential', 'sequential ${1:history}'],
    ['system', 'system {\n\t${1:Role}: ${2:3}\n}'],
    ['scenario', 'scenario "${1:name}" {\n\t$0\n}'],
  ],
  member: [
    ['var', 'var ${1:name}: ${2:int} = ${3:0}'],
    ['durable', 'durable var ${1:name}: ${2:int} = ${3:0}'],
    ['on', 'on ${1:Message} {\n\t$0\n}'],
    ['timer', 'timer ${1:name}'],
    ['action', 'action ${1:name} when ${2:true} {\n\t$0\n}'],
    ['fair', 'fair action ${1:name} when ${2:true} {\n\t$0\n}'],
    ['unfair', 'unfair action ${1:name} when ${2:true} {\n\t$0\n}'],
    ['procedure', 'procedure ${1:name}(${2:x}: ${3:int}) {\n\t$0\n}'],
  ],
  statement: [
    ['send', 'send ${1:Message} to ${2:others}'],
    ['reply', 'reply ${1:Message}'],
    ['forward', 'forward to ${1:others}'],
    ['if', 'if ${1:condition} {\n\t$0\n}'],
    ['else', 'else {\n\t$0\n}'],
    ['for', 'for ${1:x} in ${2:collection} {\n\t$0\n}'],
    ['either', 'either {\n\t$1\n} or {\n\t$0\n}'],
    ['choose', 'choose ${1:x} in ${2:collection}'],
    ['let', 'let ${1:name} = $0'],
    ['start', 'start ${1:timer}'],
    ['cancel', 'cancel ${1:timer}'],
    ['assert', 'assert $0'],
    ['stop', 'stop'],
    ['invoke', 'invoke ${1:history}.${2:operation}'],
    ['respond', 'respond ${1:history}'],
  ],
  entry: [
    ['network', 'network { $0 }'],
    ['faults', 'faults { $0 }'],
    ['clock', 'clock { horizon: ${1:10} }'],
    ['expect', 'expect ${1:Property} ${2|holds,fails|}'],
    ['replay', 'replay "${1:name}" {\n\t$0\n}'],
    ['depth', 'depth: ${1:40}'],
    ['states', 'states: ${1:2M}'],
  ],
  receiver: [
    ['all', 'all ${1:Role}'],
    ['others', 'others'],
    ['self', 'self'],
    ['the', 'the ${1:Role}'],
  ],
  expectation: [
    ['no', 'no ${1|deadlock,error|}'],
    ['states', '${1:100} states'],
  ],
  outcome: [
    ['holds', 'holds'],
    ['fails', 'fails'],
  ],
  step: [
    ['start', 'start'],
    ['deliver', 'deliver ${1:Message} from ${2:sender} to ${3:receiver}'],
    ['fire', 'fire ${1:timer} at ${2:node}'],
    ['act', 'act ${1:action} at ${2:node}'],
    ['lose', 'lose ${1:Message} from ${2:sender} to ${3:receiver}'],
    ['duplicate', 'duplicate ${1:Message} from ${2:sender} to ${3:receiver}'],
    ['corrupt', 'corrupt ${1:Message} from ${2:sender} to ${3:receiver} into ${4:Message}'],
    ['reset', 'reset {${1:node}, ${2:node}}'],
    ['crash', 'crash ${1:node}'],
    ['recover', 'recover ${1:node}'],
    ['partition', 'partition {${1:node}}'],
    ['heal', 'heal'],
    ['cut', 'cut from ${1:sender} to ${2:receiver}'],
    ['mend', 'mend from ${1:sender} to ${2:receiver}'],
    ['stall', 'stall ${1:node} {${2:handler}}'],
    ['pause', 'pause ${1:node}'],
    ['resume', 'resume ${1:node}'],
    ['diskfail', 'diskfail ${1:node}'],
    ['byzantine', 'byzantine ${1:node}'],
    ['forge', 'forge ${1:Message} from ${2:sender} to ${3:receiver}'],
    ['tick', 'tick'],
    ['drift', 'drift ${1:node} ${2|ahead,behind|}'],
    ['jump', 'jump ${1:node} to ${2:5}'],
    ['fail', 'fail clock of ${1:node}'],
    ['let timers expire', 'let timers expire'],
    ['let next round begin', 'let next round begin'],
    ['let timing be synchronous', 'let timing be synchronous'],
  ],
  expression: [
    ['self', 'self'],
    ['others', 'others'],
    ['none', 'none'],
    ['true', 'true'],
    ['false', 'false'],
    ['all', 'all ${1:x} in ${2:collection}: $0'],
    ['some', 'some ${1:x} in ${2:collection}: $0'],
    ['no', 'no ${1:x} in ${2:collection}: $0'],
    ['exactly', 'exactly one ${1:x} in ${2:collection}: $0'],
    ['if', 'if ${1:condition} then ${2:a} else ${3:b}'],
    ['let', 'let ${1:name} = ${2:value} in $0'],
    ['the', 'the ${1:Role}'],
    ['flight', 'flight of ${1:Message}'],
  ],
  event: [
    ['start', 'start'],
    ['recover', 'recover'],
    ['disconnect', 'disconnect from ${1:p}'],
  ],
  answer: [['with', 'with $0']],
  eventually: [['eventually', 'eventually ${1:Name}:\n\t$0']],
  operator: [
    ['in', 'in'],
    ['subset', 'subset'],
    ['where', 'where'],
  ],
};

/** The keywords that may stand at a place, as snippets where they start something longer. */
export function keywordItems(group: WordGroup): readonly KeywordItem[] {
  return WORDS[group].map(([label, insert]) => ({
    label,
    kind: 'keyword',
    detail: insert.replace(/\$\{\d+[:|]([^}|]*)[^}]*\}|\$\d/g, '$1').replace(/\s+/g, ' '),
    doc: WORD_DOCS.get(label.includes('always') ? 'always' : label),
    insert,
    snippet: insert !== label,
  }));
}
