import { orbstack, orbstackTestbeds } from 'assay/testbed';
import { describeProvider } from 'assay/vitest';

const contracts = ['terminate.idempotent', 'bootstrap.checksum', 'launch.visible'];
describeProvider(
  { ...orbstack, name: 'correct', testbeds: orbstackTestbeds },
  { seed: 7, runs: 20, contracts: (id) => contracts.includes(id) },
);
