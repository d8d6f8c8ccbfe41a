import { expect, test } from 'vitest';
import { simulatedSlurm } from '../../../src/clouds/slurm/testbed.ts';
import { bidStep } from '../../../src/contracts/generators/spot-request.ts';
import { invalidBidIsRefused } from '../../../src/contracts/spot/invalid-bid-is-refused.ts';
import { runTrial } from '../../../src/engine/run-trial.ts';
import { defineProvider } from '../../../src/provider/registration.ts';
import { supports } from '../../../src/provider/supports.ts';
import { createSlurm, slurm } from '../../../src/providers/slurm/slurm.ts';

const tooLarge = { spec: { cpus: 64_000, memoryMiB: 16 }, maxPriceUsdPerHour: 1_000 };
const noBid = { spec: { cpus: 1, memoryMiB: 16 }, maxPriceUsdPerHour: -1 };

async function thrownBy(request: typeof tooLarge, module = slurm): Promise<unknown> {
  const { signal } = new AbortController();
  const testbed = simulatedSlurm({ enforcesPartLimits: false });
  const world = await testbed.open({ module, seed: 1, runId: 'r', settings: {}, signal });
  return (await runTrial(world, invalidBidIsRefused, [bidStep(1, request)], new Set())).thrown;
}

test('a service that takes what it can never start is fine where the provider takes it back', async () => {
  expect(await thrownBy(tooLarge)).toBeUndefined();
});

test('whoever has not bid must not have had a machine for a moment', async () => {
  const buysAndEnds = defineProvider({
    name: 'buys-and-ends',
    create: (context) => {
      const registration = createSlurm(context);
      const { provider } = registration;
      if (!supports(provider, 'spot')) throw new Error('there is no spot');
      const requestSpotInstance: typeof provider.requestSpotInstance = async (request) => {
        const { id } = await provider.requestSpotInstance({ ...request, maxPriceUsdPerHour: 1 });
        await provider.terminate(id);
        return provider.requestSpotInstance(request);
      };
      return { ...registration, provider: { ...provider, requestSpotInstance } };
    },
  });
  expect(await thrownBy(noBid)).toBeUndefined();
  expect(await thrownBy(noBid, buysAndEnds)).toMatchObject({ expected: 'what is no bid makes no machine' });
});
