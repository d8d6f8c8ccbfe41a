import type { FailureFile } from '../engine/failure-file.ts';
import { readJsonFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const version = 1;

/** Reads a stored failure. Throws UsageError with one message for whatever is wrong with the file. */
export async function readFailureFile(path: string, cwd: string): Promise<FailureFile> {
  const content = await readJsonFile(path, cwd, 'give a failure file that assay certify has stored');
  const found = versionOf(content);
  if (found !== undefined && found !== version) {
    throw new UsageError(
      `${path} has version ${JSON.stringify(found)}, this Assay reads version ${version}: certify again to store it anew`,
    );
  }
  const { failureFileSchema } = await import('../engine/failure-file-schema.ts');
  const parsed = failureFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  throw new UsageError(
    `${path} is not a stored failure (${where}${issue?.message ?? 'unreadable'}): give a file of .assay/failures`,
  );
}

function versionOf(content: unknown): unknown {
  return typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
}
