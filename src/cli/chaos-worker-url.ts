/** Entry file of the processes of chaos, beside this one: TypeScript when Assay runs from its sources. */
export const chaosWorkerUrl: URL = new URL(
  import.meta.url.endsWith('.ts') ? './chaos-worker.ts' : './chaos-worker.js',
  import.meta.url,
);
