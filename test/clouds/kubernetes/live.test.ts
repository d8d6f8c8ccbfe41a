import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { liveKubernetes } from '../../../src/clouds/kubernetes/live.ts';
import {
  createSimulatedKubernetes,
  type SimulatedKubernetes,
} from '../../../src/clouds/kubernetes/simulated-kubernetes.ts';
import { coreweave, type createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { type Served, serveOnLoopback } from '../../../src/testbed/serve-on-loopback.ts';
import type { World } from '../../../src/testbed/testbed.ts';
import { runAssay } from '../../cli/run-assay.ts';

const token = 'of-the-live-test';
const namespace = 'ml';

let served: Served | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await served?.close();
  served = undefined;
});

/** The simulated server on a loopback port, fast, and the settings that lead to it. */
async function serve(dateOffMs = 0): Promise<SimulatedKubernetes & { readonly url: string }> {
  const needs = { clock: createRealClock(), random: createRandom(1), namespace, token };
  const fast = { scheduleMs: 0, startMs: 20, graceMs: 20, bindMs: 0, latencyMaxMs: 0, hasNeighbours: true };
  const service = createSimulatedKubernetes(needs, fast);
  served = await serveOnLoopback(async (request) => {
    const answer = await service.handle(request);
    return { ...answer, headers: { ...answer.headers, date: new Date(Date.now() + dateOffMs).toUTCString() } };
  });
  const settings = { KUBECONFIG: '', COREWEAVE_SERVER: served.url, COREWEAVE_TOKEN: token };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.stubEnv('COREWEAVE_NAMESPACE', namespace);
  return { ...service, url: served.url };
}

function openWorld(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const { signal } = new AbortController();
  return liveKubernetes.open({ module: coreweave, seed: 1, runId: 'run-1', settings, signal });
}

test('it can be used where the cluster answers, and says what is missing where one thing is not', async () => {
  const { url } = await serve();
  expect(await liveKubernetes.probe({})).toBeNull();
  expect(await liveKubernetes.probe({ url: 'http://127.0.0.1:2' })).toContain('cannot be reached');
  vi.stubEnv('COREWEAVE_TOKEN', 'wrong');
  expect(await liveKubernetes.probe({})).toContain('refuses the key in COREWEAVE_TOKEN (401)');
  vi.stubEnv('COREWEAVE_TOKEN', '');
  expect(await liveKubernetes.probe({})).toContain('COREWEAVE_SERVER and COREWEAVE_TOKEN go together');
  vi.stubEnv('COREWEAVE_SERVER', '');
  expect(await liveKubernetes.probe({})).toContain('KUBECONFIG must be set');

  const folder = await mkdtemp(join(tmpdir(), 'assay-live-kubernetes-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  vi.stubEnv('KUBECONFIG', join(folder, 'config'));
  const config = {
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
    clusters: [{ name: 'a', cluster: { server: url } }],
    users: [{ name: 'a', user: { token } }],
  };
  await writeFile(join(folder, 'config'), stringify(config));
  expect(await liveKubernetes.probe({})).toContain('has no current context');
  await writeFile(join(folder, 'config'), stringify({ ...config, 'current-context': 'a' }));
  expect(await liveKubernetes.probe({})).toBeNull();
});

test('a clock that is far off is told before anything is made', async () => {
  await serve(-3_600_000);
  expect(await liveKubernetes.probe({})).toContain('60 minutes ahead');
});

test('only two small pods may be asked for at a time, one GPU of a kind that is there, and volumes of 1 GiB', async () => {
  await serve();
  vi.stubEnv('COREWEAVE_IMAGE', 'busybox:1');
  const { facts } = await openWorld();
  const size = { cpus: 1, memoryMiB: 64 };
  expect(facts).toMatchObject({ smallest: size, largest: size, instancesMax: 2, images: ['busybox:1'] });
  expect(facts).toMatchObject({ gpuModels: ['H100'], gpusMax: 1, volumeGiBMax: 1, regions: ['here'] });
  // Nothing in front of a real server can say that there is no room.
  expect(facts.nativeErrors).not.toContain('capacity');
});

test('pods and volumes live and end there, and calls meet injected faults', async () => {
  const { ledger } = await serve();
  const world = await openWorld();
  const { provider } = world.registration as ReturnType<typeof createCoreweave>;
  const { id } = await provider.spawn({ spec: world.facts.smallest });
  const fault = world.faults?.inject({ kind: 'throttle', scope: {} });
  await expect(provider.list()).rejects.toMatchObject({ code: 'RATE_LIMIT_ERROR' });
  fault?.heal();
  await provider.terminate(id);
  await expect.poll(async () => (await ledger.entries()).map(({ gone }) => gone)).toEqual([true]);
});

test('what a run made is known by its note, whoever else has pods there, and is swept', async () => {
  const { ledger } = await serve();
  const owner = `assay1.${'r'.repeat(36)}.${'s'.repeat(32)}`;
  const world = await openWorld({ owner });
  const { provider } = world.registration as ReturnType<typeof createCoreweave>;
  const pod = await provider.spawn({ spec: world.facts.smallest });
  const volume = await provider.createVolume({ sizeGiB: 1 });
  const estate = await liveKubernetes.estate?.({});
  const listed = (await estate?.list()) ?? [];
  // Who looks like us has no note.
  expect(listed.filter((item) => item.owner === null)).toHaveLength(1);
  const items = listed.filter((item) => item.owner !== null);
  // A label would have lost the end of it.
  expect(items).toMatchObject([
    { kind: 'instance', id: pod.id, owner },
    { kind: 'volume', id: volume.id, owner },
  ]);
  expect(items.map((item) => estate?.command(item))).toEqual([
    `kubectl delete pods ${pod.id.split('.')[0]} --namespace ml`,
    `kubectl delete persistentvolumeclaims ${volume.id} --namespace ml`,
  ]);
  const [first] = items;
  // Its name would be that of somebody else by now.
  expect(first && (await estate?.isGone({ ...first, id: first.id.replace(/.{4}$/, '0000') }))).toBe(true);

  expect(await liveKubernetes.sweep?.('run-1', { owner: 'assay1.other' })).toMatchObject({ removed: [], leaked: [] });
  expect(await liveKubernetes.sweep?.('run-1', { owner })).toMatchObject({ removed: [pod.id, volume.id], leaked: [] });
  expect((await ledger.entries()).every(({ gone }) => gone)).toBe(true);
}, 60_000);

test('contracts run on it from the command line, and nothing is left', async () => {
  const { url, ledger } = await serve();
  const out = await mkdtemp(join(tmpdir(), 'assay-live-kubernetes-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const env = { COREWEAVE_SERVER: url, COREWEAVE_TOKEN: token, COREWEAVE_NAMESPACE: namespace };
  const passed = Object.keys(env).flatMap((name) => ['--env', name]);
  const argv = ['certify', 'coreweave', '--live', '--contracts', 'launch.unique-ids', '--out', out, ...passed];
  const refused = await runAssay(argv, [], env);
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('add --allow-no-expiry')]);
  const { exitCode, stdout, stderr } = await runAssay([...argv, '--allow-no-expiry'], [], env);
  expect(stderr).not.toContain(token);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/coreweave +│ additional +│ live/)]);
  const entries = await ledger.entries();
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.filter(({ gone }) => !gone)).toEqual([]);
}, 240_000);
