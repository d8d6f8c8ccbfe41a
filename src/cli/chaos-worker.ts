import { serveLane } from '../chaos/lanes/serve-lane.ts';
import { loadRegistered } from '../registry/load-registered.ts';

await serveLane(async ({ provider, testbed: name }) => {
  const { module, testbeds } = await loadRegistered(provider);
  const testbed = testbeds.find((each) => each.name === name);
  if (!testbed) throw new Error(`${provider} has no testbed ${name}`);
  return { provider: module, testbed };
});
