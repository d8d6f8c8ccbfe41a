import { defineProvider } from 'assay';
import { createOrbstack, probeService, simulatedOrbstack, type Testbed } from 'assay/testbed';

const settings = { ORBSTACK_HOST: 'simulated', ORBSTACK_URL: process.env.ASSAY_TEST_URL };

/** A testbed that only asks whether its live service can be used; nobody gets further in the tests. */
const live: Testbed = {
  ...simulatedOrbstack(),
  name: 'live',
  fidelity: 'live',
  isolation: 'run',
  runsDefault: 1,
  probe: () =>
    probeService(
      {
        displayName: 'Example',
        key: { name: 'EXAMPLE_KEY', value: process.env.EXAMPLE_KEY },
        url: { name: 'EXAMPLE_URL', value: process.env.ASSAY_TEST_URL ?? '' },
        path: '/v1/me',
        headers: (key) => ({ authorization: `Bearer ${key}` }),
      },
      { fetch, now: () => Date.now() + Number(process.env.ASSAY_TEST_OFF_MS ?? 0) },
    ),
};

export default defineProvider({
  name: 'live-service',
  testbeds: [live],
  create: (context) => createOrbstack({ ...context, env: { ...settings, ORBSTACK_TOKEN: context.env.EXAMPLE_KEY } }),
});
