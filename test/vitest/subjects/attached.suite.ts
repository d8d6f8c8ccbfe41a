import { describeProvider } from 'assay/vitest';
import inMemory from '../../../docs/examples/in-memory.ts';

const contracts = ['launch.required-fields', 'terminate.truthful', 'snapshots.carries-disk'];
describeProvider(inMemory, { runs: 2, contracts: (id) => contracts.includes(id) });
