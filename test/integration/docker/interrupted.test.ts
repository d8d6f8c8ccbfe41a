import { expect } from 'vitest';
import { docker, readReport, startAssay, test, withOutDir } from './docker-world.ts';
import { image } from './image.ts';

const command = ['certify', 'orbstack', '--testbed', 'docker', '--image', image];

/** The moment in which the run has a container, and so something to lose. */
async function firstContainer(): Promise<void> {
  const filters = ['--filter', 'label=dev.assay.run', '--filter', 'label=dev.assay.provider=orbstack'];
  await expect.poll(() => docker('ps', '--quiet', ...filters), { timeout: 20_000, interval: 20 }).not.toBe('');
}

test('a run that is interrupted leaves nothing behind, and reports what it got to', () =>
  withOutDir(async (outDir) => {
    const run = startAssay([...command, '--out', outDir]);
    await firstContainer();
    run.kill('SIGINT');
    const { exitCode, stderr } = await run;
    expect(exitCode, stderr).toBe(130);
    expect(stderr).toContain('SIGINT: cleaning up');
    const report = await readReport(outDir);
    expect(report.run.interrupted).toBe(true);
    const { outcomes, resources } = report.providers[0] ?? { outcomes: [], resources: undefined };
    expect(outcomes.map(({ reason }) => reason?.code)).toContain('interrupted');
    expect(resources?.leaked).toBe(0);
  }));

test('a Ctrl-C, which every process of the terminal receives, leaves nothing behind', () =>
  withOutDir(async (outDir) => {
    const run = startAssay([...command, '--out', outDir], { detached: true });
    await firstContainer();
    process.kill(-(run.pid ?? Number.NaN), 'SIGINT');
    const { exitCode, stderr } = await run;
    expect(exitCode, stderr).toBe(130);
    expect((await readReport(outDir)).run.interrupted).toBe(true);
  }));
