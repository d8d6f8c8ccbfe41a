import { expect, test } from 'vitest';
import type { GcpOptions } from '../../../src/clouds/gcp/gcp-options.ts';
import { createSimulatedGcp } from '../../../src/clouds/gcp/simulated-gcp.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const zone = 'us-central1-a';
const order = {
  name: 'one',
  machineType: `zones/${zone}/machineTypes/e2-small`,
  disks: [{ boot: true, initializeParams: { sourceImage: 'projects/debian-cloud/global/images/family/debian-12' } }],
};

/** A project, and how to ask it. */
function projectThat(given: Partial<GcpOptions> = {}) {
  const clock = createVirtualClock();
  const calm = { soldOutTypes: [], lackingTypes: [], listLagMs: 0, operationMaxMs: 5_000 };
  const needs = { clock, random: createRandom(1), project: 'my-project', secret: 'ya29' };
  const service = createSimulatedGcp(needs, { ...calm, ...given });
  const ask = async (method: string, path: string, body?: object, token = 'ya29.0') => {
    const { status, body: text } = await service.handle({
      method,
      host: 'compute.test',
      path: `/compute/v1/projects/my-project${path.split('?')[0]}`,
      query: path.split('?')[1] ?? '',
      headers: { authorization: `Bearer ${token}` },
      body: body ? JSON.stringify(body) : '',
    });
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it likes.
    return { status, json: JSON.parse(text) as any };
  };
  const insert = (body: object = order, query = '') => ask('POST', `/zones/${zone}/instances${query}`, body);
  const settled = async (name: string) => {
    await clock.sleep(60_000);
    return (await ask('GET', `/zones/${zone}/operations/${name}`)).json;
  };
  return { ask, insert, settled, clock, service };
}

test('what was accepted is done later, and what is lacking is told only then', async () => {
  const { insert, settled, service } = projectThat({ drainedZones: [zone] });
  const { status, json } = await insert();
  expect([status, json.status, json.error]).toEqual([200, 'RUNNING', undefined]);
  const operation = await settled(json.name);
  expect(operation).toMatchObject({ status: 'DONE', httpErrorStatusCode: 503 });
  expect(operation.error.errors[0].code).toBe('ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS');
  expect(await service.ledger.entries()).toEqual([]);
});

test('a request id stands for its operation, whatever else is asked for, until it is forgotten', async () => {
  const { insert, clock } = projectThat({ tokenMs: 86_400_000 });
  const first = await insert(order, '?requestId=r');
  const second = await insert({ ...order, name: 'two' }, '?requestId=r');
  expect(second.json.name).toBe(first.json.name);
  expect((await insert()).json.error.errors[0].reason).toBe('alreadyExists');
  await clock.sleep(3_600_000);
  const third = await insert({ ...order, name: 'two' }, '?requestId=r');
  expect(third.status).toBe(200);
  expect(third.json.name).not.toBe(first.json.name);
});

test('a delete looks like a stop, lets nothing else be done, and frees the name', async () => {
  const { ask, insert, settled, clock } = projectThat({ deleteMs: 20_000 });
  const { json } = await insert();
  const path = `/zones/${zone}/instances/${json.targetId}`;
  await settled(json.name);
  expect((await ask('GET', path)).json.status).toBe('RUNNING');
  await ask('DELETE', path);
  expect((await ask('GET', path)).json.status).toBe('STOPPING');
  expect((await ask('DELETE', path)).json.error.errors[0].reason).toBe('resourceNotReady');
  expect((await insert()).status).toBe(409);
  await clock.sleep(20_000);
  expect((await ask('GET', path)).status).toBe(404);
  expect((await insert()).status).toBe(200);
});

test('a spot machine that is taken away is stopped, and an operation of the system says why', async () => {
  const { ask, insert, settled, service } = projectThat();
  const scheduling = { provisioningModel: 'SPOT', onHostMaintenance: 'TERMINATE' };
  const { json } = await insert({ ...order, scheduling });
  await settled(json.name);
  await service.spotMarket.interrupt(`${zone}.${json.targetId}`);
  await settled(json.name);
  expect((await ask('GET', `/zones/${zone}/instances/${json.targetId}`)).json.status).toBe('TERMINATED');
  const filter = encodeURIComponent('operationType = "compute.instances.preempted"');
  const { items } = (await ask('GET', `/aggregated/operations?filter=${filter}`)).json;
  expect(items[`zones/${zone}`].operations).toMatchObject([{ targetId: json.targetId }]);
});

test.each([
  ['a zone that is not there', { name: 'x' }, '/zones/nowhere1-a/instances', 400],
  ['a network that is not there', { ...order, networkInterfaces: [{ network: 'global/networks/x' }] }, undefined, 404],
  ['a label that is none', { ...order, labels: { Team: 'x' } }, undefined, 400],
  ['a type that is not there', { ...order, machineType: 'zones/z/machineTypes/x' }, undefined, 400],
  ['GPUs without their schedule', { ...order, machineType: 'machineTypes/g2-standard-16' }, undefined, 400],
])('%s is refused at once', async (_what, body, path = `/zones/${zone}/instances`, status) => {
  expect((await projectThat().ask('POST', path, body)).status).toBe(status);
});

test('an image of a disk that is in use is made where that is insisted on, and machines start from it when it is ready', async () => {
  const { ask, insert, clock } = projectThat({ machineImageMs: 60_000 });
  await insert();
  const image = { name: 'picture', sourceDisk: `projects/my-project/zones/${zone}/disks/one` };
  expect((await ask('POST', '/global/images', image)).json.error.errors[0].reason).toBe(
    'resourceInUseByAnotherResource',
  );
  expect((await ask('POST', '/global/images?forceCreate=true', image)).status).toBe(200);
  const disks = [{ boot: true, initializeParams: { sourceImage: 'projects/my-project/global/images/picture' } }];
  expect((await ask('GET', '/global/images/picture')).json).toMatchObject({ kind: 'compute#image', status: 'PENDING' });
  expect((await insert({ ...order, name: 'two', disks })).status).toBe(404);
  await clock.sleep(60_000);
  expect((await insert({ ...order, name: 'two', disks })).status).toBe(200);
  expect((await ask('GET', '/global/machineImages/picture')).status).toBe(404);
});
