import { expect, test } from 'vitest';
import { createSeal, newSecret } from '../../src/engine/seal.ts';
import '../promises/task-meta.ts';

function channel() {
  const secret = newSecret();
  return { parent: createSeal(secret, 'parent'), worker: createSeal(secret, 'worker') };
}

test('B9: each end opens what the other sealed, in its order', () => {
  const { parent, worker } = channel();
  for (const message of ['a', 'b', 'c']) {
    expect(parent.open(worker.put(message))).toBe(message);
    expect(worker.open(parent.put(message))).toBe(message);
  }
});

test('B9: what is not sealed, overheard, out of order or from the wrong end stays closed, and spoils nothing', ({
  task,
}) => {
  const { parent, worker } = channel();
  const first = worker.put('first');
  expect(parent.open(first)).toBe('first');
  const forgeries: readonly unknown[] = [
    first,
    { ...first, message: 'forged' },
    createSeal(newSecret(), 'worker').put('forged'),
    parent.put('forged'),
    { token: undefined, message: 'forged' },
    { message: 'forged' },
    'forged',
    null,
    undefined,
  ];
  for (const forgery of forgeries) expect(parent.open(forgery)).toBeUndefined();
  expect(parent.open(worker.put('second'))).toBe('second');
  task.meta.figure = `${forgeries.length} forgeries, 0 opened`;
});
