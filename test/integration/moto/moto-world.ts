import { onTestFinished } from 'vitest';
import { motoEc2 } from '../../../src/clouds/moto/testbed.ts';
import type { AnyProvider, CapabilityMethods } from '../../../src/provider/provider.ts';
import { aws } from '../../../src/providers/aws/aws.ts';
import type { FaultInjector } from '../../../src/testbed/fault.ts';
import type { LedgerEntry } from '../../../src/testbed/ledger.ts';
import type { World } from '../../../src/testbed/testbed.ts';

type MotoProvider = AnyProvider & CapabilityMethods['snapshots'] & CapabilityMethods['persistentVolumes'];

/** An account of its own on a real moto. */
export interface MotoWorld {
  readonly world: World;
  readonly provider: MotoProvider;
  readonly faults: FaultInjector;
  /** Kind and id of what is not gone. */
  there(): Promise<readonly (readonly [LedgerEntry['kind'], string])[]>;
}

export const small = { spec: { cpus: 1, memoryMiB: 512 } };

export async function openWorld(settings: Readonly<Record<string, string>> = {}): Promise<MotoWorld> {
  const { signal } = new AbortController();
  const world = await motoEc2.open({ module: aws, seed: 7, runId: 'r', settings, signal });
  onTestFinished(() => world.close());
  const { ledger, faults } = world;
  if (!ledger || !faults) throw new Error('the testbed moto lost an ability');
  return {
    world,
    provider: world.registration.provider as MotoProvider,
    faults,
    there: async () => (await ledger.entries()).filter(({ gone }) => !gone).map(({ kind, id }) => [kind, id] as const),
  };
}
