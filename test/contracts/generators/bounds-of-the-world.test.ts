import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLifecycleSteps } from '../../../src/contracts/generators/lifecycle-steps.ts';
import { anyFailingCalls } from '../../../src/contracts/generators/native-error.ts';
import { anyGoodBid, anyLowBid, goodBid, soldOnSpot } from '../../../src/contracts/generators/spot-request.ts';
import { anyVolumeRequest } from '../../../src/contracts/generators/volume-request.ts';
import type { Step } from '../../../src/contracts/step.ts';
import { noDoubleAttach } from '../../../src/contracts/volumes/no-double-attach.ts';
import { outlivesInstance } from '../../../src/contracts/volumes/outlives-instance.ts';
import type { WorldFacts } from '../../../src/testbed/world-facts.ts';
import { facts, richFacts } from '../facts.ts';

const gpu = { model: 'H100', count: 1 };
const spot: WorldFacts = { ...richFacts, spotSpec: { ...facts.smallest, gpu }, spotBids: { hopeless: 1, sure: 2 } };
const volumes: WorldFacts = { ...richFacts, volumeGiBMin: 10, volumeGiBMax: 4_096, volumesPerInstanceMax: 1 };

function draw<T>(arbitrary: fc.Arbitrary<T>): readonly T[] {
  return fc.sample(arbitrary, { numRuns: 100, seed: 1 });
}

function volumeCounts(steps: readonly Step[]): readonly number[] {
  return steps.flatMap((step) => (step.op === 'spawn' ? [step.request.volumeIds?.length ?? 0] : []));
}

test('bids are for machines that the market sells', () => {
  for (const bid of [goodBid(spot), ...draw(anyGoodBid(spot)), ...draw(anyLowBid(spot))]) {
    expect(bid.spec).toEqual({ ...facts.smallest, gpu });
  }
  expect(goodBid(richFacts).spec).toEqual(facts.smallest);
});

test('a request whose spec is none stays as it is', () => {
  const request = { spec: 'small' } as never;
  expect(soldOnSpot(spot, request)).toBe(request);
});

test('bids name a place where the market sells, and never one where it does not', () => {
  const elsewhere: WorldFacts = { ...richFacts, regions: ['here', 'there'], spotRegions: ['market'] };
  const named = draw(anyGoodBid(elsewhere)).flatMap(({ region }) => region ?? []);
  expect(new Set(named)).toEqual(new Set(['market']));
  const unknown = { spec: facts.smallest, region: 'no-such-place' };
  expect(soldOnSpot(elsewhere, unknown)).toEqual(unknown);
});

test('no volume is smaller than there can be', () => {
  const lives = draw(anyLifecycleSteps(volumes)).flat();
  const asked = lives.flatMap((step) => (step.op === 'create-volume' ? [step.request] : []));
  const sizes = [...draw(anyVolumeRequest(volumes)), ...asked].map(({ sizeGiB }) => sizeGiB);
  expect(Math.min(...sizes)).toBe(10);
});

test('no machine is asked to hold more volumes than it can', () => {
  for (const contract of [outlivesInstance, noDoubleAttach]) {
    const counts = (world: WorldFacts) => draw(contract.steps(world)).flatMap((steps) => [...volumeCounts(steps)]);
    expect([contract.id, Math.max(...counts(volumes)), Math.max(...counts(richFacts))]).toEqual([contract.id, 1, 2]);
  }
});

test('a service says as often as not how long to wait', () => {
  const waits = draw(anyFailingCalls(facts))
    .flat()
    .flatMap((step) =>
      step.op === 'fault' && step.fault.kind === 'native-error' && step.fault.error === 'rate-limit'
        ? [step.fault.retryAfterMs !== undefined]
        : [],
    );
  const share = waits.filter(Boolean).length / waits.length;
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.75);
});
