import { expect, test } from 'vitest';
import { toProviderError } from '../src/errors.ts';
import { errorSamples } from '../src/simulated/samples.ts';

test.each(errorSamples)('$name is $code', ({ status, body: text, code }) => {
  expect(toProviderError('POST', { status, text, retryAfter: null })).toMatchObject({ code });
});
