import { expect, test } from 'vitest';
import { createEstate } from '../../../src/clouds/lambda/live-estate.ts';
import { createSimulatedLambda } from '../../../src/clouds/lambda/simulated-lambda.ts';
import { lambda } from '../../../src/providers/lambda/lambda.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { sweepEstate } from '../../../src/testbed/sweep-estate.ts';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

test('what a lost run made is found by its tag, page by page, and ended; what is another’s stays', async () => {
  const clock = createVirtualClock();
  const needs = { clock, random: createRandom(3), apiKey: 'key', sshKey: 'laptop', secret: 'hidden' };
  const service = createSimulatedLambda(needs, { pageSize: 2, quirks: { launchFailsButCreates: false } });
  const { fetch } = createFetchWire(service, { clock, transcript: createTranscriptRecorder() });
  const parts = { clock, fetch, random: createRandom(1), signal: new AbortController().signal };
  const url = 'https://lambda.test';
  const spawnAs = async (run: string) => {
    const env = { LAMBDA_API_KEY: 'key', LAMBDA_SSH_KEY: 'laptop', LAMBDA_URL: url, LAMBDA_RUN: run };
    const { provider } = await lambda.create(createWorldContext({ ...parts, env }));
    const { id } = await provider.spawn({ spec: { cpus: 1, memoryMiB: 1_024 } });
    await clock.sleep(20_000);
    return id;
  };
  const ours = [await spawnAs('lost'), await spawnAs('lost'), await spawnAs('lost')];
  const others = await spawnAs('another');
  await clock.sleep(20_000);

  const estate = createEstate(parts, url, { authorization: 'Bearer key', 'user-agent': 'sweep' });
  const swept = await sweepEstate(estate, ({ owner }) => owner === 'lost', clock);
  expect(swept.leaked).toEqual([]);
  expect([...swept.removed].sort()).toEqual([...ours].sort());
  const left = (await service.ledger.entries()).filter(({ gone }) => !gone).map(({ id }) => id);
  expect(left).toEqual([others]);
});
