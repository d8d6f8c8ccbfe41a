import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOf, type HostUnderTest, hostUnderTest, order } from './host-under-test.ts';

test('all pages together are exactly the machines, whatever the sizes and the order', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 14 }),
      fc.integer({ min: 1, max: 6 }),
      fc.boolean(),
      fc.nat(),
      (count, pageSize, shuffle, seed) => {
        const host = hostUnderTest({ pageSize, shuffle }, seed);
        const ids = spawnMany(host, count);
        const pages = listPages(host);
        expect(pages.flat().sort()).toEqual([...ids].sort());
        expect(pages.length).toBe(Math.max(1, Math.ceil(count / pageSize)));
      },
    ),
  );
});

test('a machine that comes or goes between two pages does not disturb the list under way', () => {
  const host = hostUnderTest({ pageSize: 2 });
  const ids = spawnMany(host, 4);
  const first = bodyOf(host.call('GET', '/v1/machines'));
  host.call('DELETE', `/v1/machines/${ids[0]}`);
  host.call('POST', '/v1/machines', order('late'));
  host.wait(10_000);
  const second = bodyOf(host.call('GET', `/v1/machines?cursor=${first.next_cursor}`));
  expect([...first.machines, ...second.machines].map(({ id }) => id)).toEqual(ids);
  expect(second.next_cursor).toBeNull();
});

test('a list shows the state of some time ago', () => {
  const host = hostUnderTest({ listLagMs: 1_000 });
  const { id } = bodyOf(host.call('POST', '/v1/machines', order('a')));
  expect(listPages(host)).toEqual([[]]);
  host.wait(1_000);
  expect(listPages(host)).toEqual([[id]]);
  host.call('DELETE', `/v1/machines/${id}`);
  host.wait(1_400);
  expect(listPages(host)).toEqual([[id]]);
  host.wait(200);
  expect(listPages(host)).toEqual([[]]);
});

test('a list by name holds that machine only', () => {
  const host = hostUnderTest();
  spawnMany(host, 3);
  expect(bodyOf(host.call('GET', '/v1/machines?name=m1')).machines.length).toBe(1);
  expect(bodyOf(host.call('GET', '/v1/machines?name=m')).machines.length).toBe(0);
});

test('a limit makes pages smaller, never larger', () => {
  const host = hostUnderTest({ pageSize: 3 });
  spawnMany(host, 5);
  expect(bodyOf(host.call('GET', '/v1/machines?limit=1')).machines.length).toBe(1);
  expect(bodyOf(host.call('GET', '/v1/machines?limit=100')).machines.length).toBe(3);
});

test('a made-up cursor is refused', () => {
  const answer = hostUnderTest().call('GET', '/v1/machines?cursor=nonsense');
  expect([answer.status, bodyOf(answer).error.code]).toEqual([400, 'cursor_expired']);
});

function spawnMany(host: HostUnderTest, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => bodyOf(host.call('POST', '/v1/machines', order(`m${n}`))).id);
}

function listPages(host: HostUnderTest): readonly (readonly string[])[] {
  const pages: (readonly string[])[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = bodyOf(host.call('GET', `/v1/machines${cursor && `?cursor=${cursor}`}`));
    pages.push(page.machines.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  return pages;
}
