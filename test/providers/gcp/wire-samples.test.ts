import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../src/provider/provider-error.ts';
import { createGcp, type GcpProvider } from '../../../src/providers/gcp/gcp.ts';
import { plain } from '../../../src/providers/gcp/native-errors.ts';
import { contextUnderTest, done, id, regions, token } from './context-under-test.ts';

/** What a native sample has to become; `createCode` where it means something else as the answer to an insert. */
interface Sample {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: ProviderErrorCode;
  readonly createCode?: ProviderErrorCode;
  readonly retryAfterMs?: number;
}

/** What the error of an operation that is DONE has to become. */
interface OperationSample {
  readonly name: string;
  readonly error: { readonly code: string; readonly message: string };
  readonly httpErrorStatusCode: number;
  readonly code: ProviderErrorCode;
  readonly ambiguous?: boolean;
  /** With what its message must end: what the details say is part of it. */
  readonly said?: string;
}

const samples: readonly Sample[] = read('answers.json');
const operationSamples: readonly OperationSample[] = read('operations.json');

interface Operation {
  /** The call that is answered with the sample; all others work. */
  readonly call: string;
  readonly run: (own: GcpProvider) => Promise<unknown>;
  readonly kind: 'read' | 'write' | 'create';
  /** Whether what is not there is no error to it. */
  readonly absentIsFine?: boolean;
}

const operations: Readonly<Record<string, Operation>> = {
  list: { call: 'GET /aggregated/instances', run: (own) => own.list(), kind: 'read' },
  get: { call: 'GET /zones/us-central1-a/instances/4711', run: (own) => own.get(id), kind: 'read', absentIsFine: true },
  listRegions: { call: 'GET /regions', run: (own) => own.listRegions(), kind: 'read' },
  spawn: {
    call: 'POST /zones/us-central1-a/instances',
    run: (own) => own.spawn({ spec: { cpus: 1, memoryMiB: 1_024 } }),
    kind: 'create',
  },
  terminate: {
    call: 'DELETE /zones/us-central1-a/instances/4711',
    run: (own) => own.terminate(id),
    kind: 'write',
    absentIsFine: true,
  },
  createVolume: {
    call: 'POST /zones/us-central1-a/disks',
    run: (own) => own.createVolume({ sizeGiB: 10 }),
    kind: 'create',
  },
};

const cases = samples.flatMap((sample) => Object.keys(operations).map((name) => [sample.name, name, sample] as const));

test.each(cases)('%s, answered to %s, becomes what it means and nothing else', async (_name, operation, sample) => {
  const { call, run, kind, absentIsFine } = operations[operation] as Operation;
  const context = contextUnderTest(({ method, path }) => {
    if (`${method} ${path}` === call) {
      return new Response(sample.body, { status: sample.status, headers: { ...sample.headers } });
    }
    if (path === '/regions') return Response.json(regions);
    if (path.includes('/instances/assay-'))
      return Response.json({ error: { errors: [{ reason: 'notFound' }] } }, { status: 404 });
    return Response.json(done);
  });
  const came = await outcomeOf(() => run(createGcp(context).provider));
  const code = kind === 'create' ? (sample.createCode ?? sample.code) : sample.code;
  if (absentIsFine && code === 'NOT_FOUND') return expect(came).toEqual({ resolved: null });
  expect(came).toBeInstanceOf(ProviderError);
  const { category, retryable, retryAfterMs, ambiguous, message, cause, ...error } = came as ProviderError;
  expect({ code: error.code, category, retryable, provider: error.provider, retryAfterMs }).toEqual({
    code,
    ...providerErrorCodes[code],
    provider: 'gcp',
    retryAfterMs: sample.retryAfterMs,
  });
  expect(ambiguous ?? false).toBe(kind !== 'read' && code === 'PROVIDER_UNAVAILABLE');
  expect(cause).toBeInstanceOf(Error);
  expect(message).not.toContain(token);
});

test.each(operationSamples)('an insert whose operation fails for $name becomes $code', async (sample) => {
  const { error, httpErrorStatusCode } = sample;
  const running = { ...done, status: 'RUNNING' };
  const context = contextUnderTest(({ method, path }) => {
    if (path === '/regions') return Response.json(regions);
    if (path.includes('/instances/assay-'))
      return Response.json({ error: { errors: [{ reason: 'notFound' }] } }, { status: 404 });
    if (method === 'POST') return Response.json(running);
    return Response.json({ ...done, error: { errors: [error] }, httpErrorStatusCode });
  });
  const came = await outcomeOf(() => createGcp(context).provider.spawn({ spec: { cpus: 1, memoryMiB: 1_024 } }));
  expect(came).toMatchObject({ code: sample.code, cause: { code: error.code } });
  expect((came as ProviderError).ambiguous ?? false).toBe(sample.ambiguous ?? false);
  expect((came as ProviderError).message).toMatch(new RegExp(`${RegExp.escape(sample.said ?? '')}$`));
});

/** As the service publishes them, in either spelling: whoever adds one adds what it looks like. */
const published = [
  ...['ZONE_RESOURCE_POOL_EXHAUSTED', 'ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS', 'REGION_RESOURCE_POOL_EXHAUSTED'],
  ...['RESOURCE_POOL_EXHAUSTED', 'GPU_STOCKOUT', 'stockout', 'insufficientCapacity', 'UNSUPPORTED_OPERATION'],
  ...['IP_SPACE_EXHAUSTED', 'IP_SPACE_EXHAUSTED_WITH_DETAILS', 'quotaExceeded', 'RESOURCE_QUOTA_EXCEEDED'],
  ...['rateLimitExceeded', 'userRateLimitExceeded', 'RESOURCE_EXHAUSTED', 'RESOURCE_OPERATION_RATE_EXCEEDED'],
  ...['authError', 'UNAUTHENTICATED', 'forbidden', 'PERMISSION_DENIED', 'PERMISSIONS_ERROR', 'IAM_PERMISSION_DENIED'],
  ...['accessNotConfigured', 'SERVICE_DISABLED', 'invalid', 'invalidParameter', 'badRequest', 'required'],
  ...['INVALID_FIELD_VALUE', 'FIELD_SIZE_TOO_LARGE', 'MISSING_REQUIRED_FIELD', 'INVALID_USAGE', 'conditionNotMet'],
  ...['NETWORK_NOT_FOUND', 'notFound', 'RESOURCE_NOT_FOUND', 'PROJECT_NOT_FOUND', 'alreadyExists'],
  ...['RESOURCE_ALREADY_EXISTS', 'RESOURCE_IN_USE_BY_ANOTHER_RESOURCE', 'resourceNotReady', 'backendError'],
  ...['INTERNAL_ERROR', 'SERVICE_UNAVAILABLE_FOR_LOCATION'],
];

test.each(published)('there is a sample of %s', (reason) => {
  const words = [...samples.map(({ body }) => body), ...operationSamples.map(({ error }) => `"${error.code}"`)];
  expect(words.some((said) => plain(said).includes(`"${plain(reason)}"`))).toBe(true);
});

async function outcomeOf(run: () => Promise<unknown>): Promise<unknown> {
  return run().then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/wire/gcp/${file}`, import.meta.url), 'utf8')) as T;
}
