// Certifies OrbStack under every combination of capability flags, and refuses every provider that lies about one flag.
// A lie is told both ways: a flag that is declared and not there, and one that is there and not declared.
// `--every N` takes each Nth profile only. Exits 1 with what went wrong.
import { parseArgs } from 'node:util';
import { simulatedOrbstack } from '../src/clouds/orbstack/testbed.ts';
import { contractCatalogue } from '../src/contracts/catalogue.ts';
import type { Contract } from '../src/contracts/contract.ts';
import { gate } from '../src/engine/gate.ts';
import type { Outcome } from '../src/engine/report.ts';
import { runContract } from '../src/engine/run-contract.ts';
import { verdictOf } from '../src/engine/verdict.ts';
import { createWorlds } from '../src/engine/worlds.ts';
import { type Capabilities, type Capability, capabilityNames } from '../src/provider/capability.ts';
import type { ProviderModule } from '../src/provider/registration.ts';
import { createOrbstack, orbstack } from '../src/providers/orbstack/orbstack.ts';
import { writeCapabilities } from '../src/providers/orbstack/orbstack-capabilities.ts';

const runs = 2;
/** A liar is asked again with other cases before it counts as believed. */
const runsOfLiar = 30;
const seed = 1;
const { signal } = new AbortController();

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) throw new RangeError(`--every takes a whole number, got ${values.every}`);

const startedMs = performance.now();
const profiles = allProfiles().filter((_, index) => index % every === 0);
const certified = await count(profiles, isCertified);
const lies = profiles.flatMap((profile) => capabilityNames.map((flag): Lie => ({ profile, flag })));
const refused = await count(lies, isRefused);

const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
console.log(
  `${certified} of ${profiles.length} profiles certified, ${refused} of ${lies.length} lying providers refused, ${seconds} s`,
);
process.exitCode = certified === profiles.length && refused === lies.length ? 0 : 1;
// Scripts of the simulated testbed leave a shell behind that waits for more.
process.exit();

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
  const outcomes = await judge(profile, orbstack, contractCatalogue, runs);
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

async function isRefused({ profile, flag }: Lie): Promise<boolean> {
  const module = profile[flag] ? hiding(flag) : pretending({ ...profile, [flag]: true });
  // The contracts of the flag and those of honesty: whoever lies owes its failure to one of them.
  const asked = contractCatalogue.filter(
    ({ id, requires }) => id.startsWith('capabilities.') || requires.includes(flag),
  );
  for (const contract of asked) {
    const [outcome] = await judge(profile, module, [contract], runsOfLiar);
    if (outcome?.outcome === 'fail') return true;
  }
  console.log(
    `believed: ${writeCapabilities(profile) || 'no flag'}, which ${profile[flag] ? 'hides' : 'pretends'} ${flag}`,
  );
  return false;
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

async function judge(
  capabilities: Capabilities,
  module: ProviderModule,
  contracts: readonly Contract[],
  runsMax: number,
): Promise<readonly Outcome[]> {
  const testbed = simulatedOrbstack({ capabilities });
  const worlds = createWorlds({ testbed, module, settings: {}, runId: 'profiles', seed, signal });
  const { facts, provider } = await worlds.within(seed, async (world) => ({
    facts: world.facts,
    provider: world.registration.provider,
  }));
  const outcomes: Outcome[] = [];
  for (const contract of contracts) {
    if (gate(contract, { ...provider, testbed })) continue;
    const result = await runContract({
      worlds,
      facts,
      contract,
      seed,
      runs: runsMax,
      signal,
      elapsedMs: () => performance.now(),
    });
    outcomes.push(result.outcome);
  }
  return outcomes;
}

function tell({ contract, outcome, reason, counterexample }: Outcome): string {
  return `${contract} ${outcome}: ${reason?.text ?? `${counterexample?.expected}; ${counterexample?.actual}`}`;
}
