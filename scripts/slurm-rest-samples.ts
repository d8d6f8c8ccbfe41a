// Asks a real slurmrestd of this machine what is wrong in all the ways that can be had here, and keeps its answers word for word:
// `node scripts/slurm-rest-samples.ts` writes fixtures/wire/slurm/rest.json, which the adapter is tested with.
import { spawn } from 'node:child_process';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { accessTo } from '../src/clouds/slurm/cluster/access-to.ts';
import { type Cluster, pathWithDaemons, startCluster } from '../src/clouds/slurm/cluster/start-cluster.ts';
import { freePorts } from '../src/testbed/free-ports.ts';
import { createExec } from '../src/testbed/real-exec.ts';
import { type Request, type Situation, situations } from './slurm-rest-samples/requests.ts';

const file = new URL('../fixtures/wire/slurm/rest.json', import.meta.url);
const root = '/slurm/v0.0.38';
const settleMs = 2_000;

const cluster = await startCluster(createExec(), { hasRest: true });
try {
  const samples = await samplesOf(cluster);
  await writeFile(file, `${JSON.stringify(samples, null, 2)}\n`);
  console.log(`${samples.length} samples are kept`);
} finally {
  await cluster.close();
}

async function samplesOf({ conf, restUrl = '' }: Cluster): Promise<readonly object[]> {
  const plain = createExec();
  const exec = (name: string, args: readonly string[]) => plain(name, args, { env: { SLURM_CONF: conf } });
  const own = await accessTo(restUrl, exec);
  const { stdout } = await exec('scontrol', ['token', 'lifespan=600', 'username=nobody']);
  const tokens = {
    own: [own.SLURM_REST_USER, own.SLURM_JWT],
    nobody: ['nobody', stdout.trim().replace('SLURM_JWT=', '')],
    stranger: [own.SLURM_REST_USER, 'eyJhbGciOiJIUzI1NiJ9.e30.xx'],
    nameless: [],
  };

  const samples: object[] = [];
  for (const { settings, commands, controller, requests } of situations) {
    await prepare(settings, commands);
    const lost = controller === 'gone' ? await startWithoutController(conf) : null;
    if (controller === 'stopped') process.kill(await controllerPid(), 'SIGSTOP');
    const url = lost?.url ?? restUrl;
    // One that hangs or is not there takes its time over every request.
    const asked =
      controller === undefined ? oneByOne(requests, url) : Promise.all(requests.map((each) => sample(each, url)));
    samples.push(...(await asked));
    if (controller === 'stopped') process.kill(await controllerPid(), 'SIGCONT');
    lost?.end();
  }
  return samples;

  async function oneByOne(requests: readonly Request[], url: string): Promise<readonly object[]> {
    const answers: object[] = [];
    for (const request of requests) answers.push(await sample(request, url));
    return answers;
  }

  async function sample({ name, code, ...request }: Request, url: string): Promise<object> {
    const answer = await ask(request, url);
    // Whoever is refused without a reason asks this to learn whether it was the token.
    const noJob = await ask({ method: 'DELETE', path: 'job/0', ...(request.as && { as: request.as }) }, url);
    return { name, code, asked: `${request.method} ${request.path}`, ...answer, noJob };
  }

  async function ask({ method, path, body, as = 'own' }: Omit<Request, 'name' | 'code'>, url: string) {
    const [name, token] = tokens[as];
    const response = await fetch(`${url}${root}/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(name && token && { 'x-slurm-user-name': name, 'x-slurm-user-token': token }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const { status, headers } = response;
    return { status, contentType: headers.get('content-type'), body: await response.text() };
  }

  async function prepare(settings: string | undefined, commands: Situation['commands']): Promise<void> {
    if (settings !== undefined) {
      await appendFile(conf, `${settings}\n`);
      await exec('scontrol', ['reconfigure']);
      await sleep(settleMs);
    }
    for (const command of commands) {
      const { exitCode, stderr } = await exec('scontrol', command);
      if (exitCode !== 0) throw new Error(`scontrol ${command.join(' ')}: ${stderr}`);
    }
  }

  async function controllerPid(): Promise<number> {
    return Number(await readFile(join(dirname(conf), 'slurmctld.pid'), 'utf8'));
  }
}

/** A slurmrestd whose controller is not there. */
async function startWithoutController(conf: string) {
  const [port = 0, nobody = 0] = await freePorts(2);
  const lost = join(dirname(conf), 'lost.conf');
  const text = await readFile(conf, 'utf8');
  await writeFile(lost, text.replace(/^SlurmctldPort=.*$/m, `SlurmctldPort=${nobody}`));
  const args = ['-f', lost, '-a', 'rest_auth/jwt', '-s', 'openapi/v0.0.38', `127.0.0.1:${port}`];
  const env = {
    PATH: pathWithDaemons,
    SLURM_CONF: lost,
    SLURM_JWT: 'daemon',
    SLURMRESTD_SECURITY: 'disable_user_check',
  };
  const child = spawn('slurmrestd', args, { stdio: 'ignore', env });
  await sleep(settleMs);
  return { url: `http://127.0.0.1:${port}`, end: () => child.kill('SIGKILL') };
}
