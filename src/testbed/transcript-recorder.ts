import type { Transcript, TranscriptEntry } from './transcript.ts';

const entriesMax = 40;
const lengthMax = 200;

/** What the wire tells about one call. `request` and `response` are made into text only when somebody asks. */
export interface TranscriptNote {
  readonly atMs: number;
  readonly operation: string;
  readonly request: string;
  readonly response: () => string;
  readonly fault?: string;
}

export interface TranscriptRecorder extends Transcript {
  record(note: TranscriptNote): void;
}

/** Keeps the newest calls. Whatever is in `secrets` is blotted out when they are read. */
export function createTranscriptRecorder(secrets: readonly string[] = []): TranscriptRecorder {
  let notes: TranscriptNote[] = [];
  const hidden = secrets.flatMap(spellings);
  const clean = (text: string) => clip(hidden.reduce((kept, secret) => kept.replaceAll(secret, '[redacted]'), text));
  return {
    record: (note) => {
      notes.push(note);
      // Trimmed rarely: one long copy is cheaper than a shift per call.
      if (notes.length >= entriesMax * 4) notes = notes.slice(-entriesMax);
    },
    entries: () =>
      notes.slice(-entriesMax).map(
        (note): TranscriptEntry => ({
          atMs: note.atMs,
          operation: note.operation,
          request: clean(note.request),
          response: clean(note.response()),
          ...(note.fault !== undefined && { fault: note.fault }),
        }),
      ),
  };
}

/** How a secret may be written on a wire. An empty one would match everywhere, and hides nothing. */
function spellings(secret: string): readonly string[] {
  return secret === '' ? [] : [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

function clip(text: string): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}
