import { expect, test } from 'vitest';
import { timeProblem } from '../../../src/clouds/ec2/signature-time.ts';
import { openEc2 } from './ask.ts';

const nowMs = Date.UTC(2030, 0, 1, 12);

test.each([
  ['20300101T120000Z', undefined],
  ['20300101T115500Z', undefined],
  ['20300101T115459Z', 'RequestExpired'],
  ['20300101T120500Z', undefined],
  ['20300101T120501Z', 'RequestTimeTooSkewed'],
  ['20270101T120000Z', 'RequestExpired'],
])('a signature of %s, at noon of 2030-01-01: %s', (time, code) => {
  const request = { method: 'POST', host: '', path: '/', query: '', body: '', headers: { 'x-amz-date': time } };
  expect(timeProblem(request, nowMs)?.code).toBe(code);
});

test('every answer, a refusal too, says what time it is at the service', async () => {
  const ec2 = openEc2({ clockOffMs: 60_000 });
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=AKIATEST/20300101/us-east-1/ec2/aws4_request' };
  const request = { method: 'POST', host: 'ec2.us-east-1.amazonaws.com', path: '/', query: '', headers };
  for (const body of ['Action=DescribeRegions', 'Action=Dance']) {
    const answer = await ec2.handle({ ...request, body });
    expect(answer.headers.date).toBe('Tue, 01 Jan 2030 00:01:00 GMT');
  }
});
