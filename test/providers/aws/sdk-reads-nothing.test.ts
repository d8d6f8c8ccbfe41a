import fs from 'node:fs';
import { expect, test, vi } from 'vitest';
import { openAws, request } from './open-aws.ts';

// On a virtual clock a file that is read while a call is under way costs the call its deadline.
test('the SDK reads no file and waits for nothing of its own, from its first call on', async () => {
  const readFile = vi.spyOn(fs.promises, 'readFile');
  const { provider } = await openAws();
  const before = readFile.mock.calls.length;
  await provider.spawn(request);
  await provider.list();
  await provider.getCosts({ from: '2029-12-05', to: '2029-12-06' });
  expect(readFile.mock.calls.slice(before).map(([path]) => path)).toEqual([]);
});
