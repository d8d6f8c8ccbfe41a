import { expect, test } from 'vitest';
import { createSimulatedHost } from '../../../src/clouds/orbstack/simulated-host.ts';
import type { Fault } from '../../../src/testbed/fault.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { type Body, order } from './host-under-test.ts';

const url = 'http://host/v1/machines';

/** A prompt host with so many machines, and a fault. */
async function open(machines: number, fault: Fault) {
  const clock = createVirtualClock();
  const needs = { clock, random: createRandom(1), token: 't' };
  const host = createSimulatedHost(needs, { pageSize: 2, listLagMs: 0, latencyMaxMs: 0, shuffle: false });
  const { fetch, faults } = createFetchWire(host, { clock, transcript: createTranscriptRecorder() });
  const headers = { authorization: 'Bearer t' };
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: (await response.json()) as Body };
  };
  for (let number = 1; number <= machines; number += 1) await call('POST', url, order(`m${number}`));
  const injected = faults.inject(fault);
  return { call, injected, host };
}

function namesOf(body: Body): readonly string[] {
  return body.machines.map((machine) => (machine as unknown as { readonly name: string }).name);
}

test('a state that nobody has heard of is in lists and in single machines', async () => {
  const { call } = await open(2, { kind: 'unknown-enum', scope: {} });
  const listed = await call('GET', url);
  expect(listed.body.machines.map(({ state }) => state)).toEqual(['migrating', 'migrating']);
  expect((await call('GET', `${url}/${listed.body.machines[0]?.id}`)).body.state).toBe('migrating');
});

test('from the second page on the same page comes next for ever', async () => {
  const { call, injected } = await open(6, { kind: 'repeated-page-token', scope: { operation: 'list' } });
  const first = await call('GET', url);
  expect(injected.touched).toBe(0);
  const { next_cursor: cursor } = first.body;
  for (let turn = 0; turn < 3; turn += 1) {
    const page = await call('GET', `${url}?cursor=${cursor}`);
    expect([namesOf(page.body), page.body.next_cursor]).toEqual([['m3', 'm4'], cursor]);
  }
});

test('a list that is short says so in its body, under a status of success', async () => {
  const { call } = await open(2, { kind: 'partial-batch', scope: { operation: 'list' } });
  const { status, body } = await call('GET', url);
  expect([status, namesOf(body)]).toEqual([207, ['m1']]);
  expect(body).toMatchObject({ next_cursor: null, errors: [{ code: 'unavailable' }] });
});

test('a page that is dropped is followed by the next, and the last cannot be dropped', async () => {
  const { call, injected } = await open(3, { kind: 'dropped-page', scope: { operation: 'list' } });
  const page = await call('GET', url);
  expect([namesOf(page.body), page.body.next_cursor, injected.touched]).toEqual([['m3'], null, 1]);
  injected.heal();
  const whole = await open(2, { kind: 'dropped-page', scope: { operation: 'list' } });
  expect(namesOf((await whole.call('GET', url)).body)).toEqual(['m1', 'm2']);
  expect(whole.injected.touched).toBe(0);
});

test('a forgotten token makes a second machine of one name', async () => {
  const { call, injected, host } = await open(1, { kind: 'token-forgotten', scope: { operation: 'spawn' } });
  expect((await call('POST', url, order('m1'))).status).toBe(201);
  expect(await host.ledger.entries()).toHaveLength(2);
  expect(injected.touched).toBe(1);
  await call('POST', url, order('other'));
  expect(injected.touched).toBe(1);
});

test('a doubled create is answered with the name that it took itself', async () => {
  const { call, host } = await open(0, { kind: 'duplicate-delivery', scope: { operation: 'spawn' } });
  const { status, body } = await call('POST', url, order('m1'));
  const [machine] = await host.ledger.entries();
  expect([status, body.error]).toMatchObject([409, { code: 'name_taken', machine_id: machine?.id }]);
});
