import type { Experiment } from '../chaos/experiment.ts';
import { nearest } from './nearest.ts';
import { readConfigFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

/** Reads an experiment of JSON or YAML. Throws UsageError that says what is wrong, and where. */
export async function readExperimentFile(path: string, cwd: string): Promise<Experiment> {
  const content = await readConfigFile(path, cwd, 'give an experiment, see docs/chaos.md');
  const { experimentSchema } = await import('../chaos/experiment.ts');
  const parsed = experimentSchema.safeParse(content);
  if (parsed.success) {
    // Of no use to anybody but the editor in which it was written.
    const { $schema: _ofEditor, ...experiment } = parsed.data;
    return experiment;
  }
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  throw new UsageError(`${path} is no experiment (${where}${issue?.message ?? 'unreadable'})${hintOf(issue?.message)}`);
}

/** The known name that is nearest to the unknown one. */
function hintOf(message = ''): string {
  const [, name, known] = /^there is no \w+ "(.*)"; known are (.*)$/.exec(message) ?? [];
  const found = name !== undefined && known !== undefined ? nearest(name, known.split(', ')) : undefined;
  return found === undefined ? '' : `: did you mean ${found}?`;
}
