// A test whose title begins with the number of a promise says in `task.meta.figure` what it measured.
declare module 'vitest' {
  interface TaskMeta {
    figure?: string;
  }
}

export {};
