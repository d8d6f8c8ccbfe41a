import { describeProvider } from 'assay/vitest';
import mutant from '../../../fixtures/mutants/terminate-throws-second-time.ts';

describeProvider(mutant, { seed: 7, contracts: (id) => id.startsWith('terminate.') });
