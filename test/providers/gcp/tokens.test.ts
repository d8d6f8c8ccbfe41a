import { expect, test } from 'vitest';
import type { ProviderContext } from '../../../src/provider/context.ts';
import { createGcp } from '../../../src/providers/gcp/gcp.ts';
import { contextUnderTest, regions, token } from './context-under-test.ts';

const tokenPath = '/computeMetadata/v1/instance/service-accounts/default/token';

/** A context whose metadata server hands out `t1`, `t2` and so on, and whose service takes those that `isGood` takes. */
function contextThat(isGood: (token: string) => boolean, seconds = 3_600) {
  const asked: string[] = [];
  let handed = 0;
  const context = contextUnderTest(({ path, headers }) => {
    if (path === tokenPath) {
      expect(headers['metadata-flavor']).toBe('Google');
      handed += 1;
      return Response.json({ access_token: `t${handed}`, expires_in: seconds, token_type: 'Bearer' });
    }
    const token = String(headers.authorization).replace('Bearer ', '');
    asked.push(token);
    return isGood(token)
      ? Response.json(regions)
      : Response.json({ error: { message: `${token} is bad` } }, { status: 401 });
  }, {});
  return { context, asked };
}

const regionsOf = (context: ProviderContext) => createGcp(context).provider.listRegions();

test('a token serves many calls until its last minutes', async () => {
  const { context, asked } = contextThat(() => true);
  const { provider } = createGcp(context);
  await Promise.all([provider.listRegions(), provider.listRegions()]);
  await context.clock.sleep(3_300_000);
  await provider.listRegions();
  await context.clock.sleep(120_000);
  await provider.listRegions();
  expect(asked).toEqual(['t1', 't1', 't1', 't2']);
});

test('a token that is refused is replaced once', async () => {
  const early = contextThat((token) => token === 't2');
  expect(await regionsOf(early.context)).toEqual(['us-central1']);
  const never = contextThat(() => false);
  await expect(regionsOf(never.context)).rejects.toMatchObject({ code: 'AUTH_ERROR' });
  expect(never.asked).toEqual(['t1', 't2']);
});

test('no token in an error', async () => {
  const { context } = contextThat(() => false);
  await expect(regionsOf(context)).rejects.toThrow(/\[redacted\] is bad/);
});

test.each([
  ['refuses', () => new Response('no', { status: 403 })],
  ['answers with half a token', () => new Response('{"access_token":"ya29.half')],
  ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
])('where the metadata server %s, AUTH_ERROR says what to set', async (_what, answer) => {
  const said = await regionsOf(contextUnderTest(answer, {})).catch((thrown: unknown) => thrown);
  expect(said).toMatchObject({ code: 'AUTH_ERROR', message: expect.stringContaining('GOOGLE_OAUTH_ACCESS_TOKEN') });
  expect(String((said as Error).cause)).not.toContain('ya29');
});

test('a token keeps neither the end of its line nor the blanks around it', async () => {
  const sent: unknown[] = [];
  const context = contextUnderTest(
    ({ headers }) => {
      sent.push(headers.authorization);
      return Response.json(regions);
    },
    { GOOGLE_OAUTH_ACCESS_TOKEN: ` ${token}\n` },
  );
  await regionsOf(context);
  expect(sent).toEqual([`Bearer ${token}`]);
});

test.each([
  ['the name of its kind before it', `Bearer ${token}`],
  ['a line more', `${token}\n${token}`],
  ['a letter that no header takes', `${token}ä`],
])('a token with %s is refused before anything is sent, and is not shown', (_what, given) => {
  const context = contextUnderTest(() => Response.json(regions), { GOOGLE_OAUTH_ACCESS_TOKEN: given });
  const start = () => createGcp(context);
  expect(start).toThrow(/GOOGLE_OAUTH_ACCESS_TOKEN is no token/);
  expect(start).not.toThrow(token);
});
