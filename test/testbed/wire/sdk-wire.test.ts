import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createSdkWire } from '../../../src/testbed/wire/sdk-wire.ts';
import { createCountingService } from './echo-service.ts';

const request = {
  method: 'POST',
  hostname: 'host',
  path: '/items',
  headers: { Authorization: 'x' },
  query: { a: ['1', '2'] },
};

function open() {
  const service = createCountingService();
  return {
    service,
    ...createSdkWire(service, { clock: createVirtualClock(), transcript: createTranscriptRecorder() }),
  };
}

function bodyOf(answer: { readonly response: unknown }): string {
  const { body } = answer.response as { readonly body: Buffer };
  return body.toString('utf8');
}

test('an answer has the shape that the SDK’s parsers read', async () => {
  const { requestHandler } = open();
  const answer = await requestHandler.handle({ ...request, body: Readable.from([Buffer.from('{}')]) });
  expect(answer.response).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
  expect(bodyOf(answer)).toBe('{"items":1}');
});

test('a lost response was executed, and fails like a socket', async () => {
  const { requestHandler, faults, service } = open();
  faults.inject({ kind: 'response-lost', scope: { operation: 'spawn' } });
  await expect(requestHandler.handle(request)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(service.executed()).toBe(1);
});

test('a throttle answers in the service’s words', async () => {
  const { requestHandler, faults } = open();
  faults.inject({ kind: 'throttle', scope: {} });
  expect((await requestHandler.handle(request)).response).toMatchObject({ statusCode: 429 });
});

test('a hang ends when the SDK aborts the request', async () => {
  const { requestHandler, faults } = open();
  faults.inject({ kind: 'hang', scope: {} });
  const controller = new AbortController();
  const hanging = requestHandler.handle(request, { abortSignal: controller.signal });
  controller.abort(new Error('too slow'));
  await expect(hanging).rejects.toThrow('too slow');
});

test('an answer that breaks off is read as far as it came, and then fails like a socket', async () => {
  const { requestHandler, faults } = open();
  faults.inject({ kind: 'connection-reset', scope: {} });
  const { response } = await requestHandler.handle(request);
  const { body } = response as { readonly body: Readable };
  const read: Buffer[] = [];
  const reading = (async () => {
    for await (const chunk of body) read.push(chunk as Buffer);
  })();
  await expect(reading).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(Buffer.concat(read).toString('utf8')).toBe('{"item');
});
