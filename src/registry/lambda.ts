import { liveLambda } from '../clouds/lambda/live.ts';
import { simulatedLambda } from '../clouds/lambda/testbed.ts';
import { lambda } from '../providers/lambda/lambda.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { RegisteredProvider } from './registered-provider.ts';

/**
 * Where Lambda can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: lambdaTestbeds });
 */
export const lambdaTestbeds: readonly Testbed[] = [simulatedLambda(), liveLambda];

export const registeredLambda: RegisteredProvider = {
  name: lambda.name,
  module: lambda,
  testbeds: lambdaTestbeds,
  sourceUrl: new URL('../providers/lambda/', import.meta.url),
};
