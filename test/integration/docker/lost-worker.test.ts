import { expect } from 'vitest';
import { readReport, runAssay, test, withOutDir } from './docker-world.ts';
import { image } from './image.ts';

const flags = ['--testbed', 'docker', '--image', image, '--contracts', 'launch.visible', '--runs', '1'];

test.for(['dies-after-spawn', 'dies-in-spawn'])('a provider that %s leaves nothing behind', (name) =>
  withOutDir(async (outDir) => {
    const subject = `./test/integration/docker/subjects/${name}.ts`;
    const { exitCode, stderr } = await runAssay(['certify', subject, ...flags, '--out', outDir]);
    expect(exitCode, stderr).toBe(1);
    const [result] = (await readReport(outDir)).providers;
    expect(result?.outcomes.find(({ outcome }) => outcome === 'fail')).toMatchObject({
      contract: 'launch.visible',
      reason: { code: 'crashed' },
    });
    expect(result?.resources).toMatchObject({ leaked: 0 });
  }),
);
