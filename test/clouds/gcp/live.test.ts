import { afterEach, expect, test, vi } from 'vitest';
import { liveGcp } from '../../../src/clouds/gcp/live.ts';
import type { AnyProvider, CapabilityMethods } from '../../../src/provider/provider.ts';
import { gcp } from '../../../src/providers/gcp/gcp.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { sweepEstate } from '../../../src/testbed/sweep-estate.ts';
import { project, type ServedGcp, type ServeOptions, serveGcp, token } from './serve-gcp.ts';

let served: ServedGcp | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await served?.close();
  served = undefined;
});

async function serve(options?: ServeOptions): Promise<ServedGcp> {
  served = await serveGcp(options);
  return served;
}

const region = 'us-central1';
const spec = { cpus: 1, memoryMiB: 1_024 };

function settingsOf({ url }: ServedGcp): Readonly<Record<string, string>> {
  return { url, region, account: project };
}

/** Reads, and the question what the credentials may do. */
function isHarmless(asked: string): boolean {
  return asked.startsWith('GET ') || asked.endsWith(':testIamPermissions');
}

test('it can be used where the project was confirmed, and says which it is where it was not', async () => {
  const service = await serve();
  expect(await liveGcp.probe(settingsOf(service))).toBeNull();
  vi.stubEnv('GOOGLE_CLOUD_REGION', region);
  expect(await liveGcp.probe({ url: service.url })).toBe(
    `GOOGLE_CLOUD_PROJECT says ${project}, asked in us-central1: if that is the one, add --account ${project}`,
  );
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', '');
  expect(await liveGcp.probe(settingsOf(service))).toBeNull();
  expect(service.asked.every(isHarmless)).toBe(true);
});

interface BadInput {
  readonly what: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly said: string;
}

test.each<BadInput>([
  { what: 'a word for a region', settings: { region: 'frankfurt' }, said: '"frankfurt" is no region' },
  { what: 'a project that is none', settings: { account: 'My Project' }, said: '"My Project" is no id of a project' },
  { what: 'another project', settings: { account: 'other' }, said: 'there is no project other for these credentials' },
  {
    what: 'two projects',
    env: { GOOGLE_CLOUD_PROJECT: 'other' },
    said: `GOOGLE_CLOUD_PROJECT says other, and --account says ${project}`,
  },
  { what: 'a URL that is none', settings: { url: 'ftp://x' }, said: '"ftp://x" is no URL of Compute Engine' },
  { what: 'nobody there', settings: { url: 'http://127.0.0.1:2' }, said: 'Compute Engine cannot be reached (' },
  { what: 'a wrong token', env: { GOOGLE_OAUTH_ACCESS_TOKEN: 'ya29.no' }, said: 'refuses the credentials (401)' },
  {
    what: 'half a token',
    env: { GOOGLE_OAUTH_ACCESS_TOKEN: 'Bearer x' },
    said: 'GOOGLE_OAUTH_ACCESS_TOKEN is no token',
  },
  { what: 'no token', env: { GOOGLE_OAUTH_ACCESS_TOKEN: '' }, said: 'there is no access token: there is no file' },
  {
    what: 'a file that is not there',
    env: { GOOGLE_OAUTH_ACCESS_TOKEN: '', GOOGLE_APPLICATION_CREDENTIALS: '/absent.json' },
    said: 'the file of credentials /absent.json (GOOGLE_APPLICATION_CREDENTIALS) cannot be read',
  },
])('with $what it says so in one sentence, and asks for nothing but reads', async ({ settings, env = {}, said }) => {
  const service = await serve();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const problem = await liveGcp.probe({ ...settingsOf(service), ...settings });
  expect(problem).toContain(said);
  expect(problem).not.toContain(token);
  expect(service.asked.every(isHarmless)).toBe(true);
});

test('without --region it is where GOOGLE_CLOUD_REGION says, and nowhere without both', async () => {
  const service = await serve();
  const { region: _region, ...settings } = settingsOf(service);
  expect(await liveGcp.probe(settings)).toContain('no region: add --region');
  vi.stubEnv('GOOGLE_CLOUD_REGION', 'europe-west4');
  expect(await liveGcp.probe(settings)).toBeNull();
});

test('a clock that is far off is told', async () => {
  const service = await serve({ clockOffMs: 7_200_000 });
  expect(await liveGcp.probe(settingsOf(service))).toContain(
    'the clock of this computer is 120 minutes behind: set it',
  );
});

test('a rehearsal looks at all that a run needs, and makes nothing', async () => {
  const service = await serve();
  expect(await liveGcp.rehearse?.(settingsOf(service))).toMatchObject({
    ok: true,
    lines: [
      expect.stringContaining(`project ${project}, region us-central1: a run makes up to 2 instances`),
      expect.stringContaining('the credentials may do it: compute.instances.create, '),
    ],
  });
  expect(service.asked.every(isHarmless)).toBe(true);
  expect(await service.ledger.entries()).toEqual([]);
});

test.each<{ readonly what: string; readonly options: ServeOptions; readonly said: string }>([
  { what: 'a right', options: { lacking: ['compute.instances.delete'] }, said: 'compute.instances.delete are lacking' },
  {
    what: 'room in a quota',
    options: { instancesMax: 1 },
    said: 'the quota INSTANCES of us-central1 leaves too little',
  },
  { what: 'the network', options: { networks: ['own'] }, said: `${project} has no network default (404: ` },
  {
    what: 'the machine type',
    options: { lackingTypes: ['us-central1-a/e2-small'] },
    said: 'us-central1-a has no e2-small (404: ',
  },
  {
    what: 'the region',
    options: { regions: { 'europe-west4': ['europe-west4-a'] } },
    said: 'us-central1 is no region',
  },
])('a rehearsal says that $what is lacking', async ({ options, said }) => {
  const service = await serve(options);
  expect(await liveGcp.rehearse?.(settingsOf(service))).toEqual({ ok: false, problem: expect.stringContaining(said) });
});

