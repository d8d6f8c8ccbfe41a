import fc from 'fast-check';
import type { Contract } from '../../src/contracts/contract.ts';
import type { Step } from '../../src/contracts/step.ts';
import { Violation } from '../../src/contracts/violation.ts';
import { runTrial } from '../../src/engine/run-trial.ts';
import type { Hooks } from '../../src/provider/hooks.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import type { World } from '../../src/testbed/testbed.ts';
import { pagedFacts } from './paged-facts.ts';
import { createPagedHooks, createPagedProvider } from './paged-provider.ts';
import { createPagedService, type PagedManners, type PagedService, plainPagedManners } from './paged-service.ts';
import { createToyClock } from './toy-clock.ts';

export interface PagedOptions {
  readonly manners?: Partial<PagedManners>;
  /** Turns the correct provider into a broken one. */
  readonly spoil?: (provider: AnyProvider, service: PagedService) => object;
  readonly spoilHooks?: (hooks: Hooks, provider: AnyProvider) => Partial<Hooks>;
  readonly cases?: number;
  readonly seed?: number;
}

/** The sentence that a contract finds broken in the paged world, or undefined. A defect of the contract is thrown. */
export async function findBroken(contract: Contract, options: PagedOptions = {}): Promise<string | undefined> {
  const cases = options.cases ?? 60;
  const drawn = fc.sample(contract.steps(pagedFacts), { numRuns: cases, seed: options.seed ?? 1 });
  for (const steps of [...(contract.boundaries?.(pagedFacts) ?? []), ...drawn].slice(0, cases)) {
    const thrown = await playPaged(contract, steps, options);
    if (thrown instanceof Violation) return thrown.expected;
    if (thrown !== undefined) throw thrown;
  }
  return undefined;
}

/** What one case throws, or undefined. */
export async function playPaged(contract: Contract, steps: readonly Step[], options: PagedOptions): Promise<unknown> {
  const own = JSON.parse(JSON.stringify(steps)) as readonly Step[];
  const record = await runTrial(openPagedWorld(options), contract, own, new Set());
  return record.thrown;
}

function openPagedWorld({ manners, spoil, spoilHooks }: PagedOptions): World {
  const clock = createToyClock();
  const all = { ...plainPagedManners, ...manners };
  const service = createPagedService(clock, all);
  const correct = createPagedProvider(service, clock, all);
  const provider = { ...correct, ...spoil?.(correct, service) } as AnyProvider;
  const hooks = createPagedHooks(service);
  return {
    registration: { provider, hooks: { ...hooks, ...spoilHooks?.(hooks, provider) } },
    clock,
    facts: pagedFacts,
    transcript: { entries: () => [] },
    faults: service.faults,
    close: async () => {},
  };
}
