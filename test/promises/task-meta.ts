// The figures of a promise, as its test measured them, for the report that lists the promises.
declare module 'vitest' {
  interface TaskMeta {
    figure?: string;
  }
}

export {};
