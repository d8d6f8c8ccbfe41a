import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { AnyProvider, CapabilityMethods } from '../../../src/provider/provider.ts';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../src/provider/provider-error.ts';
import { createOrbstack } from '../../../src/providers/orbstack/orbstack.ts';
import { contextUnderTest } from './context-under-test.ts';

/** What a native sample has to become. `unclear`: a write that was answered so may have taken effect. */
interface Expected {
  readonly name: string;
  readonly code: ProviderErrorCode;
  readonly retryAfterMs?: number;
  readonly effect: 'none' | 'unclear';
}

interface HttpSample extends Expected {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Operations for which it says that what they want gone, or look for, is not there: no error. */
  readonly absentFor?: readonly string[];
}

interface ExecSample extends Expected {
  readonly exitCode: number;
  readonly stderr: string;
  readonly timedOut?: true;
  readonly isAbsence?: true;
}

type Own = AnyProvider &
  CapabilityMethods['snapshots'] &
  CapabilityMethods['spot'] &
  CapabilityMethods['multiRegion'] &
  CapabilityMethods['persistentVolumes'] &
  CapabilityMethods['warmVolumes'] &
  CapabilityMethods['hibernation'] &
  CapabilityMethods['costExplorer'];

const request = { spec: { cpus: 1, memoryMiB: 512 } };
const period = { from: '2026-01-01', to: '2026-01-02' };

const reads: Readonly<Record<string, (own: Own, id: string) => Promise<unknown>>> = {
  get: (own, id) => own.get(id),
  list: (own) => own.list(),
  getSnapshotStatus: (own, id) => own.getSnapshotStatus(id),
  getVolume: (own, id) => own.getVolume(id),
  getSpotPrices: (own) => own.getSpotPrices(),
  listRegions: (own) => own.listRegions(),
  getCosts: (own) => own.getCosts(period),
};

const writes: Readonly<Record<string, (own: Own, id: string) => Promise<unknown>>> = {
  spawn: (own) => own.spawn(request),
  'spawn with a key': (own) => own.spawn({ ...request, idempotencyKey: 'key' }),
  terminate: (own, id) => own.terminate(id),
  createSnapshot: (own, id) => own.createSnapshot(id),
  deleteSnapshot: (own, id) => own.deleteSnapshot(id),
  createVolume: (own) => own.createVolume({ sizeGiB: 1 }),
  deleteVolume: (own, id) => own.deleteVolume(id),
  claimWarmVolume: (own) => own.claimWarmVolume(),
  releaseWarmVolume: (own, id) => own.releaseWarmVolume(id),
  hibernate: (own, id) => own.hibernate(id),
  resume: (own, id) => own.resume(id),
  requestSpotInstance: (own) => own.requestSpotInstance({ ...request, maxPriceUsdPerHour: 1 }),
  cancelSpotRequest: (own, id) => own.cancelSpotRequest(id),
};

const operations = { ...reads, ...writes };

function samples<S>(name: string): readonly S[] {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/wire/orbstack/${name}.json`, import.meta.url), 'utf8'));
}

function mustBe(error: unknown, sample: Expected): asserts error is ProviderError {
  expect(error).toBeInstanceOf(ProviderError);
  const { code, category, retryable, provider, retryAfterMs } = error as ProviderError;
  const meaning = providerErrorCodes[sample.code];
  expect({ code, category, retryable, provider, retryAfterMs }).toEqual({
    code: sample.code,
    ...meaning,
    provider: 'orbstack',
    retryAfterMs: sample.retryAfterMs,
  });
  // What is not there may be told of without an error of the service.
  if (sample.code !== 'NOT_FOUND') expect((error as ProviderError).cause).toBeInstanceOf(Error);
}

async function outcome(run: () => Promise<unknown>): Promise<unknown> {
  return run().then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
}

const http = samples<HttpSample>('simulated').flatMap((sample) =>
  Object.keys(operations).map((name) => [sample.name, name, sample] as const),
);

test.each(http)('%s, answered to %s, becomes what it means and nothing else', async (_name, operation, sample) => {
  const answer = async () =>
    new Response(sample.body || null, { status: sample.status, headers: { ...sample.headers } });
  const { provider } = await createOrbstack(contextUnderTest(answer));
  const came = await outcome(() => operations[operation]?.(provider as Own, 'm-1') ?? Promise.reject());
  if (sample.absentFor?.includes(operation)) {
    expect(came).toEqual({ resolved: null });
    return;
  }
  mustBe(came, sample);
  expect(came.ambiguous ?? false).toBe(operation in writes && sample.effect === 'unclear');
});

test.each(samples<HttpSample>('simulated'))('$name, answered to a health check, fails its task', async (sample) => {
  const answer = async () => new Response(sample.body || null, { status: sample.status });
  const { hooks } = await createOrbstack(contextUnderTest(answer));
  const [receipt] = await hooks.onHeartbeat([{ id: 'h', type: 'health_check' }]);
  expect(receipt).toMatchObject({ taskId: 'h', outcome: 'failed' });
});

const execOperations = ['get', 'list', 'spawn', 'terminate', 'getSnapshotStatus', 'deleteSnapshot', 'createSnapshot'];
const id = 'ab'.repeat(32);
const ulid = '01K2G8TY5GM9C3CN95KCB4ZG8B';

function idOf(host: 'docker' | 'orbctl', operation: string): string {
  if (host === 'orbctl') return ulid;
  return /Snapshot(Status)?$/.test(operation) && operation !== 'createSnapshot' ? `sha256:${id}` : id;
}

const exec = (['docker', 'orbctl'] as const).flatMap((host) =>
  samples<ExecSample>(host).flatMap((sample) =>
    execOperations.map((operation) => [host, sample.name, operation, sample] as const),
  ),
);

/** One operation is several commands here, and the first of them may be a look: only a write may be unclear. */
test.each(exec)('%s: %s, printed to %s, becomes what it means', async (host, _name, operation, sample) => {
  const { exitCode, stderr, timedOut = false } = sample;
  const context = contextUnderTest(() => Promise.reject(new Error('no fetch here')), { ORBSTACK_HOST: host });
  const { provider } = await createOrbstack({
    ...context,
    exec: async () => ({ exitCode, stdout: '', stderr, timedOut }),
  });
  const came = await outcome(() => operations[operation]?.(provider as Own, idOf(host, operation)) ?? Promise.reject());
  const looksFor = ['get', 'terminate', 'deleteSnapshot', 'getSnapshotStatus', 'createSnapshot'];
  if (sample.isAbsence && looksFor.includes(operation)) {
    const isRefusal = came instanceof ProviderError && came.code === 'NOT_FOUND';
    expect(isRefusal || (came as { resolved?: unknown }).resolved === null).toBe(true);
    return;
  }
  mustBe(came, sample);
  if (came.ambiguous) expect([operation in writes, sample.effect]).toEqual([true, 'unclear']);
});
