import { expect, test } from 'vitest';
import type { Misdeed } from '../../../src/testbed/misconduct.ts';
import { type Body, bodyOf, hostUnderTest, order } from './host-under-test.ts';

/** A host that goes wrong, with these machines on it from before. */
function astray(misdeed: Misdeed, count?: number, names: readonly string[] = []) {
  const host = hostUnderTest({ hibernateMs: 100 });
  const create = (name: string, more?: object) => bodyOf(host.call('POST', '/v1/machines', order(name, more)));
  const before = names.map((name) => create(name));
  host.wait(2_000);
  const begun = host.misconduct.begin(misdeed, count);
  const get = (id: string) => bodyOf(host.call('GET', `/v1/machines/${id}`));
  const remove = (id: string) => host.call('DELETE', `/v1/machines/${id}`);
  const list = () => namesIn(bodyOf(host.call('GET', '/v1/machines?limit=100')));
  return { ...host, create, get, remove, list, begun, before };
}

function namesIn({ machines }: Body): readonly string[] {
  return machines.map((machine) => (machine as unknown as { readonly name: string }).name);
}

test('it heals when it is told to, and after as many times as it was begun for', () => {
  const healed = astray({ kind: 'hides-machines' }, undefined, ['a']);
  expect(healed.list()).toEqual([]);
  healed.begun.heal();
  expect([healed.list(), healed.begun.touched]).toEqual([['a'], 1]);

  const counted = astray({ kind: 'hides-machines' }, 2, ['a']);
  expect([counted.list(), counted.list(), counted.list()]).toEqual([[], [], ['a']]);
  expect(counted.begun.touched).toBe(2);
});

test('what changes nothing is not counted', () => {
  const { list, remove, create, begun } = astray({ kind: 'hides-machines' });
  expect([list(), remove('m-none').status]).toEqual([[], 404]);
  create('a');
  expect(begun.touched).toBe(0);
});

test('a machine that is gone is shown as if it ran, and again not when that is healed', () => {
  const { remove, get, list, wait, begun, before } = astray({ kind: 'shows-the-gone' }, undefined, ['a']);
  const id = before[0]?.id ?? '';
  remove(id);
  wait(5_000);
  expect([get(id).state, list()]).toEqual(['running', ['a']]);
  begun.heal();
  expect([get(id).error.code, list()]).toEqual(['machine_not_found', []]);
});

test('every other read shows a machine in the wrong state, and never two in a row', () => {
  const { get, before } = astray({ kind: 'flaps', state: 'stopped' }, undefined, ['a']);
  const states = [1, 2, 3, 4].map(() => get(before[0]?.id ?? '').state);
  expect(states).toEqual(['stopped', 'running', 'stopped', 'running']);
});

test('a machine that is stuck goes on from where it was when that is healed', async () => {
  const booting = astray({ kind: 'gets-stuck', state: 'starting' });
  const { id } = booting.create('a');
  booting.wait(60_000);
  expect(booting.get(id).state).toBe('starting');
  booting.begun.heal();
  booting.wait(1_000);
  expect(booting.get(id).state).toBe('running');

  const ending = astray({ kind: 'gets-stuck', state: 'deleting' }, undefined, ['a']);
  ending.remove(ending.before[0]?.id ?? '');
  ending.wait(60_000);
  expect(await ending.entries()).toMatchObject([{ gone: false, ending: true }]);
  ending.begun.heal();
  ending.wait(500);
  expect(await ending.entries()).toMatchObject([{ gone: true }]);
});

test('a machine that fails later is there, does not run, and goes when it is deleted', async () => {
  const { create, get, remove, wait, entries } = astray({ kind: 'fails-later', afterMs: 3_000 });
  const { id } = create('a');
  wait(2_999);
  expect(get(id).state).toBe('running');
  wait(1);
  expect([get(id).state, await entries()]).toMatchObject(['failed', [{ running: false, gone: false }]]);
  remove(id);
  wait(500);
  expect(await entries()).toMatchObject([{ gone: true }]);
});

test('a delete is accepted and ignored, or refused with a time to wait', async () => {
  const ignored = astray({ kind: 'ignores-deletes' }, 1, ['a']);
  const id = ignored.before[0]?.id ?? '';
  expect(ignored.remove(id).status).toBe(202);
  expect(await ignored.entries()).toMatchObject([{ ending: false }]);
  ignored.remove(id);
  expect(await ignored.entries()).toMatchObject([{ ending: true }]);

  const refused = astray({ kind: 'refuses-deletes', retryAfterMs: 60_000 }, undefined, ['a']);
  expect(refused.remove(refused.before[0]?.id ?? '')).toMatchObject({
    ...{ status: 409, body: { error: { code: 'machine_busy' } }, headers: { 'retry-after': '60' } },
  });
});