test('without --no-dry-run no world opens', async () => {
  await expect(openWorld(settingsOf(await serve()))).rejects.toThrow('nothing is made in a dry run');
});

test('where the worker is not told the region, no world opens, and it is said how to tell it', async () => {
  const { region: _region, ...settings } = settingsOf(await serve());
  await expect(openWorld({ ...settings, dryRun: 'no' })).rejects.toThrow(
    /no region: .*; a variable is passed on with --env/,
  );
});

test('a machine lives and ends there, and everything that is made carries the run', async () => {
  const service = await serve();
  const world = await openWorld({ ...settingsOf(service), dryRun: 'no' });
  expect(world.facts).toMatchObject({ regions: [region], largest: { cpus: 2, memoryMiB: 2_048 }, instancesMax: 2 });
  const provider = ownOf(world.registration.provider);
  const { id } = await provider.spawn({ spec: world.facts.smallest, tags: { team: 'blue' } });
  expect(await provider.get(id)).toMatchObject({ region, tags: { team: 'blue' } });
  const volume = await provider.createVolume({ sizeGiB: 10 });
  const ticket = await provider.requestSpotInstance({ spec, maxPriceUsdPerHour: world.facts.spotBids?.sure ?? 0 });
  const tags = expect.objectContaining({ 'assay-run': 'unsigned_run-1' });
  expect(await service.ledger.entries()).toMatchObject([
    { id, tags },
    { id: ticket.instanceId, tags, isSpot: true },
    { id: volume.id, tags },
  ]);
  const fault = world.faults?.inject({ kind: 'native-error', error: 'auth', scope: { operation: 'spawn' } });
  await expect(provider.spawn({ spec })).rejects.toMatchObject({ code: 'AUTH_ERROR' });
  fault?.heal();
  await provider.terminate(id);
  expect(
    world.transcript
      .entries()
      .map((entry) => JSON.stringify(entry))
      .join(),
  ).not.toContain(token);
}, 120_000);

test('what a lost run made is found by its labels in every zone and removed; what is another’s stays', async () => {
  const service = await serve({ pageSize: 2 });
  const settings = { ...settingsOf(service), dryRun: 'no' };
  const owner = 'assay1.0b5e8a52-6f0e-4f5e-9e3e-0d1a2b3c4d5e.0123456789abcdef0123456789abcdef';
  const provider = ownOf((await openWorld({ ...settings, owner })).registration.provider);
  const { id } = await provider.spawn({ spec });
  const holder = await provider.createVolume({ sizeGiB: 10 });
  const { id: second } = await provider.spawn({ spec, volumeIds: [holder.id] });
  await provider.spawn({ spec, region: 'europe-west4' });
  await provider.createVolume({ sizeGiB: 10, region: 'europe-west4' });
  await provider.createSnapshot(id);
  await provider.createSnapshot(second);
  const others = (await openWorld({ ...settings, owner: 'somebody-else' })).registration.provider;
  const { id: othersId } = await others.spawn({ spec });

  const estate = await liveGcp.estate?.(settings);
  if (!estate) throw new Error('it shows no estate');
  const ours = (await estate.list()).filter((item) => item.owner === owner);
  expect(ours.map(({ kind }) => kind).toSorted()).toEqual([
    ...['instance', 'instance', 'instance', 'snapshot', 'snapshot', 'volume', 'volume'],
  ]);
  const prices = ours.map((item) => estate.usdPerHour?.(item));
  expect(prices.filter((price) => price === 0.0168)).toHaveLength(3);
  expect(prices.filter((price) => price === undefined)).toHaveLength(2);
  for (const { createdAtMs } of ours) expect(Math.abs(Date.now() - createdAtMs)).toBeLessThan(60_000);
  // With the window in which a list may be late cut short: this one never is.
  const swept = await sweepEstate({ ...estate, windowMs: 300 }, (item) => item.owner === owner, createRealClock());
  expect(swept.leaked).toEqual([]);
  expect(swept.removed).toHaveLength(7);
  const left = (await service.ledger.entries()).filter(({ gone }) => !gone).map((entry) => entry.id);
  expect(left).toEqual([othersId]);
}, 120_000);

test('what would not go is told with what to type', async () => {
  const service = await serve();
  const estate = await liveGcp.estate?.(settingsOf(service));
  const thing = { owner: null, region, createdAtMs: 0 } as const;
  expect(estate?.command({ ...thing, kind: 'volume', id: 'us-central1-a.4711' })).toBe(
    `gcloud compute disks delete 4711 --project ${project} --zone us-central1-a`,
  );
  expect(estate?.command({ ...thing, kind: 'snapshot', id: `assay-disk-${'0'.repeat(32)}` })).toBe(
    `gcloud compute images delete assay-disk-${'0'.repeat(32)} --project ${project}`,
  );
  expect(await estate?.isGone({ ...thing, kind: 'volume', id: 'us-central1-a.4711' })).toBe(true);
  expect(await estate?.remove({ ...thing, kind: 'instance', id: 'us-central1-a.4711' })).toBe('gone');
});

function openWorld(settings: Readonly<Record<string, string>>) {
  const signal = new AbortController().signal;
  return liveGcp.open({ module: gcp, seed: 1, runId: 'run-1', settings, signal });
}

type OwnProvider = AnyProvider &
  CapabilityMethods['persistentVolumes'] &
  CapabilityMethods['snapshots'] &
  CapabilityMethods['spot'];

function ownOf(provider: AnyProvider): OwnProvider {
  return provider as OwnProvider;
}
