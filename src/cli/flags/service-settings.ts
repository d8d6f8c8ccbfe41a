import { UsageError } from '../usage-error.ts';

/** The flags that say which real service is meant, as they were typed. */
export interface ServiceFlags {
  readonly url?: string;
  readonly endpoint?: string;
  readonly account?: string;
  readonly region?: string;
}

/** What a testbed is told of them. */
export function serviceSettings({ url, endpoint, account, region }: ServiceFlags): Readonly<Record<string, string>> {
  return {
    ...(url !== undefined && { url: url.replace(/\/+$/, '') }),
    ...(endpoint !== undefined && { endpoint: endpoint.replace(/\/+$/, '') }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  };
}

/** The testbed that was asked for, under either name. */
export function testbedOf({
  testbed,
  live,
}: {
  readonly testbed?: string;
  readonly live?: boolean;
}): string | undefined {
  if (!live) return testbed;
  if (testbed === undefined || testbed === 'live') return 'live';
  throw new UsageError(`--live and --testbed ${testbed} are two testbeds: leave one out`);
}

/** Better told than ignored: who confirms an account means a real one. */
export function mustBeLive(
  { account, region, dryRun }: ServiceFlags & { readonly dryRun?: boolean },
  testbed: string | undefined,
): void {
  if (testbed === 'live') return;
  const [given] = [
    ...(account === undefined ? [] : ['--account']),
    ...(region === undefined ? [] : ['--region']),
    ...(dryRun === false ? ['--no-dry-run'] : []),
  ];
  if (given !== undefined) throw new UsageError(`${given} is a setting of the testbed live: add --live`);
}
