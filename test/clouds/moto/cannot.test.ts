import { expect, test } from 'vitest';
import { cannot } from '../../../src/clouds/moto/cannot.ts';
import { motoEc2 } from '../../../src/clouds/moto/testbed.ts';
import { contractCatalogue } from '../../../src/contracts/catalogue.ts';
import { gate } from '../../../src/engine/gate.ts';
import { aws } from '../../../src/providers/aws/aws.ts';
import { createRealContext } from '../../../src/testbed/real-context.ts';

test('what moto cannot judge is named by contracts that there are, each with its reason', () => {
  const ids = contractCatalogue.map(({ id }) => id);
  for (const [id, reason] of Object.entries(cannot)) {
    expect(ids).toContain(id);
    expect(reason).toMatch(/^moto .{10,}/);
  }
});

test('moto judges at least three quarters of what AWS can be asked', async () => {
  const context = createRealContext({ signal: new AbortController().signal, seed: 1 });
  const { provider, enhanced, workflows } = await aws.create({ ...context, env: { AWS_REGION: 'us-east-1' } });
  const facts = { ...provider, workflows: workflows?.map(({ name }) => name), enhanced: enhanced !== undefined };
  const skips = contractCatalogue.map((contract) => gate(contract, { ...facts, testbed: motoEc2 }));
  const asked = skips.filter((skip) => skip?.code !== 'capability-absent');
  const unjudged = asked.filter((skip) => skip?.code === 'testbed-cannot');
  expect(asked.length).toBeGreaterThan(90);
  expect(unjudged.length / asked.length).toBeLessThanOrEqual(0.25);
});
