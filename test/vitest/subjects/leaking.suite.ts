import { ProviderError } from 'assay';
import { describeProvider } from 'assay/vitest';
import inMemory from '../../../docs/examples/in-memory.ts';

/** What it made can never be destroyed. */
describeProvider(
  {
    name: 'leaking',
    create: (context) => {
      const { provider, hooks } = inMemory.create(context);
      const terminate = async () => {
        throw new ProviderError('AUTH_ERROR', 'not yours to end', { provider: 'leaking' });
      };
      return { provider: { ...provider, terminate }, hooks };
    },
  },
  { runs: 1, contracts: (id) => id === 'launch.required-fields' },
);
