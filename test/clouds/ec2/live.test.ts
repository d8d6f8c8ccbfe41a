import { afterEach, expect, test, vi } from 'vitest';
import { liveEc2 } from '../../../src/clouds/ec2/live.ts';
import type { AnyProvider, CapabilityMethods } from '../../../src/provider/provider.ts';
import { aws } from '../../../src/providers/aws/aws.ts';
import { type ServedEc2, serveEc2 } from './serve-ec2.ts';

let served: ServedEc2 | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await served?.close();
  served = undefined;
});

async function serve(options?: Parameters<typeof serveEc2>[0]): Promise<ServedEc2> {
  served = await serveEc2(options);
  return served;
}

const region = 'us-east-1';

function settingsOf({ url, store }: ServedEc2): Readonly<Record<string, string>> {
  return { url, region, account: store.accountId };
}

test('it can be used where the account was confirmed, and says which it is where it was not', async () => {
  const ec2 = await serve();
  const { accountId } = ec2.store;
  expect(await liveEc2.probe(settingsOf(ec2))).toBeNull();
  expect(await liveEc2.probe({ url: ec2.url, region })).toBe(
    `the credentials are of the account ${accountId}, asked in us-east-1: if that is the one, add --account ${accountId}`,
  );
  expect(await liveEc2.probe({ ...settingsOf(ec2), account: '000000000000' })).toContain(
    `of the account ${accountId}, and --account says 000000000000`,
  );
  expect(ec2.actions.filter((action) => !action.startsWith('Describe'))).toEqual([]);
});

interface BadInput {
  readonly what: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly said: string;
}

test.each<BadInput>([
  { what: 'no region', settings: { region: '' }, said: '"" is no region' },
  { what: 'a word for a region', settings: { region: 'frankfurt' }, said: '"frankfurt" is no region' },
  { what: 'a region of others', settings: { region: 'me-south-1' }, said: 'me-south-1 is no region of this account' },
  { what: 'an account that is none', settings: { account: '12' }, said: '--account "12" is no id of an account' },
  { what: 'a URL that is none', settings: { url: 'ftp://x' }, said: '"ftp://x" is no URL of EC2' },
  { what: 'nobody there', settings: { url: 'http://127.0.0.1:2' }, said: 'EC2 cannot be reached in us-east-1' },
  { what: 'a wrong key', env: { AWS_ACCESS_KEY_ID: 'AKIANOBODY' }, said: 'EC2 refuses the credentials (AuthFailure)' },
  {
    what: 'no credentials',
    env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    said: 'no credentials: export AWS_ACCESS_KEY_ID',
  },
])('with $what it says so in one sentence, and asks for nothing but reads', async ({ settings, env = {}, said }) => {
  const ec2 = await serve();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  expect(await liveEc2.probe({ ...settingsOf(ec2), ...settings })).toContain(said);
  expect(ec2.actions.filter((action) => !action.startsWith('Describe'))).toEqual([]);
});

test('without --region it is where AWS_REGION says', async () => {
  const ec2 = await serve();
  const { region: _region, ...settings } = settingsOf(ec2);
  expect(await liveEc2.probe(settings)).toContain('no region: add --region');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  expect(await liveEc2.probe(settings)).toBeNull();
});

test('a clock that is far off is told, although the SDK would set its own right', async () => {
  const ec2 = await serve({ clockOffMs: 7_200_000 });
  expect(await liveEc2.probe(settingsOf(ec2))).toContain('the clock of this computer is 120 minutes behind: set it');
});

test('a rehearsal asks whether EC2 would do what a run does, and makes nothing', async () => {
  const ec2 = await serve();
  const rehearsed = await liveEc2.rehearse?.(settingsOf(ec2));
  expect(rehearsed).toMatchObject({
    ok: true,
    lines: [
      expect.stringContaining(`account ${ec2.store.accountId}, region us-east-1: a run makes up to 2 instances`),
      expect.stringContaining('EC2 would do it: RunInstances, RunInstances on the spot market, CreateVolume'),
    ],
  });
  expect(await ec2.ledger.entries()).toEqual([]);
});

test('without --no-dry-run no world opens', async () => {
  const ec2 = await serve();
  await expect(openWorld(settingsOf(ec2))).rejects.toThrow('nothing is made in a dry run');
});

