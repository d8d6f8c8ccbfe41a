import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../src/provider/fetch-answer.ts';
import { createJsonClient, type JsonClient, type JsonClientOptions } from '../../src/provider/json-client.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../src/testbed/world-context.ts';

const options: JsonClientOptions = {
  provider: 'acme',
  displayName: 'Acme',
  url: 'http://acme.test',
  headers: {},
  secret: () => 'hidden',
  deadlineMs: () => 1_000,
  takeTurn: async () => {},
  readFailure: () => ({ code: 'sold_out', message: 'nothing is left' }),
  meaningOf: ({ code }) => (code === 'sold_out' ? 'CAPACITY_ERROR' : 'UNCLASSIFIED'),
};

function clientOf(answer: () => Response, more: Partial<JsonClientOptions> = {}): JsonClient {
  const context = createWorldContext({
    fetch: async () => answer(),
    clock: createVirtualClock(),
    random: { next: () => 0, hex: () => '' },
    signal: new AbortController().signal,
  });
  return createJsonClient(context, { ...options, ...more });
}

test('a success that holds a refusal is one, where the service has such', async () => {
  const answer = () => new Response('{"errors":[{}]}');
  const call = { method: 'POST', path: '/', kind: 'create', read: () => 'read' } as const;
  expect(await clientOf(answer)(call)).toBe('read');
  const client = clientOf(answer, { isRefusal: ({ errors }) => Array.isArray(errors) });
  const refusal = { code: 'CAPACITY_ERROR', message: 'Acme answered 200 sold_out: nothing is left' };
  await expect(client(call)).rejects.toMatchObject(refusal);
  await expect(client(call)).rejects.not.toHaveProperty('ambiguous');
});

test('who answers 204 has nothing to say; any other answer without a body was lost', async () => {
  const call = { method: 'DELETE', path: '/', read: (body: object) => body } as const;
  expect(await clientOf(() => new Response(null, { status: 204 }))(call)).toEqual({});
  const lost = clientOf(() => new Response(''))(call);
  await expect(lost).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
});

test('every answer is shown, a refusal too', async () => {
  const seen: number[] = [];
  const onAnswer = ({ status }: HttpAnswer) => seen.push(status);
  let status = 200;
  const client = clientOf(() => new Response('{}', { status }), { onAnswer });
  await client({ method: 'GET', path: '/', read: () => null });
  status = 400;
  await client({ method: 'GET', path: '/', read: () => null }).catch(() => {});
  expect(seen).toEqual([200, 400]);
});

test('what a parser says of an answer is not told: it quotes the answer', async () => {
  const thrown: unknown = await clientOf(() => new Response('{"token":"abc'))({
    method: 'GET',
    path: '/',
    read: () => null,
  }).catch((error: unknown) => error);
  expect(String((thrown as Error).cause)).toBe('Error: it is no JSON');
});
