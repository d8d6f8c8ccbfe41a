import fc from 'fast-check';
import type { SimulatedEc2Options } from '../../src/clouds/ec2/simulated-ec2-options.ts';
import { simulatedEc2 } from '../../src/clouds/ec2/testbed.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import type { Outcome } from '../../src/engine/report.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import { aws } from '../../src/providers/aws/aws.ts';

/** Everything odd that EC2 may be at once, and still be correct. */
export const oddEc2: Partial<SimulatedEc2Options> = {
  pageSize: 5,
  shuffle: true,
  listLagMs: 4_000,
  idLagMs: 4_000,
  latencyMaxMs: 80,
  hasTokenBuckets: true,
  pendingMs: 30_000,
  shuttingDownMs: 15_000,
};

/** What a contract comes to on a simulated EC2, asked as a run asks it. */
export async function judgeOnEc2(
  contract: Contract,
  { seed, runs }: { readonly seed: number; readonly runs: number },
  options: Partial<SimulatedEc2Options> = {},
): Promise<Outcome> {
  const { signal } = new AbortController();
  const testbed = simulatedEc2(options);
  const worlds = createWorlds({ testbed, module: aws, settings: {}, runId: 'test', seed, signal });
  const facts = await worlds.within(seed, async (world) => world.facts);
  const { outcome } = await runContract({ worlds, facts, contract, seed, runs, signal, elapsedMs: () => 0 });
  await worlds.close();
  return outcome;
}

/** The contract with any of the steps of its cases left out, as shrinking leaves them out. */
export function withPartsOfCases(contract: Contract): Contract {
  return {
    ...contract,
    boundaries: () => [],
    steps: (facts) => contract.steps(facts).chain((steps) => fc.subarray([...steps])),
  };
}
