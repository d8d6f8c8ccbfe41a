import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ExecResult } from '../../../src/provider/context.ts';
import { isProviderError } from '../../../src/provider/provider-error.ts';
import { createSlurm } from '../../../src/providers/slurm/slurm.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';
import { contextUnderTest, failed, newJob } from './cluster-under-test.ts';

const host = 'me@login';
const spec = { cpus: 1, memoryMiB: 512 };

/** A host with a greeting on both streams and commands that only a login shell finds, behind an ssh that goes nowhere. */
async function hostUnderTest(commands: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'assay-ssh-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
  };
  await put(
    'ssh',
    'echo "$@" | head -n 1 | cut -c 1-30 >> "$HOME/asked"; while [ "$1" != -- ]; do shift; done; shift 2; exec sh -c "$*"',
  );
  await put(
    '.profile',
    `PATH=${folder}/slurm; printf 'Welcome. error: none, 99'; echo 'slurm_load_jobs error: quota' >&2`,
  );
  await mkdir(join(folder, 'slurm'));
  for (const [name, text] of Object.entries(commands)) await put(`slurm/${name}`, text);
  const exec = createExec();
  const context = createWorldContext({
    clock: createVirtualClock(),
    random: createRandom(1),
    signal: new AbortController().signal,
    env: { SLURM_SSH_HOST: host, SLURM_CONF: "/etc/slurm's/slurm.conf" },
    exec: (file, args, options) =>
      exec(file, args, { ...options, env: { ...options?.env, HOME: folder, PATH: `${folder}:${process.env.PATH}` } }),
  });
  return { ...createSlurm(context), folder };
}

test('a job goes over ssh as it would go here: every word, its script, and nothing of the greeting', async () => {
  const { provider, folder } = await hostUnderTest({
    sbatch: 'printf "%s\\n" "$SLURM_CONF" "$@" > "$HOME/args"; /bin/cat > "$HOME/script"; echo 7',
    squeue: `/bin/cat <<'END'\n${JSON.stringify({ jobs: [newJob] })}\nEND`,
  });
  const tags = { team: 'it\'s "blue" $HOME `id`' };
  expect(await provider.spawn({ spec, tags })).toMatchObject({ id: '7', status: 'running' });
  const args = await readFile(join(folder, 'args'), 'utf8');
  expect(args).toMatch(/^\/etc\/slurm's\/slurm\.conf\n--parsable\n/);
  expect(args).toContain(JSON.stringify(tags));
  expect(await readFile(join(folder, 'script'), 'utf8')).toMatch(/^#!\/bin\/sh\n/);
  expect(await readFile(join(folder, 'asked'), 'utf8')).toMatch(/^-o BatchMode=yes -- me@login/);
});

test('what a command says on the other host is read as what it says here', async () => {
  const { provider } = await hostUnderTest({
    sbatch: 'echo "sbatch: error: Batch job submission failed: Invalid partition name specified" >&2; exit 1',
  });
  await expect(provider.spawn({ spec })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining('Invalid partition name specified'),
  });
});

test('a host without the command is told as one', async () => {
  const { provider } = await hostUnderTest({});
  await expect(provider.list()).rejects.toThrow('the squeue command is missing');
});

test('an option that sbatch does not take ends as ssh ends, and is no lost connection', async () => {
  const { provider } = await hostUnderTest({
    sbatch: 'echo "sbatch: error: Invalid --time specification" >&2; exit 255',
  });
  await expect(provider.spawn({ spec })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

/** What a spawn fails with where ssh ends so. */
async function failureOf(result: ExecResult): Promise<unknown> {
  const context = contextUnderTest(() => result, { SLURM_SSH_HOST: host });
  return createSlurm(context)
    .provider.spawn({ spec })
    .catch((thrown) => thrown);
}

test.each([
  ['me@login: Permission denied (publickey).', 'AUTH_ERROR', undefined],
  ['Host key verification failed.', 'AUTH_ERROR', undefined],
  ['ssh: connect to host login port 22: Connection refused', 'PROVIDER_UNAVAILABLE', undefined],
  ['Connection to login closed by remote host.', 'PROVIDER_UNAVAILABLE', true],
])('of ssh, %j is %s', async (stderr, code, ambiguous) => {
  const failure = await failureOf(failed(stderr, 255));
  expect(failure).toMatchObject({ code, message: expect.stringContaining('SLURM_SSH_HOST') });
  expect(isProviderError(failure) && failure.ambiguous).toBe(ambiguous);
});

test('a connection that is lost while the command runs leaves open what it did', async () => {
  const { provider } = await hostUnderTest({
    sbatch: 'echo "client_loop: send disconnect: Broken pipe" >&2; exit 255',
    squeue: `echo '{"jobs":[]}'`,
  });
  await expect(provider.spawn({ spec })).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
});

test('a machine without ssh is told so', async () => {
  expect(await failureOf(failed('ssh ended without an exit code: ENOENT', 127))).toMatchObject({
    message: 'the ssh command is missing: install it, or leave out SLURM_SSH_HOST',
  });
});

test.each(['-lroot', 'two words', 'host;id'])('SLURM_SSH_HOST=%j is refused', (name) => {
  expect(() => createSlurm(contextUnderTest(() => failed(''), { SLURM_SSH_HOST: name }))).toThrow(/user@host/);
});

test('ssh and slurmrestd at once are refused, rather than one of them ignored', () => {
  const env = { SLURM_SSH_HOST: host, SLURM_REST_URL: 'http://login:6820', SLURM_JWT: 't', SLURM_REST_USER: 'me' };
  expect(() => createSlurm(contextUnderTest(() => failed(''), env))).toThrow(/only one of them/);
});
