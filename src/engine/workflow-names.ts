import type { Registration } from '../provider/registration.ts';

/** The names of the workflows that a provider offers. It may hand over anything: what has no name is no workflow. */
export function workflowNames({ workflows }: Pick<Registration, 'workflows'>): readonly string[] {
  if (!Array.isArray(workflows)) return [];
  return workflows.flatMap((workflow: { readonly name?: unknown } | null) =>
    typeof workflow?.name === 'string' ? [workflow.name] : [],
  );
}
