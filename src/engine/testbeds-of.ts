import type { ProviderResult, TestbedOfRun } from './report.ts';

/** Everywhere that a result has evidence from. */
export function testbedsOf({ testbed, alsoOn = [] }: ProviderResult): readonly TestbedOfRun[] {
  return [testbed, ...alsoOn];
}
