import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Step } from '../../src/contracts/step.ts';
import { shrinkSteps } from '../../src/engine/shrink-steps.ts';

const spec = { cpus: 1, memoryMiB: 64 };
const spawn = (as: string): Step => ({ op: 'spawn', as, request: { spec } });
const terminate = (target: string): Step => ({ op: 'terminate', target });
const get = (target: string): Step => ({ op: 'get', target });

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.constantFrom('i1', 'i2', 'i3').map(spawn),
    fc.constantFrom('i1', 'i2', 'i3').map(terminate),
    fc.constantFrom('i1', 'i2', 'i3').map(get),
  ),
  { minLength: 1, maxLength: 20 },
);

test('only the steps that the failure needs are left', async () => {
  const steps = [
    spawn('i1'),
    get('i1'),
    spawn('i2'),
    get('i2'),
    terminate('i1'),
    get('i2'),
    terminate('i1'),
    get('i1'),
  ];
  const twice = (candidate: readonly Step[]) =>
    Promise.resolve(candidate.filter((step) => step.op === 'terminate' && step.target === 'i1').length >= 2);
  expect(await shrinkSteps(steps, twice)).toEqual([spawn('i1'), terminate('i1'), terminate('i1')]);
});

test('a step goes together with the steps that use the name it binds', async () => {
  const seen: (readonly Step[])[] = [];
  const steps = [spawn('i1'), get('i1'), spawn('i2'), terminate('i2')];
  await shrinkSteps(steps, async (candidate) => {
    seen.push(candidate);
    return candidate.some((step) => step.op === 'terminate');
  });
  for (const candidate of seen) {
    const bound = new Set(candidate.flatMap((step) => ('as' in step ? [step.as] : [])));
    for (const step of candidate) if ('target' in step) expect(bound.has(step.target)).toBe(true);
  }
});

test('what is left always still fails, and no single step more can go', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.integer({ min: 1, max: 4 }), async (steps, needed) => {
      const fails = (candidate: readonly Step[]) => candidate.filter((step) => step.op === 'get').length >= needed;
      fc.pre(fails(steps));
      const shrunk = await shrinkSteps(steps, async (candidate) => fails(candidate));
      expect(fails(shrunk)).toBe(true);
      expect(shrunk.length).toBeLessThanOrEqual(steps.length);
      expect(shrunk.filter((step) => step.op === 'get')).toHaveLength(needed);
    }),
    { numRuns: 200 },
  );
});

test('an empty case is never tried', async () => {
  await shrinkSteps([get('i1')], async (candidate) => {
    expect(candidate.length).toBeGreaterThan(0);
    return true;
  });
});

/** Every candidate that is tried on the way from these steps to the ones that hold a step of the operation. */
async function candidatesFor(steps: readonly Step[], op: Step['op']): Promise<readonly (readonly Step[])[]> {
  const seen: (readonly Step[])[] = [];
  await shrinkSteps(steps, async (candidate) => {
    seen.push(candidate);
    return candidate.some((step) => step.op === op);
  });
  return seen;
}

test('what uses what a workflow bound goes together with the workflow', async () => {
  const workflow: Step = { op: 'workflow', as: 'w1', workflow: 'pair', input: { key: 'k' } };
  const steps = [workflow, get('w1-1'), get('w1-v2'), terminate('w1-1'), spawn('i1')];
  for (const candidate of await candidatesFor(steps, 'spawn')) {
    if (!candidate.includes(workflow)) expect(candidate).toEqual([spawn('i1')]);
  }
});

test('a workflow goes together with what its input speaks of, and so does its compensation', async () => {
  const volume: Step = { op: 'create-volume', as: 'v1', request: { sizeGiB: 1 } };
  const input = { key: 'k', request: { volumeIds: ['v1'] } };
  const workflow: Step = { op: 'workflow', as: 'w1', workflow: 'pair', input };
  const undone: Step = { op: 'compensate', workflow: 'pair', input };
  for (const candidate of await candidatesFor([volume, workflow, undone, spawn('i1')], 'spawn')) {
    if (!candidate.includes(volume)) expect(candidate).toEqual([spawn('i1')]);
  }
});

test('what a process binds, and what it uses, goes together with the rest', async () => {
  const process: Step = { op: 'process', steps: [get('i1'), spawn('i2')] };
  for (const candidate of await candidatesFor([spawn('i1'), process, get('i2'), spawn('i3')], 'spawn')) {
    if (!candidate.includes(process)) expect(candidate).not.toContainEqual(get('i2'));
    if (!candidate.some((step) => 'as' in step && step.as === 'i1')) expect(candidate).not.toContain(process);
  }
});
