import type { FailureFile } from '../engine/failure-file.ts';
import { isObject } from '../provider/is-object.ts';
import { readJsonFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const version = 1;

const advice = 'give a failure file that assay certify or assay chaos has stored';

/** Whether it is a failure of a control plane rather than of a provider. */
export async function isChaosFailure(path: string, cwd: string): Promise<boolean> {
  const content = await readJsonFile(path, cwd, advice);
  return isObject(content) && content.kind === 'chaos';
}

/** Reads a stored failure. Throws UsageError with one message for whatever is wrong with the file. */
export async function readFailureFile(path: string, cwd: string): Promise<FailureFile> {
  const content = await readJsonFile(path, cwd, advice);
  if (!isFailure(content)) throw new UsageError(`${path} is not a stored failure: ${advice}`);
  const { version: found } = content;
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

/** Many a file has a version, and it is that of something else: package.json, a source map. */
function isFailure(content: unknown): content is Readonly<Record<string, unknown>> {
  return isObject(content) && 'contract' in content;
}
