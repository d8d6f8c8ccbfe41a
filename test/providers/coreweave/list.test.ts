import { expect, test } from 'vitest';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { contextUnderTest, podName, podOf, status, uid } from './context-under-test.ts';

/** A pod under another name. */
function podNamed(name: string): object {
  const more = { name, uid: uid.replace(/^e/, name.slice(-1)) };
  return podOf({ phase: 'Running' }, more);
}

const second = podName.replace(/0$/, '1');

test('a list goes on until no page is left, also past one that is empty', async () => {
  const asked: (string | null)[] = [];
  const context = contextUnderTest(({ query }) => {
    const token = query.get('continue');
    asked.push(token);
    const pages: Readonly<Record<string, readonly [string, readonly object[]]>> = {
      '': ['b', [podNamed(podName)]],
      b: ['c', []],
      c: ['', [podNamed(second)]],
    };
    const [next, items] = pages[token ?? ''] ?? ['', []];
    return Response.json({ kind: 'PodList', metadata: { continue: next }, items });
  });
  expect(await createCoreweave(context).provider.list()).toHaveLength(2);
  expect(asked).toEqual([null, 'b', 'c']);
});

test('a list whose token became too old is begun again, for everything at once', async () => {
  const limits: (string | null)[] = [];
  const context = contextUnderTest(({ query }) => {
    limits.push(query.get('limit'));
    if (query.get('continue') !== null) return status(410, 'Expired');
    const isWhole = query.get('limit') === null;
    const items = [podNamed(podName), ...(isWhole ? [podNamed(second)] : [])];
    return Response.json({ kind: 'PodList', metadata: isWhole ? {} : { continue: 'old' }, items });
  });
  expect(await createCoreweave(context).provider.list()).toHaveLength(2);
  expect(limits).toEqual(['500', '500', null]);
});

test('a list that cannot be had in whole either is an error, and not a part of it', async () => {
  const context = contextUnderTest(() => status(410, 'Expired', 'too old'));
  await expect(createCoreweave(context).provider.list()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});

test('pods of others are left out, also those of somebody with our name', async () => {
  const others = { labels: { 'app.kubernetes.io/managed-by': 'assay' } };
  const items = [podNamed(podName), podOf({ phase: 'Running' }, { ...others, name: 'assay-office' })];
  const context = contextUnderTest(() => Response.json({ kind: 'PodList', metadata: {}, items }));
  expect(await createCoreweave(context).provider.list()).toHaveLength(1);
});
