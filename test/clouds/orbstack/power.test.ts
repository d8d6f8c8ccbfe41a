import { expect, test } from 'vitest';
import { noCapabilities } from '../../../src/provider/capability.ts';
import { bodyOf, type HostUnderTest, hostUnderTest, order } from './host-under-test.ts';

const sleepy = { hibernateMs: 300 };

function stateOf(host: HostUnderTest, id: string): string {
  return bodyOf(host.call('GET', `/v1/machines/${id}`)).state;
}

function runningMachine(host: HostUnderTest): string {
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a')));
  host.wait(1_000);
  return id;
}

test('a machine falls asleep, sleeps, boots again and runs', async () => {
  const host = hostUnderTest(sleepy);
  const id = runningMachine(host);
  expect(bodyOf(host.call('POST', `/v1/machines/${id}/hibernate`)).state).toBe('stopping');
  expect((await host.entries())[0]?.running).toBe(false);
  host.wait(300);
  expect(stateOf(host, id)).toBe('stopped');
  expect(bodyOf(host.call('POST', `/v1/machines/${id}/resume`)).state).toBe('starting');
  host.wait(1_000);
  expect(stateOf(host, id)).toBe('running');
  expect((await host.entries())[0]?.running).toBe(true);
});

test('whoever sleeps is not put to sleep again, and whoever is awake is not woken', () => {
  const host = hostUnderTest(sleepy);
  const id = runningMachine(host);
  host.call('POST', `/v1/machines/${id}/resume`);
  expect(stateOf(host, id)).toBe('running');
  host.call('POST', `/v1/machines/${id}/hibernate`);
  host.wait(300);
  host.call('POST', `/v1/machines/${id}/hibernate`);
  expect(stateOf(host, id)).toBe('stopped');
});

test('a late view of a machine shows how it was before its sleep', () => {
  const host = hostUnderTest({ ...sleepy, getLagMs: 500 });
  const id = runningMachine(host);
  host.wait(500);
  host.call('POST', `/v1/machines/${id}/hibernate`);
  expect(stateOf(host, id)).toBe('running');
  host.wait(500);
  expect(stateOf(host, id)).toBe('stopping');
});

test('a machine that is deleted in its sleep goes, and nobody wakes it', async () => {
  const host = hostUnderTest(sleepy);
  const id = runningMachine(host);
  host.call('POST', `/v1/machines/${id}/hibernate`);
  host.call('DELETE', `/v1/machines/${id}`);
  expect(host.call('POST', `/v1/machines/${id}/resume`).status).toBe(404);
  host.wait(500);
  expect((await host.entries())[0]?.gone).toBe(true);
});

test('a host without hibernation has neither path', () => {
  const host = hostUnderTest({ capabilities: noCapabilities });
  const id = runningMachine(host);
  for (const action of ['hibernate', 'resume']) {
    expect(bodyOf(host.call('POST', `/v1/machines/${id}/${action}`)).error.code).toBe('not_offered');
  }
});

test('what is no action of a machine is no path', () => {
  const host = hostUnderTest();
  const id = runningMachine(host);
  expect(bodyOf(host.call('POST', `/v1/machines/${id}/explode`)).error.code).toBe('no_such_route');
});
