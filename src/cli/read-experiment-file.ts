import type { Experiment } from '../chaos/experiment.ts';
import { readConfigFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const advice = 'give an experiment, see docs/chaos.md';

/** Reads an experiment of JSON or YAML. Throws UsageError that says what is wrong, and where. */
export async function readExperimentFile(path: string, cwd: string): Promise<Experiment> {
  const content = await readConfigFile(path, cwd, advice);
  const { experimentSchema } = await import('../chaos/experiment.ts');
  const parsed = experimentSchema.safeParse(content);
  if (!parsed.success) {
    const { experimentProblem } = await import('./experiment-problem.ts');
    throw new UsageError(`${path} ${experimentProblem(content, parsed.error)}`);
  }
  // Of no use to anybody but the editor in which it was written.
  const { $schema: _ofEditor, ...experiment } = parsed.data;
  return experiment;
}
