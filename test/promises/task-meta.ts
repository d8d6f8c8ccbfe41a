declare module 'vitest' {
  interface TaskMeta {
    /** What was measured, in few words, for the list of promises. */
    figure?: string;
  }
}

export {};
