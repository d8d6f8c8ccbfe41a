import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextResponse } from '../../../src/testbed/wire/text-response.ts';

const readers: Readonly<Record<string, (response: Response) => Promise<unknown>>> = {
  text: (response) => response.text(),
  json: (response) => response.json(),
  arrayBuffer: async (response) => new Uint8Array(await response.arrayBuffer()),
  bytes: (response) => response.bytes(),
  blob: async (response) => (await response.blob()).text(),
  clone: async (response) => [await response.clone().text(), await response.text()],
  body: async (response) => new Response(response.body).text(),
  twice: async (response) => [await response.text(), await response.text()],
  mixed: async (response) => [await response.json(), await response.arrayBuffer()],
  reader: async (response) => [await response.bytes(), await response.text()],
};
const bodies = fc.oneof(fc.json(), fc.string({ unit: 'binary' }));

test.each(Object.keys(readers))('%s gives what a Response of the same text gives', async (name) => {
  const read = readers[name] as (response: Response) => Promise<unknown>;
  await fc.assert(
    fc.asyncProperty(bodies, async (text) => {
      const init = { status: 201, headers: { 'content-type': 'application/json' } };
      const [ours, theirs] = [new TextResponse(text, init), new Response(text, init)];
      const outcomes = await Promise.allSettled([read(ours), read(theirs)]);
      const [mine, real] = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'it threw'));
      expect(mine).toEqual(real);
      expect([ours.status, ours.ok, ours.bodyUsed]).toEqual([theirs.status, theirs.ok, theirs.bodyUsed]);
      expect([...ours.headers]).toEqual([...theirs.headers]);
    }),
  );
});
