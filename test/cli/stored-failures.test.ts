import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runAssay } from './run-assay.ts';

const mutant = './fixtures/mutants/cpus-are-always-one.ts';
const contract = 'launch.honours-spec';

let out = '';
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'assay-stored-'));
});
afterEach(() => rm(out, { recursive: true }));

async function certify(subject: string, ...flags: readonly string[]) {
  const argv = ['certify', subject, '--contracts', contract, '--runs', '20', '--out', out, '--reporter', 'json'];
  const { exitCode, stdout, stderr } = await runAssay([...argv, ...flags]);
  const outcomes: readonly { readonly contract: string; readonly outcome: string; readonly cases: number }[] =
    JSON.parse(stdout).providers[0].outcomes;
  return { exitCode, stderr, outcome: outcomes.find((each) => each.contract === contract) };
}

async function storedFile(): Promise<string> {
  const [name = ''] = await readdir(join(out, 'failures'));
  return join(out, 'failures', name);
}

/** As if the provider had been repaired: the failure is another one's now. */
async function blameOrbstack(): Promise<void> {
  const file = await storedFile();
  const failure = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...failure, subject: { kind: 'registered', name: 'orbstack' } }));
}

test('what failed before is played first, whatever the seed, and can be left out', async () => {
  const first = await certify(mutant, '--seed', '3');
  expect(first).toMatchObject({ exitCode: 1, outcome: { outcome: 'fail' } });
  expect(first.outcome?.cases).toBeGreaterThan(1);
  expect(await certify(mutant, '--seed', '3')).toMatchObject({ exitCode: 1, outcome: { cases: 1 } });
  const without = await certify(mutant, '--seed', '3', '--no-stored');
  expect(without.outcome?.cases).toBe(first.outcome?.cases);
});

test('what does not fail any more is played in three runs and then forgotten', async () => {
  await certify(mutant, '--seed', '3');
  await blameOrbstack();
  const said: string[] = [];
  for (let run = 1; run <= 4; run += 1) {
    const { exitCode, stderr, outcome } = await certify('orbstack', '--seed', '3');
    expect([exitCode, outcome?.cases]).toEqual([0, run <= 3 ? 21 : 20]);
    said.push(/failed before and does not now; (.*)/.exec(stderr)?.[1] ?? 'nothing');
  }
  const more = (count: number) => `${count} more and its file is removed`;
  expect(said).toEqual([more(2), more(1), 'its file is removed', 'nothing']);
  expect(await readdir(join(out, 'failures'))).toEqual([]);
});

test('what another provider did is left alone', async () => {
  await certify(mutant, '--seed', '3');
  const before = await readFile(await storedFile(), 'utf8');
  expect((await certify('orbstack', '--seed', '3')).outcome?.cases).toBe(20);
  expect(await readFile(await storedFile(), 'utf8')).toBe(before);
});

test('a file that is no stored failure is told and left out', async () => {
  await certify(mutant, '--seed', '3');
  await writeFile(await storedFile(), '{"version": 7, "contract": "launch.visible"}');
  const { exitCode, stderr } = await certify('orbstack', '--seed', '3');
  expect(exitCode).toBe(0);
  expect(stderr).toContain('has version 7, this Assay reads version 1: certify again to store it anew; it is left out');
});

test('the cases that follow are those that would have come without', async () => {
  const program = async (...flags: readonly string[]) => {
    const { stdout } = await runAssay(
      [
        'certify',
        mutant,
        '--contracts',
        'launch.*',
        '--seed',
        '5',
        '--runs',
        '20',
        '--out',
        out,
        '--reporter',
        'json',
      ].concat(flags),
    );
    const ids = JSON.parse(stdout).providers[0].outcomes.filter(
      ({ outcome }: { outcome: string }) => outcome === 'pass',
    );
    return ids.map(({ contract: id, steps }: { contract: string; steps: number }) => [id, steps]);
  };
  const without = await program('--no-stored');
  expect(await program()).toEqual(without);
});
