import { expect, test } from 'vitest';
import type { CapabilityMethods } from '../../../../src/provider/provider.ts';
import { runWorkflow, type Workflow } from '../../../../src/provider/workflow.ts';
import type { WarmPoolInput, WarmPoolOutput } from '../../../../src/provider/workflows/warm-pool.ts';
import { callsOf, type OpenAws, openAws } from '../open-aws.ts';

const input: WarmPoolInput = { key: 'builders', sizeGiB: 10, perZone: 1, zones: ['us-east-1b'] };
const pool = ({ world }: OpenAws) =>
  world.registration.workflows?.find(({ name }) => name === 'warm-pool') as Workflow<WarmPoolInput, WarmPoolOutput>;
const warm = ({ provider }: OpenAws) => provider as unknown as CapabilityMethods['warmVolumes'];
const left = async ({ world }: OpenAws) =>
  (await world.ledger?.entries())?.filter(({ kind, gone }) => kind === 'volume' && !gone).map(({ id }) => id) ?? [];

test('a pool is named by its key: another key is another pool', async () => {
  const aws = await openAws();
  const one = await runWorkflow(pool(aws), input);
  const other = await runWorkflow(pool(aws), { ...input, key: 'others' });
  expect(other.volumes[0]?.id).not.toBe(one.volumes[0]?.id);
  expect((await runWorkflow(pool(aws), input)).volumes).toEqual(one.volumes);
});

test('a pool that is to be smaller, or of another size, loses what is too much', async () => {
  const aws = await openAws();
  await runWorkflow(pool(aws), { ...input, perZone: 3 });
  const smaller = await runWorkflow(pool(aws), input);
  expect(await left(aws)).toEqual(smaller.volumes.map(({ id }) => id));
  const larger = await runWorkflow(pool(aws), { ...input, sizeGiB: 20 });
  expect(larger.volumes).toMatchObject([{ sizeGiB: 20 }]);
  expect(await left(aws)).toEqual(larger.volumes.map(({ id }) => id));
});

test('a pool that was taken down and is filled again has new volumes: a token leads past those that are gone', async () => {
  const aws = await openAws();
  const first = await runWorkflow(pool(aws), input);
  await pool(aws).compensate(input);
  expect(await left(aws)).toEqual([]);
  await aws.world.clock.sleep(60_000);
  const second = await runWorkflow(pool(aws), input);
  expect(second.volumes).toMatchObject([{ status: 'available' }]);
  expect(second.volumes[0]?.id).not.toBe(first.volumes[0]?.id);
});

test('a zone that there is not is refused before anything is made', async () => {
  const aws = await openAws();
  const wrong = { ...input, zones: ['us-east-1b', 'eu-central-1a'] };
  await expect(runWorkflow(pool(aws), wrong)).rejects.toThrow(expect.objectContaining({ code: 'INVALID_SPEC' }));
  expect(callsOf(aws.calls, 'CreateVolume')).toEqual([]);
});

test('a volume that cannot be made fails the run when no other is under way, and all are taken down again', async () => {
  const refused = { status: 400, body: errorBody('VolumeLimitExceeded') };
  const isRefused = (call: URLSearchParams) =>
    call.get('Action') === 'CreateVolume' && call.get('AvailabilityZone') === 'us-east-1a';
  const aws = await openAws({}, (call) => (isRefused(call) ? refused : undefined));
  const { zones: _zones, ...everywhere } = input;
  await expect(runWorkflow(pool(aws), everywhere)).rejects.toThrow(expect.objectContaining({ code: 'QUOTA_EXCEEDED' }));
  expect(await left(aws)).toEqual([]);
});

test('a claim that no spawn followed ends after its time, and its volume is given to nobody', async () => {
  const aws = await openAws({}, undefined, { AWS_WARM_CLAIM_MINUTES: '5' });
  await runWorkflow(pool(aws), input);
  const { id } = await warm(aws).claimWarmVolume();
  await aws.world.clock.sleep(4 * 60_000);
  expect((await runWorkflow(pool(aws), input)).volumes.map((volume) => volume.id)).not.toContain(id);
  expect(await left(aws)).toContain(id);
  await aws.world.clock.sleep(2 * 60_000);
  const { volumes } = await runWorkflow(pool(aws), input);
  expect(await left(aws)).toEqual(volumes.map((volume) => volume.id));
});

function errorBody(code: string): string {
  return `<Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>`;
}
