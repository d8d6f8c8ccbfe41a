/** What a test of a promise measured, in a few words, for whoever lists them. */
declare module 'vitest' {
  interface TaskMeta {
    figure?: string;
  }
}

export {};
