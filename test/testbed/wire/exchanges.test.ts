import { expect, test } from 'vitest';
import type { ProviderContext } from '../../../src/provider/context.ts';
import {
  type Exchange,
  noteExchange,
  noteMisdeed,
  withExchanges,
  witnessed,
} from '../../../src/testbed/wire/exchanges.ts';

const about = { operation: 'get', read: true, faults: [], answer: 'success' } as const;

async function exchange(label: string): Promise<string> {
  await Promise.resolve();
  noteExchange(about);
  return label;
}

test('calls that are made at the same time keep their exchanges apart', async () => {
  const one = withExchanges(() => exchange('one'));
  const two = withExchanges(async () => [await exchange('two'), await exchange('three')]);
  expect(await Promise.all([one.result, two.result])).toEqual(['one', ['two', 'three']]);
  expect([one.exchanges.length, two.exchanges.length]).toEqual([1, 2]);
});

test('what the service does wrong belongs to the exchange in which it does it', async () => {
  const { result, exchanges } = withExchanges(async () => {
    await exchange('before');
    noteMisdeed({ kind: 'ignores-deletes' });
    await exchange('with');
  });
  await result;
  expect(exchanges.map(({ misdeeds }) => misdeeds.length)).toEqual([0, 1]);
});

test('an answer that did not get through counts as none, and one that is still on its way is not there', async () => {
  const hanging = new Promise<never>(() => {});
  const play = async (after: (answer: string) => Promise<never>): Promise<readonly Exchange[]> => {
    const outer = { fetch: () => exchange('answer').then(after) } as unknown as ProviderContext;
    const { result, exchanges } = withExchanges(() =>
      witnessed(outer)
        .fetch('http://nowhere')
        .catch(() => {}),
    );
    await Promise.race([result, new Promise((resolve) => setImmediate(resolve))]);
    return exchanges;
  };
  expect(await play(() => Promise.reject(new Error('cut')))).toMatchObject([{ answer: 'nothing' }]);
  expect(await play(() => hanging)).toEqual([]);
});

test('what nobody listens for is not kept', () => {
  expect(() => noteExchange(about)).not.toThrow();
});
