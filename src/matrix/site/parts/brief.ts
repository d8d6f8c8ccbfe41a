import { cutText } from '../../../reporters/cut-text.ts';

const briefLengthMax = 120;
const textLengthMax = 2_000;

/** A name, which is never longer than a line or two, and never nothing: a link has to have words. */
export function brief(text: string): string {
  return text.trim() === '' ? '(empty)' : cutText(text, briefLengthMax);
}

/** What somebody said, which may be longer. */
export function shortened(text: string): string {
  return text.trim() === '' ? '(empty)' : cutText(text, textLengthMax);
}
