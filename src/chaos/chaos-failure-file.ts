import { join, relative } from 'node:path';
import { z } from 'zod';
import { fileSafe } from '../engine/files/file-safe.ts';
import { folderInside } from '../engine/files/inside.ts';
import { replaceFile } from '../engine/files/whole-file.ts';
import { controlPlaneSubjectSchema, labelOf } from './control-plane-subject.ts';
import { emitExperiment } from './emit-experiment.ts';
import { emitTest, type FailureTold } from './emit-test.ts';
import { experimentSchema } from './experiment.ts';

/** A stored failure of a control plane: everything that it takes to see it again. */
export const chaosFailureSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('chaos'),
  controlPlane: controlPlaneSubjectSchema,
  provider: z.string(),
  testbed: z.string(),
  /** Settings of the testbed. */
  settings: z.record(z.string(), z.string()).optional(),
  seed: z.int(),
  experiment: experimentSchema,
  oracle: z.string(),
  signature: z.string(),
  digest: z.string(),
});

export type ChaosFailureFile = z.infer<typeof chaosFailureSchema>;

/** Where a failure was stored. */
export interface StoredFailure {
  /** For `assay replay`. */
  readonly failure: string;
  /** For `assay chaos`. */
  readonly experiment: string;
  /** For vitest. */
  readonly test: string;
}

/** Stores a failure in the folder `chaos`, so that it can be seen again in three ways. */
export async function storeChaosFailure(outDir: string, told: FailureTold, cwd: string): Promise<StoredFailure> {
  const { failure } = told;
  const folder = folderInside(outDir, 'chaos');
  const name = fileSafe([labelOf(failure.controlPlane), failure.testbed, failure.oracle].join('-'));
  const at = (ending: string) => join(folder, `${name}${ending}`);
  const stored = { failure: at('.json'), experiment: at('.experiment.yaml'), test: at('.test.ts') };
  await replaceFile(stored.failure, `${JSON.stringify(failure, null, 2)}\n`);
  await replaceFile(stored.experiment, emitExperiment(told, relative(cwd, stored.experiment)));
  await replaceFile(stored.test, emitTest(told, { folder, cwd }));
  return stored;
}
