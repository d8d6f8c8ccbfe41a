import { defineContract } from 'assay/contracts';
import { orbstack, orbstackTestbeds } from 'assay/testbed';
import { describeProvider } from 'assay/vitest';
import fc from 'fast-check';

/** It would have to see a machine, and only ever asks for the list. */
const weak = defineContract({
  id: 'own.weak',
  intent: 'observe',
  title: 'A contract of the provider itself',
  statement: 'list resolves.',
  reaches: ['spawn resolved'],
  steps: () => fc.constant([{ op: 'list' } as const]),
  run: (trial) => trial.play(),
});

describeProvider(
  {
    name: 'hardly-called',
    testbeds: orbstackTestbeds,
    create: async (context) => ({ ...(await orbstack.create(context)), contracts: [weak] }),
  },
  { runs: 3, contracts: (id) => id === 'own.weak' },
);
