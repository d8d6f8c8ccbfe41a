import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../../src/provider/provider-error.ts';
import type { SlurmProvider } from '../../../../src/providers/slurm/slurm.ts';
import { oldJob } from '../cluster-under-test.ts';
import { slurmrestd, token } from './slurmrestd-under-test.ts';

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What slurmrestd 22.05.8 answered, word for word, and what it has to become; null where the job was taken all the same. */
interface Sample extends Answer {
  readonly name: string;
  readonly code: ProviderErrorCode | null;
  /** What the same caller is told then of a job that cannot be. */
  readonly noJob: Answer;
}

/** `node scripts/slurm-rest-samples.ts` asks for them again. */
const samples: readonly Sample[] = JSON.parse(
  readFileSync(new URL('../../../../fixtures/wire/slurm/rest.json', import.meta.url), 'utf8'),
);

/** Each operation, and the call of it that is answered with the sample; all others work. */
const operations: Readonly<
  Record<string, readonly [call: string, run: (own: SlurmProvider) => Promise<unknown>, writes: boolean]>
> = {
  list: ['GET jobs', (own) => own.list(), false],
  get: ['GET job/7', (own) => own.get('7'), false],
  spawn: ['POST job/submit', (own) => own.spawn({ spec: { cpus: 1, memoryMiB: 512 } }), true],
  terminate: ['DELETE job/7', (own) => own.terminate('7'), true],
};

const refusals = samples.filter(({ code }) => code !== null);
const cases = refusals.flatMap((sample) => Object.keys(operations).map((name) => [sample.name, name, sample] as const));

test.each(cases)('%s, answered to %s, becomes what it means and nothing else', async (_name, operation, sample) => {
  const [call, run, isWrite] = operations[operation] ?? [];
  const { provider } = slurmrestd(({ method, path }) => {
    const asked = `${method} ${path.replace('/slurm/v0.0.38/', '')}`;
    if (asked === call) return responseOf(sample);
    return asked === 'DELETE job/0'
      ? responseOf(sample.noJob)
      : Response.json({ errors: [], jobs: [oldJob], job_id: 7 });
  });
  const came = await run?.(provider).then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
  if (sample.code === 'NOT_FOUND' && (operation === 'get' || operation === 'terminate')) {
    expect(came).toEqual({ resolved: null });
    return;
  }
  expect(came).toBeInstanceOf(ProviderError);
  const { category, retryable, ambiguous, cause, message, ...error } = came as ProviderError;
  expect({ code: error.code, category, retryable, provider: error.provider }).toEqual({
    code: sample.code,
    ...providerErrorCodes[sample.code ?? 'UNCLASSIFIED'],
    provider: 'slurm',
  });
  expect(ambiguous ?? false).toBe(isWrite === true && sample.code === 'PROVIDER_UNAVAILABLE');
  expect(cause).toBeInstanceOf(Error);
  expect(message).not.toContain(token);
});

test.each(samples.filter(({ code }) => code === null).map((sample) => [sample.name, sample] as const))(
  '%s was submitted, whatever stands beside its id',
  async (_name, sample) => {
    const { job_id: id } = JSON.parse(sample.body) as { readonly job_id: number };
    const { provider } = slurmrestd(({ method }) =>
      method === 'POST' ? responseOf(sample) : Response.json({ errors: [], jobs: [{ ...oldJob, job_id: id }] }),
    );
    expect(await provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } })).toMatchObject({ id: String(id) });
  },
);

test('a body that could not be read is told by where, and not by the numbers of the parser', async () => {
  const sample = samples.find(({ name }) => name === 'no CPUs') as Sample;
  const { provider } = slurmrestd(({ method }) =>
    method === 'POST' ? responseOf(sample) : Response.json({ jobs: [] }),
  );
  await expect(provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } })).rejects.toThrow(
    'slurmrestd answered 400 9001: cpus per task much be greater than 0',
  );
});

function responseOf({ status, contentType, body }: Answer): Response {
  return new Response(body, { status, headers: { 'content-type': contentType } });
}