test('a machine lives and ends there, and everything that is made carries the run', async () => {
  const ec2 = await serve();
  const world = await openWorld({ ...settingsOf(ec2), dryRun: 'no' });
  expect(world.facts).toMatchObject({ regions: [region], largest: { cpus: 2, memoryMiB: 1_024 }, instancesMax: 2 });
  const provider = ownOf(world.registration.provider);
  const { id } = await provider.spawn({ spec: world.facts.smallest, tags: { team: 'blue' } });
  expect(await provider.get(id)).toMatchObject({ region, tags: { team: 'blue' } });
  const volume = await provider.createVolume({ sizeGiB: 1 });
  expect(volume.tags).toEqual({});
  const mark = { 'assay:run': 'unsigned.run-1' };
  expect(await ec2.ledger.entries()).toMatchObject([
    { id, tags: mark },
    { id: volume.id, tags: mark },
  ]);
  const [root] = [...ec2.store.instances.values()];
  expect(Object.fromEntries(root?.rootTags ?? [])).toEqual(mark);
  const fault = world.faults?.inject({ kind: 'native-error', error: 'auth', scope: { operation: 'spawn' } });
  await expect(provider.spawn({ spec: world.facts.smallest })).rejects.toMatchObject({ code: 'AUTH_ERROR' });
  fault?.heal();
  await provider.terminate(id);
}, 120_000);

test('what a lost run made is found by its tag in every region and removed; what is another’s stays', async () => {
  const ec2 = await serve();
  const settings = { ...settingsOf(ec2), dryRun: 'no' };
  const provider = ownOf((await openWorld(settings)).registration.provider);
  const spec = { cpus: 1, memoryMiB: 512 };
  const { id } = await provider.spawn({ spec });
  await provider.spawn({ spec, region: 'eu-central-1' });
  await provider.createVolume({ sizeGiB: 1, region: 'eu-central-1' });
  await provider.requestSpotInstance({ spec, maxPriceUsdPerHour: 1 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await provider.createSnapshot(id);
  const others = (await openWorld({ ...settings, owner: 'somebody-else' })).registration.provider;
  const { id: othersId } = await others.spawn({ spec });

  const estate = await liveEc2.estate?.(settings);
  const kinds = (await estate?.list())?.filter(({ owner }) => owner === 'unsigned.run-1').map(({ kind }) => kind);
  expect(kinds?.toSorted()).toEqual([
    ...['instance', 'instance', 'instance', 'snapshot', 'snapshot', 'spot-request'],
    ...['volume', 'volume', 'volume', 'volume'],
  ]);
  const swept = await sweepFast(settings);
  expect(swept.leaked).toEqual([]);
  const left = (await ec2.ledger.entries()).filter(({ gone }) => !gone).map((entry) => entry.id);
  expect(left).toEqual([othersId]);
}, 120_000);

test('what would not go is told with what to type', async () => {
  const ec2 = await serve();
  const estate = await liveEc2.estate?.(settingsOf(ec2));
  const thing = { owner: null, region: 'eu-central-1', createdAtMs: 0 } as const;
  expect(estate?.command({ ...thing, kind: 'snapshot', id: 'ami-0123456789abcdef0' })).toBe(
    'aws ec2 deregister-image --image-id ami-0123456789abcdef0 --region eu-central-1',
  );
  expect(await estate?.isGone({ ...thing, kind: 'volume', id: 'vol-0123456789abcdef0' })).toBe(true);
  expect(await estate?.remove({ ...thing, kind: 'instance', id: 'i-0123456789abcdef0' })).toBe('gone');
});

/** With the window in which a list may be late cut short: this one never is. */
async function sweepFast(settings: Readonly<Record<string, string>>) {
  const estate = await liveEc2.estate?.(settings);
  if (!estate) throw new Error('it shows no estate');
  const { sweepEstate } = await import('../../../src/testbed/sweep-estate.ts');
  const { createRealClock } = await import('../../../src/testbed/real-clock.ts');
  const isOurs = ({ owner }: { readonly owner: string | null }) => owner === 'unsigned.run-1';
  return sweepEstate({ ...estate, windowMs: 300 }, isOurs, createRealClock());
}

function openWorld(settings: Readonly<Record<string, string>>) {
  const signal = new AbortController().signal;
  return liveEc2.open({ module: aws, seed: 1, runId: 'run-1', settings, signal });
}

type OwnProvider = AnyProvider &
  CapabilityMethods['persistentVolumes'] &
  CapabilityMethods['snapshots'] &
  CapabilityMethods['spot'];

function ownOf(provider: AnyProvider): OwnProvider {
  return provider as OwnProvider;
}
