/** Cuts what comes into lines. One that is too long is told of as soon as it is, not when it ends. */
export interface LineCutter {
  add(chunk: Buffer): void;
  /** What has come of a line that has not ended. */
  rest(): string;
}

export function createLineCutter(maxBytes: number, onLine: (line: string) => void, onTooLong: () => void): LineCutter {
  let parts: Buffer[] = [];
  let bytes = 0;
  let isOver = false;
  const keep = (part: Buffer): void => {
    bytes += part.byteLength;
    parts.push(part);
    if (bytes <= maxBytes) return;
    isOver = true;
    parts = [];
    onTooLong();
  };
  return {
    add: (chunk) => {
      let from = 0;
      while (!isOver) {
        const end = chunk.indexOf(newline, from);
        if (end < 0) break;
        keep(chunk.subarray(from, end));
        if (isOver) return;
        const line = Buffer.concat(parts).toString('utf8');
        parts = [];
        bytes = 0;
        from = end + 1;
        if (line.trim() !== '') onLine(line);
      }
      if (!isOver && from < chunk.byteLength) keep(chunk.subarray(from));
    },
    rest: () => Buffer.concat(parts).toString('utf8'),
  };
}

const newline = 10;
