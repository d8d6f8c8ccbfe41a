import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../src/provider/provider-error.ts';
import { createSlurm, type SlurmProvider } from '../../../src/providers/slurm/slurm.ts';
import { contextUnderTest, oldJob, printed, queue } from './cluster-under-test.ts';

/** What a native sample has to become. */
interface Sample {
  readonly name: string;
  readonly exitCode: number;
  readonly stderr: string;
  readonly code: ProviderErrorCode;
  readonly timedOut?: true;
  /** It says that what a call wants gone, or looks for, is not there: no error. */
  readonly isAbsence?: true;
  /** Nothing was even tried. */
  readonly neverStarted?: true;
}

const samples: readonly Sample[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/wire/slurm/commands.json', import.meta.url), 'utf8'),
);

/** Each operation, and the command of it that is answered with the sample; all others work. */
const operations: Readonly<
  Record<string, readonly [command: string, run: (own: SlurmProvider) => Promise<unknown>, writes: boolean]>
> = {
  list: ['squeue', (own) => own.list(), false],
  get: ['squeue', (own) => own.get('7'), false],
  spawn: ['sbatch', (own) => own.spawn({ spec: { cpus: 1, memoryMiB: 512 } }), true],
  terminate: ['scancel', (own) => own.terminate('7'), true],
};

const cases = samples.flatMap((sample) => Object.keys(operations).map((name) => [sample.name, name, sample] as const));

test.each(cases)('%s, answered to %s, becomes what it means and nothing else', async (_name, operation, sample) => {
  const [command, run, isWrite] = operations[operation] ?? [];
  const { exitCode, stderr, timedOut = false } = sample;
  const context = contextUnderTest(({ file }) => {
    if (file === command) return { exitCode, stdout: '', stderr, timedOut };
    return file === 'squeue' ? queue(oldJob) : printed('7\n');
  });
  const came = await run?.(createSlurm(context).provider).then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
  if (sample.isAbsence && (operation === 'get' || operation === 'terminate')) {
    expect(came).toEqual({ resolved: null });
    return;
  }
  expect(came).toBeInstanceOf(ProviderError);
  const { category, retryable, ambiguous, cause, ...error } = came as ProviderError;
  expect({ code: error.code, category, retryable, provider: error.provider }).toEqual({
    code: sample.code,
    ...providerErrorCodes[sample.code],
    provider: 'slurm',
  });
  const isUnclear = sample.code === 'PROVIDER_UNAVAILABLE' || sample.code === 'UNCLASSIFIED';
  expect(ambiguous ?? false).toBe(isWrite === true && isUnclear && !sample.neverStarted);
  expect(cause).toBeInstanceOf(Error);
});
