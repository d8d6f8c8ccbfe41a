import { randomInt } from 'node:crypto';
import type { Contract } from '../../contracts/contract.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import type { Testbed, World } from '../../testbed/testbed.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { align } from '../align.ts';
import { parseInteger } from '../flags/integer.ts';
import { seedRange } from '../flags/ranges.ts';
import { didYouMean } from '../nearest.ts';
import type { Services } from '../services.ts';
import { inSimulatedWorld } from '../simulated-world.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface ExplainFlags {
  readonly seed?: string;
}

/** `assay explain`: what a contract promises, to whom it applies, and what one of its cases looks like. */
export async function explainCommand(
  id: string,
  flags: ExplainFlags,
  { stdout }: Terminal,
  services: Services,
): Promise<number> {
  const seed = flags.seed === undefined ? randomInt(seedRange.max) : parseInteger('--seed', flags.seed, seedRange);
  const contract = find(id, await services.contractCatalogue());
  const { colors } = stdout;
  stdout.write(
    [
      `${colors.bold(contract.id)}  ${contract.title}`,
      '',
      contract.statement,
      '',
      factsOf(contract),
      '',
      ...(await sampleLines(contract, seed, services)),
      '',
    ].join('\n'),
  );
  return 0;
}

function find(id: string, contracts: readonly Contract[]): Contract {
  const found = contracts.find((contract) => contract.id === id);
  if (found) return found;
  const hint = didYouMean(
    id,
    contracts.map((contract) => contract.id),
  );
  throw new UsageError(`there is no contract ${JSON.stringify(id)}${hint}; see assay list contracts`);
}

function factsOf({ intent, level, status, since, tiers, requires, needs, workflow, enhanced }: Contract): string {
  return align([
    ['intent', intent],
    ['level', `${level}, ${status}, since ${since}`],
    ['tiers', tiers.join(', ')],
    ['requires', requires.join(', ') || 'no capability'],
    ...(enhanced ? [['enhanced', 'of providers with enhanced types'] as const] : []),
    ...(workflow === undefined ? [] : [['workflow', workflow === '*' ? 'any' : workflow] as const]),
    ['needs', needs.join(', ') || 'no ability of the testbed'],
  ]);
}

/** A case as the first provider would be given it that can be asked for it in a simulated world. */
async function sampleLines(contract: Contract, seed: number, services: Services): Promise<readonly string[]> {
  const { registeredProviders } = await services.registry();
  for (const registered of registeredProviders) {
    const facts = await inSimulatedWorld(registered, seed, factsFor(contract));
    if (!facts) continue;
    const [{ default: fc }, { formatStep }] = await Promise.all([
      import('fast-check'),
      import('../../engine/format-step.ts'),
    ]);
    const [steps = []] = fc.sample(contract.steps(facts), { seed, numRuns: 1 });
    const bound = new Set(steps.flatMap((step) => ('as' in step ? [step.as] : [])));
    return [
      `A case, as ${registered.name} is given it (seed ${seed}):`,
      '',
      ...steps.map((step) => `    ${visibleText(formatStep(step, (name) => bound.has(name)))}`),
      ...(steps.length === 0 ? ['    (no steps: the contract looks at what is declared)'] : []),
      '',
      `Run it: npx assay certify ${registered.name} --contracts ${contract.id} --seed ${seed}`,
    ];
  }
  return [];
}

/** The facts of a world in which the contract is asked; undefined for any other. */
function factsFor(contract: Contract) {
  return async (world: World, testbed: Testbed): Promise<WorldFacts | undefined> => {
    const [{ gate }, { knownFacts }] = await Promise.all([
      import('../../engine/gate.ts'),
      import('../../engine/known-facts.ts'),
    ]);
    const facts = knownFacts(world);
    const { workflows, enhanced } = facts;
    const { capabilities, tier } = world.registration.provider;
    const reason = gate(contract, { capabilities, tier, workflows, enhanced, testbed });
    return reason === undefined ? facts : undefined;
  };
}
