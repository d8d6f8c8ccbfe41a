import { PlacedSyntaxError, RepeatedKeyError } from './parse-data.ts';
import { LimitError } from './read-limited.ts';
import { whyUnreadable } from './why-unreadable.ts';

/** What is wrong with a file of data that could not be read or parsed, to be said after its name. */
export function whyUnread(thrown: Error, format: string): string {
  if (thrown instanceof LimitError || thrown instanceof RepeatedKeyError) return thrown.message;
  if (thrown instanceof PlacedSyntaxError) return `is not ${format} (${thrown.message})`;
  if (thrown instanceof SyntaxError) return `is not ${format}`;
  return 'code' in thrown && thrown.code === 'EISDIR' ? 'is a folder' : whyUnreadable(thrown);
}
