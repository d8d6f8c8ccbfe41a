import { defineProvider } from 'assay';
import { orbstack, orbstackTestbeds } from 'assay/testbed';

/** OrbStack, except that a call ends its process. */
export default defineProvider({
  name: 'exits',
  testbeds: orbstackTestbeds,
  create: async (context) => {
    const registration = await orbstack.create(context);
    const list = async () => process.exit(0);
    return { ...registration, provider: { ...registration.provider, list } };
  },
});
