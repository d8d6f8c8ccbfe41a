import { StringDecoder } from 'node:string_decoder';
import { mask, type Redactor } from './redactor.ts';

/** Takes secrets out of a text that arrives in chunks, wherever these are cut. */
export interface RedactingStream {
  /** What is certain by now, and was not given before. */
  add(chunk: Uint8Array): string;
  /** What would come if nothing more arrived. */
  rest(): string;
}

/** Holds back only what may still become part of a secret. */
export function createRedactingStream(redactor: Redactor): RedactingStream {
  const decoder = new StringDecoder('utf8');
  let held = '';
  return {
    add: (chunk) => {
      held += decoder.write(chunk);
      const { certain, from } = settle(held, redactor);
      held = held.slice(from);
      return certain;
    },
    rest: () => redactor.ending(redactor.text(held)),
  };
}

/** Whatever begins this far from the end would have ended before it. */
function settle(text: string, redactor: Redactor): { readonly certain: string; readonly from: number } {
  const until = redactor.lengthMax === 0 ? text.length : text.length - redactor.lengthMax;
  const parts: string[] = [];
  let from = 0;
  while (from < until) {
    const found = redactor.next(text, from);
    if (!found || found.start >= until) break;
    parts.push(text.slice(from, found.start), mask);
    from = found.end;
  }
  if (from >= until) return { certain: parts.join(''), from };
  parts.push(text.slice(from, until));
  return { certain: parts.join(''), from: until };
}
