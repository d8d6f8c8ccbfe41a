import { expect, test } from 'vitest';
import { createOutputMeter } from '../../src/engine/output-meter.ts';

function metered(maxBytes: number) {
  let floods = 0;
  const meter = createOutputMeter(maxBytes, () => {
    floods += 1;
  });
  return { ...meter, print: (bytes: number) => meter.add(new Uint8Array(bytes)), floods: () => floods };
}

test('a flood is told once, however long it goes on', () => {
  const meter = metered(10);
  for (const bytes of [10, 1, 100, 100]) meter.print(bytes);
  expect(meter.floods()).toBe(1);
});

test('output counts from one reset to the next', () => {
  const meter = metered(10);
  for (let contract = 0; contract < 5; contract += 1) {
    meter.reset();
    meter.print(10);
  }
  expect(meter.floods()).toBe(0);
});
