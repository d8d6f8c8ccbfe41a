import { Buffer } from 'node:buffer';

/** A part of a text with a size limit. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly string[];
  /** Whether the blocks are lines of one list, with no empty lines between. */
  readonly isList?: boolean;
  /** Says how many blocks found no place; that has always one. */
  readonly leftOut: (count: number) => string;
}

const separator = '\n\n';
/** What the heading of a section and its last line may come to. */
const reserved = 400;

/** As many whole blocks of each section as there is room for, the first sections first, parted by empty lines. */
export function fitBlocks(sections: readonly Section[], bytesMax: number): string {
  let room = bytesMax - sections.length * reserved;
  const parts = sections
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ heading, blocks, isList, leftOut }) => {
      const kept = blocks.filter((block) => {
        const size = Buffer.byteLength(block) + separator.length;
        if (size > room) return false;
        room -= size;
        return true;
      });
      const missing = blocks.length - kept.length;
      const shown = [...kept, ...(missing > 0 ? [leftOut(missing)] : [])];
      return [heading, shown.join(isList ? '\n' : separator)].join(separator);
    });
  return parts.join(separator);
}
