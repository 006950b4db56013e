/** An unexpected word or sign, and what stands around it. */
export interface Unexpected {
  readonly word: string;
  /** Whether it is a word of the language, and not a name, a number or a sign. */
  readonly isWord: boolean;
  /** What the parser says about it. */
  readonly message: string;
  /** The text before it and after it. */
  readonly before: string;
  readonly after: string;
}

const MEMBER_WORDS = new Set(['var', 'durable', 'timer', 'on', 'action', 'fair', 'unfair', 'procedure']);
const PROPERTY = '(?:invariant|step|finally|reachable|eventually always|always eventually|eventually|leadsto|decides)';
const UNNAMED = new RegExp(`\\b(${PROPERTY})\\s*$`);

/** What to try about something unexpected, where that is known. */
export function adviceFor(unexpected: Unexpected): string | undefined {
  return nameAdvice(unexpected) ?? propertyAdvice(unexpected) ?? fairnessAdvice(unexpected) ?? otherAdvice(unexpected);
}

function nameAdvice({ word, isWord, message, after }: Unexpected): string | undefined {
  const couldBeName = isWord && /^[a-z]+$/.test(word) && /^\s*[:=(]/.test(after);
  if (!couldBeName || !/Expected (a name|the name|`\)`)/.test(message)) return undefined;
  return `\`${word}\` is a word of the language; choose another name, such as \`${word}Now\`.`;
}

function propertyAdvice({ word, message, before, after }: Unexpected): string | undefined {
  if (message.startsWith('Expected `eventually`') && /^\s*:/.test(after)) {
    return `What is true all the time is \`invariant ${word}: …\`; again and again is \`always eventually ${word}: …\`.`;
  }
  if (message.startsWith('Expected the name of a property') && new RegExp(`^${PROPERTY}$`).test(word)) {
    return 'Write its name alone: `expect Name holds`.';
  }
  const oracle = /\b(linearizable|sequential)(\s+\w+)?\s*$/.exec(before);
  if (oracle?.[2] === undefined ? oracle !== null : word === ':') {
    return `\`${oracle?.[1] ?? ''}\` is followed by a history, and that is its name: \`${oracle?.[1] ?? ''} h\`.`;
  }
  const unnamed = message.startsWith('Expected a name') ? UNNAMED.exec(before) : null;
  return unnamed === null ? undefined : `Give it a name: \`${unnamed[1] ?? ''} Name: …\`.`;
}

function fairnessAdvice({ word, message, before, after }: Unexpected): string | undefined {
  if (message.startsWith('Expected `action`') && /\b(fair|unfair)\s*$/.test(before)) {
    return word === 'fair' || word === 'unfair'
      ? 'An action is `fair`, `unfair`, or neither of the two.'
      : 'Only actions are `fair` or `unfair`: messages arrive and timers fire some time if that stays possible.';
  }
  if (!/^\s*fair\b/.test(after)) return undefined;
  if (/^weak(ly)?$/.test(word)) return 'Remove both words: an `action` is weakly fair unless it says otherwise.';
  return /^strong(ly)?$/.test(word) ? 'Write `fair action`: that is strongly fair.' : undefined;
}

function otherAdvice({ word, message }: Unexpected): string | undefined {
  if (message.includes('a declaration such as') && MEMBER_WORDS.has(word)) {
    return `\`${word}\` belongs inside a \`role\`.`;
  }
  if (word === '==') return 'To assign, write `=`; a comparison alone does nothing.';
  return word === ';' ? 'Statements need no separators: remove it.' : undefined;
}
