/** One native call as the wire saw it, redacted, short enough to print. */
export interface TranscriptEntry {
  readonly atMs: number;
  readonly operation: string;
  /** For example `POST /v1/machines` or `docker run …`. */
  readonly request: string;
  /** For example `201 {"id":…}`; `(no answer)` where none came. */
  readonly response: string;
  /** Kind of the fault that changed this call. */
  readonly fault?: string;
}

/** The native calls of one case, newest last, bounded. */
export interface Transcript {
  entries(): readonly TranscriptEntry[];
}
