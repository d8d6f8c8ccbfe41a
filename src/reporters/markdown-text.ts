import { cutLines, cutText } from './cut-text.ts';
import { visibleText } from './visible-text.ts';

const spanLengthMax = 300;
const lineLengthMax = 300;
const linesMax = 60;
/** Some renderers count no further than 80. */
const backticksMax = 8;

/**
 * What somebody else said, as a code span: inside one there are no tags, no links, no mentions and no references to
 * issues, wherever the text is rendered.
 */
export function codeSpan(text: string): string {
  const shown = withFewBackticks(visibleText(cutText(text, spanLengthMax)));
  if (shown === '') return '(empty)';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // One space at each end belongs to the fence, where the text has one of its own or begins like a fence.
  const edge = /^[ `]|[ `]$/.test(shown) ? ' ' : '';
  return `${fence}${edge}${shown}${edge}${fence}`;
}

/** The same in the cell of a table, which a bar would end even inside a code span. */
export function codeCell(text: string): string {
  return codeSpan(text).replaceAll('|', '\\u007c');
}

/** Lines of what somebody else said, each already visible, as a block of code. */
export function codeBlock(lines: readonly string[]): string {
  const shown = cutLines(lines, { linesMax, lengthMax: lineLengthMax }).map(withFewBackticks);
  const fence = '`'.repeat(Math.max(2, ...shown.map(longestRun)) + 1);
  return [`${fence}text`, ...shown, fence].join('\n');
}

/** Words of our own, in which nothing is markup. */
export function prose(text: string): string {
  return visibleText(text).replace(/[\\`*_{}[\]<>#|~&@$]/g, '\\$&');
}

function withFewBackticks(text: string): string {
  return longestRun(text) > backticksMax ? text.replaceAll('`', '\\u0060') : text;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
