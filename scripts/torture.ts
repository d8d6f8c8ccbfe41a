// Kills runs on real containers at random moments, with everything that belongs to them, and sweeps up after them. Every
// third sweep is killed too. Exits 1 when anything of ours is left, or when a look-alike of somebody else was touched.
// `--seeds N` says how many runs, `--seed S` where the moments begin, `--image I` which image.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { createRandom, deriveSeed } from '../src/testbed/seeded-random.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    image: { type: 'string', default: 'debian:stable-slim' },
  },
});
const runs = Number(values.seeds);
if (!Number.isInteger(runs) || runs < 1) throw new RangeError(`--seeds takes a whole number, got ${values.seeds}`);

const lifeMsMax = 6_000;
const sweepMsMax = 1_500;
const assay = join(import.meta.dirname, '..', 'bin', 'assay.js');
const ours = ['--filter', 'label=dev.assay.run', '--filter', 'label=dev.assay.provider=orbstack'];

const outDir = mkdtempSync(join(tmpdir(), 'assay-torture-'));
const canary = await docker(
  ...['create', '--name', `assay-${'c'.repeat(32)}`, '--label', 'dev.assay.run=canary'],
  ...['--label', 'dev.assay.provider=orbstack', values.image, 'true'],
);
const failures: string[] = [];
let leftByKill = 0;

for (let run = 1; run <= runs; run += 1) {
  const random = createRandom(deriveSeed(Number(values.seed), String(run)));
  const lifeMs = Math.floor(random.next() * lifeMsMax);
  await liveFor(lifeMs, ['certify', 'orbstack', '--testbed', 'docker', '--image', values.image, '--seed', String(run)]);
  const left = await held();
  if (left.length > 0) leftByKill += 1;
  if (run % 3 === 0) await liveFor(Math.floor(random.next() * sweepMsMax), ['sweep', '--yes']);
  const { exitCode, stdout } = await execa(process.execPath, [assay, 'sweep', '--yes', '--out', outDir], {
    reject: false,
  });
  const still = await held();
  if (exitCode !== 0 || still.length > 0) {
    failures.push(
      `run ${run}, killed after ${lifeMs} ms: sweep ended with ${exitCode}, left ${still.join(', ')}: ${stdout}`,
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
for (const failure of failures) console.log(failure);
console.log(
  `${runs} runs killed, ${leftByKill} of them left something; ${failures.length} sweeps left anything or took too much`,
);
process.exitCode = failures.length > 0 ? 1 : 0;

/** A process group, alive for so long at most. */
async function liveFor(ms: number, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [assay, ...args, '--out', outDir], { detached: true, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([setTimeout(ms), ended]);
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It had ended.
  }
  await ended;
}

/** Everything on the engine that has the labels of a run, but for the look-alike. */
async function held(): Promise<readonly string[]> {
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
