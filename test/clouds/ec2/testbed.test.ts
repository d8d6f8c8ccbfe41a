import { expect, test } from 'vitest';
import { simulatedEc2 } from '../../../src/clouds/ec2/testbed.ts';
import { aws } from '../../../src/providers/aws/aws.ts';

const request = { spec: { cpus: 1, memoryMiB: 512 } };

async function history(seed: number, runId: string): Promise<string> {
  const signal = new AbortController().signal;
  const world = await simulatedEc2().open({ module: aws, seed, runId, settings: {}, signal });
  const { provider } = world.registration;
  world.faults?.inject({ kind: 'native-error', error: 'rate-limit', scope: { operation: 'list', nth: 1 } });
  const { id } = await provider.spawn(request);
  await provider.spawn({ ...request, idempotencyKey: 'k' });
  await provider.list();
  await provider.terminate(id);
  await world.clock.sleep(5_000);
  await provider.get(id);
  return JSON.stringify([world.transcript.entries(), await world.ledger?.entries()]);
}

test('the same seed gives the same history, byte for byte, whatever the run is called; another seed another one', async () => {
  const first = await history(7, 'one');
  expect(await history(7, 'two')).toBe(first);
  expect(await history(8, 'one')).not.toBe(first);
});

test('no transcript shows the secret of the account', async () => {
  const signal = new AbortController().signal;
  const world = await simulatedEc2().open({ module: aws, seed: 1, runId: 'r', settings: {}, signal });
  const [secret = ''] = world.facts.secrets;
  await world.registration.provider.spawn({ ...request, tags: { stolen: secret } });
  expect(secret).not.toBe('');
  expect(JSON.stringify(world.transcript.entries())).not.toContain(secret);
});
