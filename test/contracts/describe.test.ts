import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeThrown, describeValue, describeWithCauses } from '../../src/contracts/describe.ts';
import { errorParts } from '../../src/contracts/error-parts.ts';
import { ProviderError } from '../../src/provider/provider-error.ts';
import '../promises/task-meta.ts';

test('F2: of an error its name, message, code, status, request id and causes are told, and nothing else', () => {
  const request = { _header: 'GET / HTTP/1.1\r\nAuthorization: Bearer sk-live-1' };
  const axios = Object.assign(new Error('Request failed'), {
    ...{ code: 'ERR_BAD_REQUEST', status: 401, request, config: { headers: { key: 'sk-live-1' } } },
  });
  const aws = Object.assign(new Error('denied'), {
    $metadata: { httpStatusCode: 403, requestId: 'r-1' },
    $response: { headers: { authorization: 'sk-live-1' } },
  });
  expect(describeThrown(axios)).toBe('Error: Request failed (code ERR_BAD_REQUEST, status 401)');
  expect(describeThrown(aws)).toBe('Error: denied (status 403, request r-1)');
  expect(describeThrown({ request, message: 'no' })).toBe('no');
  expect(describeThrown({ request })).toBe('an object that is no error');
  expect(describeThrown(new ProviderError('NOT_FOUND', 'no m-1', { provider: 'p', cause: aws }))).toBe(
    'NOT_FOUND: no m-1',
  );
  expect(describeWithCauses(new TypeError('no token', { cause: { request, code: 'ENOENT' } }))).toBe(
    'TypeError: no token; caused by (code ENOENT)',
  );
});

test('F2: causes are followed to a depth of five', () => {
  const chain = (depth: number): Error => new Error(`e${depth}`, depth === 9 ? {} : { cause: chain(depth + 1) });
  expect(describeWithCauses(chain(0)).match(/e\d/g)).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5']);
});

const trapped = new Proxy(
  {},
  {
    get: () => {
      throw new Error('get');
    },
    getPrototypeOf: () => {
      throw new Error('getPrototypeOf');
    },
  },
);
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const endless: object = new Proxy(() => {}, { get: () => endless });
const cyclic = new Error('round');
cyclic.cause = new Error('and round', { cause: cyclic });
const getter = Object.defineProperty(new Error('hidden'), 'message', {
  get: () => {
    throw new Error('no');
  },
});
const unread = {
  toJSON: () => {
    throw new Error('no');
  },
  toString: undefined,
};
const odd = [
  ...[undefined, null, 'text', Symbol('s'), 1n, Number.NaN, () => {}, trapped, revoked.proxy, endless, cyclic, getter],
  ...[unread, Object.freeze(new Error('frozen')), Object.assign(new Error('numbered'), { stack: 7 })],
  ...[Object.assign(new Error(), { message: unread, name: unread }), Object.create(null)],
];

test.each(odd.map((thrown, index) => [index, thrown]))('B2: odd value %i is one readable line', (_index, thrown) => {
  for (const line of [describeThrown(thrown), describeWithCauses(thrown), describeValue(thrown)]) {
    expect(line).toMatch(/^[^\n]{1,440}$/);
  }
});

test('B2: causes that go round in a circle are told once', () => {
  expect(describeWithCauses(cyclic)).toBe('Error: round; caused by Error: and round');
  expect(errorParts(endless)).toEqual({});
});

test('B2: anything may be thrown, bare, as a message, a name, a code or a cause', ({ task }) => {
  let thrown = 0;
  const anything = fc.anything({
    ...{ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true },
    ...{ withSet: true, withSparseArray: true, withTypedArray: true },
  });
  fc.assert(
    fc.property(
      anything,
      anything,
      fc.constantFrom('message', 'name', 'code', 'status', 'cause'),
      (value, on, part) => {
        const dressed = Object.assign(new Error('x'), { [part]: value });
        for (const each of [value, dressed, Object.assign(Object(on), {}), new Proxy(dressed, {})]) {
          thrown += 1;
          for (const line of [describeThrown(each), describeWithCauses(each)]) {
            expect(typeof line).toBe('string');
            expect(line.length).toBeGreaterThan(0);
            expect(line.length).toBeLessThan(440);
          }
        }
      },
    ),
    { numRuns: 2_000 },
  );
  task.meta.figure = `${thrown} thrown values, 0 without a line`;
});
