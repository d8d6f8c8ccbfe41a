/** Labels by which the engine is asked for what a run made. The provider writes them; the helper has one of its own. */
export const runLabel = 'dev.assay.run';
export const providerLabel = 'dev.assay.provider=orbstack';
export const tagsLabel = 'dev.assay.tags';
export const helperLabel = 'dev.assay.helper';

/** Filters for what the provider made in a run: machines, volumes, snapshots; not the helper. */
export function madeInRun(runId: string): readonly string[] {
  return ['--filter', `label=${runLabel}=${runId}`, '--filter', `label=${providerLabel}`];
}

/** Filters for everything of a run. */
export function ofRun(runId: string): readonly string[] {
  return ['--filter', `label=${runLabel}=${runId}`];
}
