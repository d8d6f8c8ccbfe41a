import { expect, test } from 'vitest';
import type { ProviderContext } from '../../../../src/provider/context.ts';
import { callsOf, type NativeAnswer, openAws } from '../open-aws.ts';

function refusal(code: string, status = 400): NativeAnswer {
  const body = `<Response><Errors><Error><Code>${code}</Code><Message>No.</Message></Error></Errors></Response>`;
  return { status, body, headers: { 'content-type': 'text/xml' } };
}

async function started(
  env: ProviderContext['env'],
  intercept?: (call: URLSearchParams) => NativeAnswer | undefined,
): Promise<{ readonly code: string; readonly message: string }> {
  const { hooks } = await openAws({}, intercept, env);
  return hooks.onStartup().then(
    () => ({ code: 'started', message: '' }),
    (thrown) => thrown,
  );
}

test('a start that finds nothing wrong asks for regions and limits, makes nothing, and warns of nothing', async () => {
  const { hooks, calls, warnings } = await openAws();
  await hooks.onStartup();
  expect(calls.map((call) => call.get('Action'))).toEqual([
    'DescribeRegions',
    'DescribeAccountAttributes',
    'DescribeInstances',
  ]);
  expect(warnings).toEqual([]);
});

test.each([
  [{ AWS_SECRET_ACCESS_KEY: '' }, 'AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not'],
  [{ AWS_ACCESS_KEY_ID: '' }, 'AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not'],
  [{ AWS_SECRET_ACCESS_KEY: 'abc\n' }, 'AWS_SECRET_ACCESS_KEY holds a blank or a line break'],
  [{ AWS_ACCESS_KEY_ID: 'ASIA0123456789' }, 'AWS_SESSION_TOKEN is not set'],
])('credentials that cannot be right are AUTH_ERROR with the variable, before any call: %j', async (env, words) => {
  const { hooks, calls } = await openAws({}, undefined, env);
  await expect(hooks.onStartup()).rejects.toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringContaining(words),
  });
  expect(calls).toEqual([]);
});

test('a key that nobody knows is AUTH_ERROR, and its variables are named', async () => {
  const { code, message } = await started({ AWS_ACCESS_KEY_ID: 'AKIANOBODY' });
  expect([code, message]).toEqual(['AUTH_ERROR', expect.stringContaining('AWS_ACCESS_KEY_ID and AWS_SECRET')]);
  expect(message).not.toContain('AKIANOBODY');
});

test.each([
  ['SignatureDoesNotMatch', 403, {}, 'AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID'],
  ['InvalidClientTokenId', 403, {}, 'AWS_ACCESS_KEY_ID is no key that AWS knows'],
  ['ExpiredToken', 400, { AWS_SESSION_TOKEN: 't' }, 'AWS_SESSION_TOKEN has expired'],
  ['UnauthorizedOperation', 403, {}, 'may not call ec2:DescribeRegions'],
  ['PendingVerification', 400, {}, 'AWS is still verifying the account'],
])('%s says what is wrong', async (native, status, env, words) => {
  const { code, message } = await started(env, () => refusal(native, status));
  expect([code, message]).toEqual(['AUTH_ERROR', expect.stringContaining(words)]);
});

test('a region that does not exist is INVALID_SPEC with the nearest one and those that can be used', async () => {
  const { code, message } = await started({ AWS_REGION: 'eu-central-2' });
  expect(code).toBe('INVALID_SPEC');
  expect(message).toContain('AWS_REGION eu-central-2 is no region, did you mean eu-central-1?');
  expect(message).toContain('the enabled ones are eu-central-1, us-east-1');
});

test('a region that the account has not enabled is INVALID_SPEC, not wrong credentials', async () => {
  const { code, message } = await started({ AWS_REGION: 'me-south-1' });
  expect(code).toBe('INVALID_SPEC');
  expect(message).toContain('AWS_REGION me-south-1 is not enabled for this account');
});

test('wrong credentials in another region than the first stay wrong credentials', async () => {
  const { code } = await started({ AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKIANOBODY' });
  expect(code).toBe('AUTH_ERROR');
});

test('an account that may have no instances at all does not start', async () => {
  const { hooks } = await openAws({ vcpusMax: 0 });
  await expect(hooks.onStartup()).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
});

test('an account that is full starts with a warning', async () => {
  const { hooks, provider, warnings } = await openAws({ vcpusMax: 2 });
  await provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } });
  await hooks.onStartup();
  expect(warnings).toEqual(['AWS: 1 instances are in us-east-1, and its limit is 1: launches may be refused']);
});

test('who may not look at the limits starts, with a warning', async () => {
  const { hooks, warnings } = await openAws({}, (call) =>
    call.get('Action') === 'DescribeAccountAttributes' ? refusal('UnauthorizedOperation', 403) : undefined,
  );
  await hooks.onStartup();
  expect(warnings).toEqual([expect.stringContaining('the quotas could not be looked at')]);
});

test.each([
  [7 * 60_000, '7 minutes behind that of AWS'],
  [-3_600_000, '60 minutes ahead of that of AWS'],
])('a clock that is off by minutes is an error that says what to do: %i ms', async (clockOffMs, words) => {
  const { hooks } = await openAws({ clockOffMs });
  await expect(hooks.onStartup()).rejects.toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringContaining(`${words}: set it`),
  });
});

test.each([
  [45_000, ['AWS: the clock here is 45 seconds behind that of AWS: set it before it comes to 5 minutes']],
  [29_000, []],
])('a clock that is off by seconds is a warning from 30 s on: %i ms', async (clockOffMs, expected) => {
  const { hooks, warnings } = await openAws({ clockOffMs });
  await hooks.onStartup();
  expect(warnings).toEqual(expected);
});

test('a call that is refused for its time is made again with the right one, once', async () => {
  const { provider, calls } = await openAws({ clockOffMs: 3_600_000 });
  await provider.spawn({ spec: { cpus: 1, memoryMiB: 512 } });
  const first = calls[0]?.get('Action') ?? '';
  expect(callsOf(calls, first)).toHaveLength(2);
  expect(callsOf(calls, 'RunInstances')).toHaveLength(1);
  expect(await provider.getCosts({ from: '2029-12-05', to: '2029-12-06' })).toMatchObject({ currency: 'USD' });
});
