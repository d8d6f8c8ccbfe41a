import { liveEc2 } from '../clouds/ec2/live.ts';
import { simulatedEc2 } from '../clouds/ec2/testbed.ts';
import { motoEc2 } from '../clouds/moto/testbed.ts';
import { aws } from '../providers/aws/aws.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { RegisteredProvider } from './registered-provider.ts';

/**
 * Where AWS can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: awsTestbeds });
 */
export const awsTestbeds: readonly Testbed[] = [simulatedEc2(), motoEc2, liveEc2];

export const registeredAws: RegisteredProvider = {
  name: aws.name,
  module: aws,
  testbeds: awsTestbeds,
  sourceUrl: new URL('../providers/aws/', import.meta.url),
};
