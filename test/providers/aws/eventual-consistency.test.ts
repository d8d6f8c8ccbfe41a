import { expect, test } from 'vitest';
import { callsOf, openAws, request } from './open-aws.ts';

const late = { idLagMs: 8_000, listLagMs: 8_000 };

test('get waits for what it made itself just now; a stranger is told null', async () => {
  const { provider, elsewhere } = await openAws(late);
  const { id } = await provider.spawn(request);
  expect((await (await elsewhere()).get(id))?.id).toBeUndefined();
  expect((await provider.get(id))?.id).toBe(id);
});

test.each(['here', 'in another process'])('terminate ends %s what EC2 does not know yet', async (place) => {
  const { provider, elsewhere, world } = await openAws(late);
  const { id } = await provider.spawn(request);
  await (place === 'here' ? provider : await elsewhere()).terminate(id);
  await world.clock.sleep(30_000);
  expect((await world.ledger?.entries())?.map(({ gone }) => gone)).toEqual([true]);
});

test('an id that EC2 never made is nobody’s question to it', async () => {
  const { provider, calls } = await openAws();
  for (const id of ['', 'i-', 'unknown', 'i-0123456789ABCDEF0', '../i-12345678']) {
    expect(await provider.get(id)).toBeNull();
    await provider.terminate(id);
  }
  expect(calls).toEqual([]);
});

test('describe goes to the last page in every region', async () => {
  const { provider, calls } = await openAws();
  const made: string[] = [];
  for (let n = 0; n < 11; n += 1) made.push((await provider.spawn(request)).id);
  made.push((await provider.spawn({ ...request, region: 'eu-central-1' })).id);
  expect((await provider.list()).map(({ id }) => id).sort()).toEqual(made.sort());
  expect(callsOf(calls, 'DescribeInstances').filter((call) => call.has('NextToken')).length).toBe(2);
});
