interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * What is wrong with data that is no report of this version, to be said after its name. What a later Assay writes is not
 * broken, only not for this one.
 */
export function whyOtherShape(content: unknown, kind: string, [issue]: readonly Issue[], advice?: string): string {
  const version = versionOf(content);
  if (version !== undefined && version !== 1)
    return `is a ${kind} of schema version ${version}, and this Assay reads 1: use the Assay that wrote it`;
  const where = issue && issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  return `is not a ${kind} (${where}${issue?.message ?? 'unreadable'})${advice === undefined ? '' : `: ${advice}`}`;
}

function versionOf(content: unknown): number | undefined {
  if (typeof content !== 'object' || content === null || !('schemaVersion' in content)) return undefined;
  return typeof content.schemaVersion === 'number' ? content.schemaVersion : undefined;
}
