import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProviderError, type ProviderErrorCode, providerErrorCodes } from '../../../src/provider/provider-error.ts';
import { type NativeAnswer, type OwnProvider, openAws, request } from './open-aws.ts';

/** A native answer and what it has to become. `unclear`: a write that was answered so may have taken effect. */
interface Sample extends NativeAnswer {
  readonly name: string;
  readonly code: ProviderErrorCode;
  readonly retryAfterMs?: number;
  readonly effect: 'none' | 'unclear';
  /** What a spawn makes of it, where that is more than the code alone says. */
  readonly spawnCode?: ProviderErrorCode;
}

const samples: readonly Sample[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/wire/aws/ec2.json', import.meta.url), 'utf8'),
);

async function outcome(
  action: string,
  sample: Sample,
  run: (provider: OwnProvider) => Promise<unknown>,
): Promise<unknown> {
  const { provider } = await openAws({}, (call) => (call.get('Action') === action ? sample : undefined));
  return run(provider).then(
    (value) => ({ resolved: value ?? null }),
    (thrown: unknown) => thrown,
  );
}

function mustBe(error: unknown, sample: Sample, code = sample.code): void {
  expect(error).toBeInstanceOf(ProviderError);
  expect(error).toMatchObject({ code, ...providerErrorCodes[code], provider: 'aws' });
  const { retryAfterMs, cause } = error as ProviderError;
  expect(retryAfterMs).toBe(sample.retryAfterMs);
  expect(cause).toBeInstanceOf(Error);
}

test.each(samples)('$name, answered to a launch, is $code', async (sample) => {
  const came = await outcome('RunInstances', sample, (provider) => provider.spawn(request));
  mustBe(came, sample, sample.spawnCode);
  expect((came as ProviderError).ambiguous ?? false).toBe(sample.effect === 'unclear');
});

test.each(samples)('$name, answered to a list, is $code', async (sample) => {
  const came = await outcome('DescribeInstances', sample, (provider) => provider.list());
  mustBe(came, sample);
  expect((came as ProviderError).ambiguous).toBeUndefined();
});

test.each(samples.filter(({ code }) => code !== 'NOT_FOUND'))(
  '$name, answered to terminate, is $code',
  async (sample) => {
    const came = await outcome('TerminateInstances', sample, async (provider) => {
      const { id } = await provider.spawn(request);
      await provider.terminate(id);
    });
    mustBe(came, sample);
  },
);
