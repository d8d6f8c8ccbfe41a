import { join } from 'node:path';
import { z } from 'zod';
import { fileSafe } from '../engine/files/file-safe.ts';
import { folderInside } from '../engine/files/inside.ts';
import { replaceFile } from '../engine/files/whole-file.ts';
import { controlPlaneSubjectSchema, labelOf } from './control-plane-subject.ts';
import { experimentSchema } from './experiment.ts';

/** A stored failure of a control plane: everything that it takes to see it again. */
export const chaosFailureSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('chaos'),
  controlPlane: controlPlaneSubjectSchema,
  provider: z.string(),
  testbed: z.string(),
  seed: z.int(),
  experiment: experimentSchema,
  oracle: z.string(),
  signature: z.string(),
  digest: z.string(),
});

export type ChaosFailureFile = z.infer<typeof chaosFailureSchema>;

/** Stores a failure for replay and gives the path of its file. */
export async function storeChaosFailure(outDir: string, failure: ChaosFailureFile): Promise<string> {
  const folder = folderInside(outDir, 'chaos');
  const file = join(
    folder,
    `${fileSafe([labelOf(failure.controlPlane), failure.testbed, failure.oracle].join('-'))}.json`,
  );
  await replaceFile(file, `${JSON.stringify(failure, null, 2)}\n`);
  return file;
}
