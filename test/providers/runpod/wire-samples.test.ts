import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Fetch } from '../../../src/provider/context.ts';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../src/provider/provider-error.ts';
import type { RunpodProvider } from '../../../src/providers/runpod/create-provider.ts';
import { cpuRequest, key, spotRequest, worldUnderTest } from './world-under-test.ts';

/** What a native sample has to become. `unclear`: a write that was answered so may have taken effect. */
interface Sample {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: ProviderErrorCode;
  /** Where something was to be made: what is not there then is what the request named. */
  readonly codeOfCreate?: ProviderErrorCode;
  readonly retryAfterMs?: number;
  readonly effect: 'none' | 'unclear';
  /** Operations for which it says that what they want gone, or look for, is not there: no error. */
  readonly absentFor?: readonly string[];
}

type Operation = (own: RunpodProvider) => Promise<unknown>;
const period = { from: '2026-01-01', to: '2026-01-02' };
const makes = new Set(['spawn', 'createVolume']);
const reads: Readonly<Record<string, Operation>> = {
  get: (own) => own.get('abc123'),
  list: (own) => own.list(),
  getVolume: (own) => own.getVolume('abc123'),
  getCosts: (own) => own.getCosts(period),
};
const writes: Readonly<Record<string, Operation>> = {
  spawn: (own) => own.spawn(cpuRequest),
  terminate: (own) => own.terminate('abc123'),
  createVolume: (own) => own.createVolume({ sizeGiB: 10 }),
  deleteVolume: (own) => own.deleteVolume('abc123'),
};
const queries: Readonly<Record<string, Operation>> = { getSpotPrices: (own) => own.getSpotPrices() };
const mutations: Readonly<Record<string, Operation>> = {
  requestSpotInstance: (own) => own.requestSpotInstance(spotRequest),
};

function samples(name: string): readonly Sample[] {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/wire/runpod/${name}.json`, import.meta.url), 'utf8'));
}

/** The catalogue is as ever; everything else is answered with the sample. */
function answeringWith({ status, headers, body }: Sample): (pass: Fetch) => Fetch {
  return (pass) => async (input, init) =>
    String(input).includes('/catalog/')
      ? pass(input, init)
      : new Response(body || null, { status, headers: { ...headers } });
}

async function mustBecome(sample: Sample, name: string, operation: Operation, isWrite: boolean): Promise<void> {
  const { provider } = worldUnderTest({}, answeringWith(sample));
  const came: unknown = await operation(provider).then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
  if (sample.absentFor?.includes(name)) return expect(came).toEqual({ resolved: null });
  const wanted = (makes.has(name) ? sample.codeOfCreate : undefined) ?? sample.code;
  expect(came).toBeInstanceOf(ProviderError);
  const { code, category, retryable, provider: by, retryAfterMs, ambiguous, cause } = came as ProviderError;
  expect({ code, category, retryable, by, retryAfterMs }).toEqual({
    code: wanted,
    ...providerErrorCodes[wanted],
    by: 'runpod',
    retryAfterMs: sample.retryAfterMs,
  });
  expect(cause).toBeInstanceOf(Error);
  expect(ambiguous ?? false).toBe(isWrite && sample.effect === 'unclear');
}

const rows = (name: string, operations: Readonly<Record<string, Operation>>) =>
  samples(name).flatMap((sample) =>
    Object.entries(operations).map(([operation, run]) => [sample.name, operation, sample, run] as const),
  );

test.each(rows('rest', reads))('%s, answered to %s, becomes what it means', (_name, operation, sample, run) =>
  mustBecome(sample, operation, run, false),
);

test.each(rows('rest', writes))('%s, answered to %s, becomes what it means', (_name, operation, sample, run) =>
  mustBecome(sample, operation, run, true),
);

test.each(rows('graphql', queries))(
  'GraphQL: %s, answered to %s, becomes what it means',
  (_name, operation, sample, run) => mustBecome(sample, operation, run, false),
);

test.each(rows('graphql', mutations))(
  'GraphQL: %s, answered to %s, becomes what it means',
  (_name, operation, sample, run) => mustBecome(sample, operation, run, true),
);

test.each(samples('rest'))('$name, answered to a health check, fails its task', async (sample) => {
  const { hooks } = worldUnderTest({}, answeringWith(sample));
  const [receipt] = await hooks.onHeartbeat([{ id: 'h', type: 'health_check' }]);
  expect(receipt).toMatchObject({ taskId: 'h', outcome: 'failed' });
});

test('a key that the service repeats in its answer is in no error', async () => {
  const body = JSON.stringify({ title: 'Unauthorized', status: 401, detail: `key ${key} is not known` });
  const sample = { name: '', status: 401, body, code: 'AUTH_ERROR', effect: 'none' } as const;
  const { provider } = worldUnderTest({}, answeringWith(sample));
  const thrown: unknown = await provider.list().catch((error: unknown) => error);
  expect(String((thrown as Error).message) + String((thrown as Error).cause)).not.toContain(key);
});
