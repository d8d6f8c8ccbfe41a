import { expect, test } from 'vitest';
import { isProviderError } from '../../src/provider/provider-error.ts';
import { unwritten, unwrittenPart } from '../../src/provider/unwritten.ts';

test('what is not written yet is UNCLASSIFIED and says which part it is', () => {
  const error = unwritten('mine', 'spawn');
  expect(isProviderError(error)).toBe(true);
  expect(error).toMatchObject({ code: 'UNCLASSIFIED', provider: 'mine', message: 'spawn is not written yet' });
  expect(unwrittenPart(error)).toBe('spawn');
});

test.each([[undefined], [null], ['spawn is not written yet'], [new Error('spawn is not written yet')], [hostile()]])(
  'nothing else is taken for it (%#)',
  (thrown) => {
    expect(unwrittenPart(thrown)).toBeUndefined();
  },
);

function hostile(): unknown {
  const get = () => {
    throw new Error('touched');
  };
  return new Proxy({}, { get });
}
