import { expect, test } from 'vitest';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { checkRegistration } from '../../src/engine/check-registration.ts';
import type { Registration } from '../../src/provider/registration.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';

const { signal } = new AbortController();
const world = await simulatedOrbstack().open({ module: orbstack, seed: 1, runId: 'test', settings: {}, signal });
const { registration } = world;

test('what is still to be written is listed with the contracts that wait for it', () => {
  expect(() => checkRegistration('./mine.ts', { ...registration, unwritten: [] })).not.toThrow();
  const unwritten = [{ part: 'error row 429', contracts: ['errors.taxonomy'] }];
  expect(() => checkRegistration('./mine.ts', { ...registration, unwritten })).not.toThrow();
});

test.each([['spawn'], [['spawn']], [[null]], [[{ part: 'spawn' }]], [[{ part: 1, contracts: [] }]], [null]])(
  'a list of what is still to be written that is none is refused: %j',
  (unwritten) => {
    const given = { ...registration, unwritten } as unknown as Registration;
    expect(() => checkRegistration('./mine.ts', given)).toThrow(
      './mine.ts: registration.unwritten must be a list of {part, contracts}',
    );
  },
);
