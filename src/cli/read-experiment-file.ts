import type { ZodError } from 'zod';
import type { Experiment } from '../chaos/experiment.ts';
import { readConfigFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const isModule = /\.[cm]?[jt]sx?$/;
const advice = 'give an experiment, see docs/chaos.md';

/** Reads an experiment of JSON or YAML. Throws UsageError that says what is wrong, and where. */
export async function readExperimentFile(path: string, cwd: string): Promise<Experiment> {
  if (isModule.test(path)) {
    throw new UsageError(`${path} is a module, no experiment: write assay chaos --control-plane ${path}`);
  }
  const content = await readConfigFile(path, cwd, advice);
  const { experimentSchema } = await import('../chaos/experiment.ts');
  const parsed = experimentSchema.safeParse(content);
  if (!parsed.success) throw await problemOf(path, content, parsed.error);
  const { findUnlaunched } = await import('./unlaunched.ts');
  const unlaunched = findUnlaunched(parsed.data);
  if (unlaunched) throw await problemOf(path, content, unlaunched);
  // Of no use to anybody but the editor in which it was written.
  const { $schema: _ofEditor, ...experiment } = parsed.data;
  return experiment;
}

async function problemOf(path: string, content: unknown, error: ZodError): Promise<UsageError> {
  const { experimentProblem } = await import('./experiment-problem.ts');
  return new UsageError(`${path} ${experimentProblem(content, error)}`);
}
