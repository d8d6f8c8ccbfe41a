// A thread of `npm run profiles`: judges its share of the profiles, and of the lies about them.
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import type { Step } from '../../src/contracts/step.ts';
import { gate } from '../../src/engine/gate.ts';
import type { Outcome } from '../../src/engine/report.ts';
import { runCase } from '../../src/engine/run-case.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { verdictOf } from '../../src/engine/verdict.ts';
import { createWorlds, type Worlds } from '../../src/engine/worlds.ts';
import { type Capabilities, type Capability, capabilityNames } from '../../src/provider/capability.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { createOrbstack, orbstack } from '../../src/providers/orbstack/orbstack.ts';
import { writeCapabilities } from '../../src/providers/orbstack/orbstack-capabilities.ts';
import { deriveSeed } from '../../src/testbed/seeded-random.ts';
import type { WorldFacts } from '../../src/testbed/world-facts.ts';
import { type Share, shareOf } from '../threads/on-every-processor.ts';

/** Each of so many profiles. */
export interface PartRequest {
  readonly every: number;
}

/** What a part came to. */
export interface PartResult {
  readonly certified: number;
  readonly profiles: number;
  readonly refused: number;
  readonly lies: number;
}

const runs = 2;
/** A liar is asked again with other cases before it counts as believed. */
const casesOfLiar = 10;
const seed = 1;
const { signal } = new AbortController();

const request = workerData as PartRequest & Share;
const everyNth = allProfiles().filter((_, index) => index % request.every === 0);
const profiles = shareOf(everyNth, request);
const lies = profiles.flatMap((profile) => capabilityNames.map((flag): Lie => ({ profile, flag })));
const result: PartResult = {
  certified: await count(profiles, isCertified),
  profiles: profiles.length,
  refused: await count(lies, isRefused),
  lies: lies.length,
};
parentPort?.postMessage(result);

function allProfiles(): readonly Capabilities[] {
  const bits = [...capabilityNames.keys()];
  return Array.from({ length: 2 ** capabilityNames.length }, (_, number) => {
    const flags = bits.map((bit) => [capabilityNames[bit], (number & (1 << bit)) !== 0]);
    return Object.fromEntries(flags) as Capabilities;
  });
}

async function count<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<number> {
  let held = 0;
  for (const item of items) held += (await holds(item)) ? 1 : 0;
  return held;
}

async function isCertified(profile: Capabilities): Promise<boolean> {
  const outcomes = await judgeAll(profile);
  const verdict = verdictOf(outcomes);
  if (verdict === 'certified') return true;
  const bad = outcomes.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'skip');
  console.log(`not certified: ${writeCapabilities(profile) || 'no flag'}: ${bad.map(tell).join('; ')}`);
  return false;
}

interface Lie {
  readonly profile: Capabilities;
  readonly flag: Capability;
}

async function isRefused(lie: Lie): Promise<boolean> {
  const { profile, flag } = lie;
  const worlds = openWorlds(profile, profile[flag] ? hiding(flag) : pretending({ ...profile, [flag]: true }));
  const { facts, provider } = await lookInto(worlds);
  // The contracts of the flag and those of honesty: whoever lies owes its failure to one of them.
  const own = contractCatalogue.filter(({ requires }) => requires.includes(flag));
  const honesty = contractCatalogue.filter(({ id }) => id.startsWith('capabilities.')).toReversed();
  const asked = [...own, ...honesty];
  for (const contract of asked) {
    if (gate(contract, { ...provider, workflows: facts.workflows, enhanced: facts.enhanced, testbed: worlds.testbed }))
      continue;
    if (await isViolated(worlds, contract, facts)) return true;
  }
  console.log(`believed: ${tellLie(lie)}`);
  return false;
}

/** Whether any case shows it. Nothing is shrunk: what a lie looks like is known. */
async function isViolated(worlds: Worlds, contract: Contract, facts: WorldFacts): Promise<boolean> {
  let cases = 0;
  for (const steps of casesOf(contract, facts)) {
    const { outcome } = await runCase(worlds, contract, steps, deriveSeed(seed, String(cases)));
    if (outcome === 'violated') return true;
    cases += 1;
  }
  return false;
}

/** Drawn one by one: nearly every lie shows in the first. */
function* casesOf(contract: Contract, facts: WorldFacts): Generator<readonly Step[]> {
  yield* (contract.boundaries?.(facts) ?? []).slice(0, casesOfLiar);
  const cases = contract.steps(facts);
  for (let index = 0; index < casesOfLiar; index += 1) yield* fc.sample(cases, { numRuns: 1, seed: seed + index });
}

function tellLie({ profile, flag }: Lie): string {
  return `${writeCapabilities(profile) || 'no flag'}, which ${profile[flag] ? 'hides' : 'pretends'} ${flag}`;
}

/** The service has it and the provider offers it, but the flag says no. */
function hiding(flag: Capability): ProviderModule {
  return {
    ...orbstack,
    create: (context) => {
      const registration = createOrbstack(context);
      const capabilities = { ...registration.provider.capabilities, [flag]: false };
      return { ...registration, provider: { ...registration.provider, capabilities } };
    },
  };
}

/** The flag says yes, but the service has nothing of the kind. */
function pretending(declared: Capabilities): ProviderModule {
  return {
    ...orbstack,
    create: (context) =>
      createOrbstack({ ...context, env: { ...context.env, ORBSTACK_CAPABILITIES: writeCapabilities(declared) } }),
  };
}

async function judgeAll(profile: Capabilities): Promise<readonly Outcome[]> {
  const worlds = openWorlds(profile, orbstack);
  const { facts, provider } = await lookInto(worlds);
  const outcomes: Outcome[] = [];
  for (const contract of contractCatalogue) {
    if (gate(contract, { ...provider, workflows: facts.workflows, enhanced: facts.enhanced, testbed: worlds.testbed }))
      continue;
    const options = { worlds, facts, contract, seed, runs, signal, elapsedMs: () => performance.now() };
    outcomes.push((await runContract(options)).outcome);
  }
  return outcomes;
}

function openWorlds(capabilities: Capabilities, module: ProviderModule): Worlds {
  return createWorlds({
    testbed: simulatedOrbstack({ capabilities }),
    module,
    settings: {},
    runId: 'profiles',
    seed,
    signal,
  });
}

async function lookInto(worlds: Worlds): Promise<{ readonly facts: WorldFacts; readonly provider: AnyProvider }> {
  return worlds.within(seed, async (world) => ({ facts: world.facts, provider: world.registration.provider }));
}

function tell({ contract, outcome, reason, counterexample }: Outcome): string {
  return `${contract} ${outcome}: ${reason?.text ?? `${counterexample?.expected}; ${counterexample?.actual}`}`;
}
