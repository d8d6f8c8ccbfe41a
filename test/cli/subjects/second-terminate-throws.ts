import { defineProvider, ProviderError } from 'assay';
import { orbstack, orbstackTestbeds } from 'assay/testbed';

/** OrbStack, except that terminate is not silent about what it ended before. */
export default defineProvider({
  name: 'second-terminate-throws',
  testbeds: orbstackTestbeds,
  create: async (context) => {
    const registration = await orbstack.create(context);
    const { provider } = registration;
    const ended = new Set<string>();
    const terminate = async (id: string) => {
      if (ended.has(id)) {
        throw new ProviderError('NOT_FOUND', `no machine ${id}`, { provider: provider.name });
      }
      await provider.terminate(id);
      ended.add(id);
    };
    return { ...registration, provider: { ...provider, terminate } };
  },
});
