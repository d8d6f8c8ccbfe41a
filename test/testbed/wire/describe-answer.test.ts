import { expect, test } from 'vitest';
import { describeAnswer } from '../../../src/testbed/wire/describe-answer.ts';
import '../../promises/task-meta.ts';

test('F4: of the headers of an answer only those that are known to tell no secret are kept', ({ task }) => {
  const headers = {
    'retry-after': '3',
    'x-request-id': 'r-1',
    'set-cookie': 'session=4f1c9a7b',
    'x-api-key': 'key-of-somebody',
    authorization: 'Bearer 4f1c9a7b',
    'x-new': 'unheard-of',
  };
  expect(describeAnswer({ status: 429, headers, body: '{}' })).toBe('429 retry-after: 3 x-request-id: r-1 {}');
  expect(describeAnswer({ status: 200, headers: {}, body: '{}' })).toBe('200 {}');
  task.meta.figure = `${Object.keys(headers).length} headers, 2 kept`;
});
