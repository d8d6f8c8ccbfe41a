import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ChaosReport } from '../../../src/chaos/chaos-report.ts';
import type { Matrix } from '../../../src/matrix/matrix.ts';
import { renderSite } from '../../../src/matrix/site/render-site.ts';
import { sampleChaos, sampleMatrix } from '../../matrix/site/sample-matrix.ts';
import { sampleChaosReport } from '../../reporters/sample-chaos.ts';

const passed = await sampleChaosReport();
const failure: ChaosReport['failures'][number] = {
  ...{ oracle: 'I02', title: 'no double spawn', signature: 's', message: 'm1 and m2 are both alive' },
  story: [
    'At 0 s the client asks for m1.',
    'At 3 s the answer to spawn is lost.',
    'At 9 s m2 is spawned for the same intent.',
  ],
  ...{ seed: 1, experiment: { operations: [] } as never, digest: 'd', replay: 'npx assay replay x.json', seen: 3 },
  found: { run: 1, operations: 3, disturbances: 4, shrinkRuns: 9 },
  emitted: { experiment: 'x.experiment.yaml', test: 'x.test.ts', page: 'x.html' },
};

/** A site with every kind of cell and two control planes. */
export function fullMatrix(changes: Partial<Matrix> = {}): Matrix {
  const failed: ChaosReport = {
    ...passed,
    controlPlane: { name: 'naive' },
    verdict: 'fail-safety',
    failures: [failure],
  };
  const chaos = [sampleChaos(passed), { ...sampleChaos(failed), slug: 'naive', timelines: [] }];
  return sampleMatrix({ chaos, ...changes });
}

export interface WrittenSite {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** The same as files, in a folder of its own. */
export async function writeSite(matrix: Matrix): Promise<WrittenSite> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-site-'));
  for (const [path, content] of renderSite(matrix)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
