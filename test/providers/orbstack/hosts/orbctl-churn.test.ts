import { expect, test } from 'vitest';
import { createChurn } from '../../../../src/providers/orbstack/hosts/orbctl-churn.ts';

const refused = expect.objectContaining({ code: 'QUOTA_EXCEEDED', retryable: false });

test('no more machines are made than allowed', () => {
  const churn = createChurn('2');
  churn.spend();
  churn.spend();
  expect(() => churn.spend()).toThrow(refused);
});

test('by default it ends before OrbStack does', () => {
  const churn = createChurn(undefined);
  for (let n = 0; n < 300; n += 1) churn.spend();
  expect(() => churn.spend()).toThrow(refused);
});

test('three machines in a row without an address are enough; one that worked in between starts anew', () => {
  const churn = createChurn(undefined);
  churn.failed();
  churn.failed();
  churn.worked();
  churn.failed();
  churn.failed();
  churn.spend();
  churn.failed();
  expect(() => churn.spend()).toThrow('the last 3 machines got no address');
});

test.each(['0', '-1', 'many', '1.5'])('ORBSTACK_CHURN_MAX=%s is refused', (setting) => {
  expect(() => createChurn(setting)).toThrow('ORBSTACK_CHURN_MAX must be a whole number of at least 1');
});
