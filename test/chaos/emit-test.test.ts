import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ControlPlaneSubject } from '../../src/chaos/control-plane-subject.ts';
import { emitExperiment } from '../../src/chaos/emit-experiment.ts';
import { emitTest, type FailureTold } from '../../src/chaos/emit-test.ts';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { parseYaml } from '../../src/engine/files/parse-data.ts';

const experiment = experimentSchema.parse({ version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }] });

const told = (controlPlane: ControlPlaneSubject): FailureTold => ({
  failure: {
    ...{ version: 1, kind: 'chaos', controlPlane, provider: 'orbstack', testbed: 'simulated', seed: 7, experiment },
    ...{ oracle: 'I06', signature: 'blind-retry', digest: 'sha256:0' },
  },
  message: 'it said "again"\nprocess.exit()',
  story: ['At 0 s something happened\n; process.exit().'],
});

const place = { folder: join('/home', 'somebody', '.assay', 'chaos'), cwd: '/home/somebody' };

test.each<[ControlPlaneSubject, string]>([
  [{ kind: 'module', path: './my cp.ts' }, 'controlPlane: { module: new URL("../../my%20cp.ts", import.meta.url) },'],
  [
    { kind: 'command', command: ['python3', 'a "b".py'], turnLimitMs: 9 },
    'controlPlane: { command: ["python3","a \\"b\\".py"], cwd: new URL("../../", import.meta.url), turnLimitMs: 9 },',
  ],
  [{ kind: 'museum', entry: 'M03' }, 'controlPlane: { museum: "M03" },'],
  [{ kind: 'reference' }, 'controlPlane: referenceControlPlane,'],
])('an emitted test finds its control plane from where it lies: %j', (subject, line) => {
  expect(emitTest(told(subject), place)).toContain(`    ${line}\n`);
});

test('what was said in a run stays in comments and texts of the emitted test', () => {
  const lines = emitTest(told({ kind: 'reference' }), place).split('\n');
  expect(lines.filter((line) => line.includes('process.exit') && !/^(\/\/|test\(")/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('import'))).toEqual([
    "import { playExperiment, referenceControlPlane } from 'assay/chaos';",
    "import { expect, test } from 'vitest';",
  ]);
});

test('an emitted experiment is the experiment, and says how it is run', async () => {
  const text = emitExperiment(told({ kind: 'command', command: ['python3', 'mine.py'] }), 'it.experiment.yaml');
  expect(experimentSchema.parse(await parseYaml(text))).toEqual(experiment);
  expect(text.split('\n')[1]).toBe("# npx assay chaos it.experiment.yaml --control-plane 'python3 mine.py'");
});
