declare module 'vitest' {
  interface TaskMeta {
    /** What a test of a promise measured, for the table in docs/promises.md. */
    figure?: string;
  }
}

export {};
