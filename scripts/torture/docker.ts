import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { createRandom, deriveSeed } from '../../src/testbed/seeded-random.ts';
import type { Figures } from './figures.ts';
import { liveFor, runToEnd } from './live-for.ts';

const lifeMsMax = 6_000;
const sweepMsMax = 1_500;
const ours = ['--filter', 'label=dev.assay.run', '--filter', 'label=dev.assay.provider=orbstack'];

/** Kills so many runs on real containers, and sweeps up after them. */
export async function tortureDocker(options: {
  readonly kills: number;
  readonly seed: number;
  readonly image: string;
}): Promise<Figures> {
  const { kills, seed, image } = options;
  const outDir = mkdtempSync(join(tmpdir(), 'assay-torture-'));
  const canary = await docker(
    ...['create', '--name', `assay-${'c'.repeat(32)}`, '--label', 'dev.assay.run=canary'],
    ...['--label', 'dev.assay.provider=orbstack', image, 'true'],
  );
  const failures: string[] = [];
  let leftByKill = 0;
  let sweepsKilled = 0;

  for (let run = 1; run <= kills; run += 1) {
    const random = createRandom(deriveSeed(seed, String(run)));
    const lifeMs = Math.floor(random.next() * lifeMsMax);
    const certify = ['certify', 'orbstack', '--testbed', 'docker', '--image', image, '--seed', String(run)];
    await liveFor([...certify, '--out', outDir], { ms: lifeMs });
    if ((await held(canary)).length > 0) leftByKill += 1;
    const sweep = ['sweep', '--yes', '--out', outDir];
    if (run % 3 === 0 && (await liveFor(sweep, { ms: Math.floor(random.next() * sweepMsMax) }))) sweepsKilled += 1;
    const { exitCode, text } = await runToEnd(sweep);
    const still = await held(canary);
    if (exitCode !== 0 || still.length > 0) {
      failures.push(
        `run ${run}, killed after ${lifeMs} ms: sweep ended with ${exitCode}, left ${still.join(', ')}: ${text}`,
      );
    }
    process.stderr.write(failures.length > 0 ? 'x' : '.');
  }
  process.stderr.write('\n');

  const isThere =
    (await docker('ps', '--all', '--quiet', '--no-trunc', '--filter', 'label=dev.assay.run=canary')) === canary;
  if (!isThere) failures.push('the look-alike of somebody else is gone');
  await docker('rm', '--force', canary);
  rmSync(outDir, { recursive: true, force: true });
  return { killed: kills, leftByKill, sweepsKilled, failures };
}

/** Everything on the engine that has the labels of a run, but for the look-alike. */
async function held(canary: string): Promise<readonly string[]> {
  const lists = await Promise.all([
    docker('ps', '--all', '--quiet', '--no-trunc', ...ours),
    docker('volume', 'ls', '--quiet', ...ours),
    docker('images', '--quiet', '--no-trunc', ...ours),
  ]);
  return lists.flatMap((text) => text.split('\n')).filter((id) => id !== '' && id !== canary);
}

async function docker(...args: readonly string[]): Promise<string> {
  return (await execa('docker', args)).stdout;
}
