/** Entry file of the worker process, beside this one: TypeScript when Assay runs from its sources. */
export const workerUrl: URL = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
