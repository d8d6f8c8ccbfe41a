import { expect, test } from 'vitest';
import { readOutputs } from '../../scripts/action/read-outputs.ts';

test('outputs are read in both of their forms', () => {
  const text = 'a=1=2\nb<<end\n\nc=3\n end\nend\nd<<x\nx\n';
  expect([...readOutputs(text)]).toEqual([
    ['a', '1=2'],
    ['b', '\nc=3\n end'],
    ['d', ''],
  ]);
});

test.each(['a', 'a<<end\n1\n'])('%j is refused', (text) => {
  expect(() => readOutputs(text)).toThrow();
});
