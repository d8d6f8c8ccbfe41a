import { expect, test } from 'vitest';
import { createEstate } from '../../../src/clouds/gcp/live-estate.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const zone = 'us-central1-a';
const item = { kind: 'instance', id: `${zone}.4711`, owner: null, region: 'us-central1', createdAtMs: 0 } as const;
const notReady = { error: { code: 400, message: 'It is not ready', errors: [{ reason: 'resourceNotReady' }] } };
const running = { name: 'operation-1', status: 'RUNNING' };

/** An estate that is answered in this order; the last answer stands. */
function estateOf(...answers: readonly (readonly [status: number, body: object])[]) {
  const clock = createVirtualClock();
  const asked: string[] = [];
  const ask = async (method: string, path: string) => {
    asked.push(`${method} ${path}`);
    const [status, body] = answers[Math.min(asked.length, answers.length) - 1] ?? [404, {}];
    return { status, text: JSON.stringify(body), headers: new Headers() };
  };
  return { estate: createEstate({ ask, clock, project: 'my-project' }), asked, clock };
}

test('the end of a thing is waited for until it is done', async () => {
  const { estate, asked } = estateOf([200, running], [200, running], [200, { ...running, status: 'DONE' }]);
  expect(await estate.remove(item)).toBe('gone');
  expect(asked.at(-1)).toBe(`GET /zones/${zone}/operations/operation-1`);
});

test('an end that was accepted and fails later is told in the words of the service', async () => {
  const error = { errors: [{ code: 'RESOURCE_IN_USE_BY_ANOTHER_RESOURCE', message: 'It is "in use"' }] };
  const { estate } = estateOf([200, running], [200, { ...running, status: 'DONE', error }]);
  await expect(estate.remove(item)).rejects.toThrow('it was accepted, and failed: 200: It is "in use"');
});

test('what is not ready to end yet is waited for, and so is who ends it already', async () => {
  const { estate, clock } = estateOf([400, notReady], [400, notReady], [404, {}]);
  expect(await estate.remove(item)).toBe('gone');
  expect(clock.monotonic()).toBe(4_000);
});

test('what never ends is an error, in good time', async () => {
  const early = estateOf([400, notReady]);
  await expect(early.estate.remove(item)).rejects.toThrow('Compute Engine answered 400: It is not ready');
  const late = estateOf([200, running]);
  await expect(late.estate.remove(item)).rejects.toThrow('its end was accepted, and is not done after 300000 ms');
  for (const { clock } of [early, late]) expect(clock.monotonic()).toBeLessThanOrEqual(302_000);
});

test.each([
  ['a zone that could not be reached', { items: {}, unreachables: [`zones/${zone}`] }],
  ['a warning in a zone', { items: { [`zones/${zone}`]: { warning: { code: 'UNREACHABLE' } } } }],
  ['a warning', { items: {}, warning: { code: 'PARTIAL_SUCCESS' } }],
])('a list with %s is an error, never a shorter list', async (_what, body) => {
  await expect(estateOf([200, body]).estate.list()).rejects.toThrow('leaves zones out');
});

test('a list that is refused is an error', async () => {
  const refused = { error: { code: 403, message: 'Required permission' } };
  await expect(estateOf([403, refused]).estate.list()).rejects.toThrow(
    'Compute Engine answered 403: Required permission',
  );
});