test('two machines are made where one was asked for, and the truth knows which', async () => {
  const { create, entries } = astray({ kind: 'makes-two' });
  create('a', { labels: { team: 'x' } });
  const made = await entries();
  expect(made.map(({ isUnasked, tags }) => [isUnasked, tags.team])).toEqual([
    [undefined, 'x'],
    [true, 'x'],
  ]);
});

test('tags are not shown before their time, and names are not what they were', async () => {
  const late = astray({ kind: 'tags-late', lateMs: 1_000 });
  const { id } = late.create('a', { labels: { team: 'x' } });
  const labels = () => (late.get(id) as unknown as { readonly labels: object }).labels;
  expect([labels(), await late.entries()]).toMatchObject([{}, [{ tags: { team: 'x' } }]]);
  late.wait(1_000);
  expect(labels()).toEqual({ team: 'x' });

  const plain = astray({ kind: 'normalises-names' });
  plain.create('a-1', { labels: { 'assay.name': 'Web-1', surname: 'Web-1' } });
  expect(await plain.entries()).toMatchObject([{ tags: { 'assay.name': 'web', surname: 'Web-1' } }]);
});

test('an id is given again once its machine has been gone for so long', async () => {
  const { create, remove, wait, get, before, entries } = astray({ kind: 'reuses-ids', afterMs: 5_000 }, undefined, [
    'a',
  ]);
  const id = before[0]?.id ?? '';
  remove(id);
  wait(5_000);
  expect(create('b').id).not.toBe(id);
  wait(500);
  expect(create('c').id).toBe(id);
  expect([get(id).state, (await entries()).length]).toEqual(['creating', 2]);
});

test('a token is taken for another machine’s, though never twice in a row', () => {
  const { create, before } = astray({ kind: 'confuses-tokens', flaw: 'mistaken', afterMs: 0 }, undefined, ['a']);
  expect(create('b').error).toMatchObject({ code: 'name_taken', machine_id: before[0]?.id });
  expect(create('b').state).toBe('creating');
});

test('a token is kept for a machine that is gone, or forgotten so long after its machine was made', () => {
  const kept = astray({ kind: 'confuses-tokens', flaw: 'kept', afterMs: 0 }, undefined, ['a']);
  const id = kept.before[0]?.id ?? '';
  kept.remove(id);
  kept.wait(5_000);
  expect(kept.create('a').error).toMatchObject({ code: 'name_taken', machine_id: id });
  kept.begun.heal();
  expect(kept.create('a').state).toBe('creating');

  const forgotten = astray({ kind: 'confuses-tokens', flaw: 'forgotten', afterMs: 5_000 }, undefined, ['a']);
  expect(forgotten.create('a').error.code).toBe('name_taken');
  forgotten.wait(5_000);
  expect(forgotten.create('a').state).toBe('creating');
});

test('a list in pages of one loses the last, or shows one twice, but not in two lists in a row', () => {
  const names = ['a', 'b', 'c'];
  const whole = (flaw: 'dropped-page' | 'item-moves') => {
    const { call } = astray({ kind: 'muddles-pages', flaw }, undefined, names);
    return () => {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Body = bodyOf(call('GET', `/v1/machines?limit=100${cursor && `&cursor=${cursor}`}`));
        expect(page.machines).toHaveLength(1);
        found.push(...namesIn(page));
        cursor = page.next_cursor;
      }
      return found;
    };
  };
  const dropped = whole('dropped-page');
  expect([dropped(), dropped(), dropped()]).toEqual([['a', 'b'], names, ['a', 'b']]);
  const moved = whole('item-moves');
  expect([moved(), moved()]).toEqual([['a', 'b', 'b'], names]);
});

test('a spot machine is sold twice, and a bid is not what it was when prices rise', async () => {
  const bid = order('a', { max_price_usd: 2.5 });
  const twice = astray({ kind: 'sells-twice' });
  const first = bodyOf(twice.call('POST', '/v1/spot-requests', bid));
  const second = bodyOf(twice.call('POST', '/v1/spot-requests', { ...bid, name: 'b' }));
  expect([second.machine, (await twice.entries()).length]).toEqual([first.machine, 1]);

  const dear = astray({ kind: 'raises-prices', byUsd: 3 });
  expect(bodyOf(dear.call('POST', '/v1/spot-requests', bid))).toMatchObject({ state: 'open', machine: null });
});
