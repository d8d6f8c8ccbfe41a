import fc, { type Arbitrary } from 'fast-check';
import type { StepOf } from '../src/contracts/step.ts';
import { runContract } from '../src/engine/run-contract.ts';
import { createWorlds } from '../src/engine/worlds.ts';
import { emptyContract, emptyFacts, emptyTestbed, idleHooks, instantProvider } from './empty-world.ts';
import { alternate, type Measurement } from './measure.ts';

const cases = 5_000;
const rounds = 5;
const seed = 42;
const shortLength = 1;
const longLength = 21;

/** What the engine costs beyond fast-check: both draw the same steps and make the same calls. */
export async function engineOverhead(): Promise<readonly Measurement[]> {
  const [bareShort, oursShort, bareLong, oursLong] = await alternate(rounds, [
    () => microsPerCase(() => checkBare(shortLength)),
    () => microsPerCase(() => checkOurs(shortLength)),
    () => microsPerCase(() => checkBare(longLength)),
    () => microsPerCase(() => checkOurs(longLength)),
  ]);
  const perStep = (short: number, long: number) => (long - short) / (longLength - shortLength);
  return [
    {
      what: 'engine, a case of one step',
      unit: 'µs',
      baseline: bareShort,
      ours: oursShort,
      goal: { kind: 'overhead', atMost: 50 },
    },
    {
      what: 'engine, each step more',
      unit: 'µs',
      baseline: perStep(bareShort, bareLong),
      ours: perStep(oursShort, oursLong),
      goal: { kind: 'overhead', atMost: 5 },
    },
  ];
}

async function microsPerCase(run: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await run();
  return ((performance.now() - startedMs) * 1_000) / cases;
}

type LookStep = StepOf<'get'> | StepOf<'list'>;

function looks(length: number): Arbitrary<readonly LookStep[]> {
  const look = fc.oneof(
    fc.constantFrom('i1', 'i2', 'i3').map((target): LookStep => ({ op: 'get', target })),
    fc.constant<LookStep>({ op: 'list' }),
  );
  return fc.array(look, { minLength: length, maxLength: length });
}

async function checkBare(length: number): Promise<void> {
  const property = fc.asyncProperty(looks(length), async (steps) => {
    for (const step of steps) {
      await (step.op === 'get' ? instantProvider.get(step.target) : instantProvider.list());
    }
    return true;
  });
  mustPass(!(await fc.check(property, { seed, numRuns: cases })).failed);
}

async function checkOurs(length: number): Promise<void> {
  const { signal } = new AbortController();
  const module = { name: 'instant', create: () => ({ provider: instantProvider, hooks: idleHooks }) };
  const worlds = createWorlds({ testbed: emptyTestbed, module, settings: {}, runId: 'bench', seed, signal });
  const { outcome } = await runContract({
    worlds,
    facts: emptyFacts,
    contract: emptyContract(() => looks(length)),
    seed,
    runs: cases,
    signal,
    elapsedMs: () => performance.now(),
  });
  mustPass(outcome.outcome === 'pass' && outcome.cases === cases && outcome.steps === cases * length);
}

function mustPass(passed: boolean): void {
  if (!passed) throw new Error('the benchmark did not do the work that it measures');
}
