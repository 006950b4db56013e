import type { TextEdit } from '../language/editor/document.ts';

/** The protocol of the walkthrough, among the examples, and what it is called inside. */
export const LESSON = { example: 'first-order', protocol: 'FirstOrder' } as const;

/** The same service on one machine and on three, among the examples. */
export const MACHINES = ['one-machine', 'three-machines'] as const;

/** What is changed in it, step by step: the first place where it says so, and what it says then. */
const CHANGES = {
  lose: { from: /\bloss: 0\b/, to: 'loss: 1' },
  askAgain: { from: /\bparam asksAgain = false\b/, to: 'param asksAgain = true' },
  remember: { from: /\bparam remembers = false\b/, to: 'param remembers = true' },
} as const;

export type LessonChange = keyof typeof CHANGES;

export function isLessonChange(name: unknown): name is LessonChange {
  return typeof name === 'string' && Object.hasOwn(CHANGES, name);
}

/** What the text says after a change, in words. */
export function changeWords(change: LessonChange): string {
  return CHANGES[change].to;
}

/** The edit that makes a change; undefined where the text does not say what it changes. */
export function lessonEdit(text: string, change: LessonChange): TextEdit | undefined {
  const { from, to } = CHANGES[change];
  const found = from.exec(text);
  return found === null ? undefined : { at: { start: found.index, end: found.index + found[0].length }, text: to };
}

/** Whether a text is the walkthrough's protocol, changed or not. */
export function isLesson(text: string): boolean {
  return new RegExp(`^protocol ${LESSON.protocol}\\b`, 'm').test(text);
}
