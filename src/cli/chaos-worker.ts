import { serveLane } from '../chaos/lanes/serve-lane.ts';
import { findRegistered } from '../registry.ts';

await serveLane(({ provider, testbed: name }) => {
  const { module, testbeds } = findRegistered(provider);
  const testbed = testbeds.find((each) => each.name === name);
  if (!testbed) throw new Error(`${provider} has no testbed ${name}`);
  return { provider: module, testbed };
});
