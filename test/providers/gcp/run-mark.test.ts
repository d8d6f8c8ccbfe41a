import { expect, test } from 'vitest';
import { createGcp } from '../../../src/providers/gcp/gcp.ts';
import { runMark } from '../../../src/providers/gcp/notes.ts';
import { type Asked, contextUnderTest, done, id, regions, runningInstance, token } from './context-under-test.ts';

const mark = 'assay1.0b5e8a52-6f0e-4f5e-9e3e-0d1a2b3c4d5e.0123456789abcdef0123456789abcdef';

test('a signed mark is kept whole, in two labels that the service takes', () => {
  const labels = runMark(mark);
  for (const value of Object.values(labels)) expect(value).toMatch(/^[a-z0-9_-]{1,63}$/);
  expect(Object.values(labels).join('').replaceAll('_', '.')).toBe(mark);
  expect(runMark('short')).toEqual({ 'assay-run': 'short' });
});

test('what a run makes carries its mark: a machine, its boot disk, a volume, an image', async () => {
  const sent: Asked[] = [];
  const env = { GOOGLE_OAUTH_ACCESS_TOKEN: token, GCP_RUN: mark };
  const context = contextUnderTest((asked) => {
    if (asked.path === '/regions') return Response.json(regions);
    if (asked.method === 'POST') sent.push(asked);
    return Response.json(asked.method === 'POST' ? done : { ...done, ...runningInstance, status: 'DONE' });
  }, env);
  const { provider } = createGcp(context);
  await provider.spawn({ spec: { cpus: 1, memoryMiB: 1_024 } });
  await provider.createVolume({ sizeGiB: 10 });
  await provider.createSnapshot(id);
  const labels = expect.objectContaining(runMark(mark));
  expect(sent.map(({ body }) => body)).toMatchObject([
    { labels, disks: [{ initializeParams: { labels } }] },
    { labels },
    { labels },
  ]);
});

test('outside a run nothing is marked', async () => {
  const sent: Asked[] = [];
  const context = contextUnderTest((asked) => {
    if (asked.path === '/regions') return Response.json(regions);
    if (asked.method === 'POST') sent.push(asked);
    return Response.json(done);
  });
  await createGcp(context).provider.createVolume({ sizeGiB: 10 });
  expect(sent[0]?.body.labels).toEqual({});
});
