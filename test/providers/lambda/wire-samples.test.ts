import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../src/provider/provider-error.ts';
import { createLambda, type LambdaProvider } from '../../../src/providers/lambda/lambda.ts';
import { activeInstance, apiKey, contextUnderTest, data, fileSystem, id, types } from './context-under-test.ts';

/** What a native sample has to become; `launchCode` where it means something else as the answer to a launch. */
interface Sample {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly code: ProviderErrorCode;
  readonly launchCode?: ProviderErrorCode;
  readonly retryAfterMs?: number;
  /** Operations for which it says that what they want gone, or look for, is not there: no error. */
  readonly absentFor?: readonly string[];
}

const samples: readonly Sample[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/wire/lambda/answers.json', import.meta.url), 'utf8'),
);

/** Each operation, and the call of it that is answered with the sample; all others work. */
const operations: Readonly<
  Record<string, readonly [call: string, run: (own: LambdaProvider) => Promise<unknown>, writes: boolean]>
> = {
  list: ['GET /instances', (own) => own.list(), false],
  get: ['GET /instances/other', (own) => own.get('other'), false],
  listRegions: ['GET /images', (own) => own.listRegions(), false],
  getVolume: ['GET /file-systems', (own) => own.getVolume(id), false],
  spawn: ['POST /instance-operations/launch', (own) => own.spawn({ spec: { cpus: 1, memoryMiB: 1_024 } }), true],
  terminate: ['POST /instance-operations/terminate', (own) => own.terminate(id), true],
  createVolume: ['POST /filesystems', (own) => own.createVolume({ sizeGiB: 1, region: 'us-east-1' }), true],
  deleteVolume: [`DELETE /filesystems/${id}`, (own) => own.deleteVolume(id), true],
};

const works: Readonly<Record<string, unknown>> = {
  'GET /instance-types': types,
  'GET /instances': [activeInstance],
  'GET /file-systems': [fileSystem],
};

const cases = samples.flatMap((sample) => Object.keys(operations).map((name) => [sample.name, name, sample] as const));

test.each(cases)('%s, answered to %s, becomes what it means and nothing else', async (_name, operation, sample) => {
  const [call, run, isWrite] = operations[operation] ?? [];
  const context = contextUnderTest(({ method, path }) => {
    const asked = `${method} ${path}`;
    if (asked === call) return new Response(sample.body, { status: sample.status, headers: { ...sample.headers } });
    return data(works[asked] ?? {});
  });
  const came = await run?.(createLambda(context).provider).then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
  // An empty success to a delete is one.
  if (sample.absentFor?.includes(operation)) {
    expect(came).toEqual({ resolved: null });
    return;
  }
  const code = operation === 'spawn' ? (sample.launchCode ?? sample.code) : sample.code;
  expect(came).toBeInstanceOf(ProviderError);
  const { category, retryable, retryAfterMs, ambiguous, message, cause, ...error } = came as ProviderError;
  expect({ code: error.code, category, retryable, provider: error.provider, retryAfterMs }).toEqual({
    code,
    ...providerErrorCodes[code],
    provider: 'lambda',
    retryAfterMs: sample.retryAfterMs,
  });
  expect(ambiguous ?? false).toBe(isWrite === true && code === 'PROVIDER_UNAVAILABLE');
  expect(cause).toBeInstanceOf(Error);
  expect(message).not.toContain(apiKey);
});
