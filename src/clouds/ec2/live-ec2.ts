import type { EC2Client, EC2ServiceException } from '@aws-sdk/client-ec2';

type Sdk = typeof import('@aws-sdk/client-ec2');

/** The real EC2 as the testbed itself asks it: past every fault, with the SDK's own retries and credentials. */
export interface LiveEc2 {
  readonly sdk: Sdk;
  in(region: string): EC2Client;
  /** The header `Date` of the last answer. */
  date(): string | null;
}

const deadlineMs = 30_000;

/** Loads the SDK, which is an optional peer. An endpoint stands for all regions. */
export async function openLiveEc2(endpoint: string | undefined): Promise<LiveEc2> {
  const sdk = await import('@aws-sdk/client-ec2');
  const clients = new Map<string, EC2Client>();
  let date: string | null = null;
  const create = (region: string): EC2Client => {
    const client = new sdk.EC2Client({
      region,
      ...(endpoint !== undefined && { endpoint }),
      requestHandler: { connectionTimeout: deadlineMs, requestTimeout: deadlineMs, throwOnRequestTimeout: true },
    });
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { headers } = result.response as { readonly headers?: Readonly<Record<string, string>> };
        date = headers?.date ?? date;
        return result;
      },
      { name: 'assayDate', step: 'deserialize', priority: 'low' },
    );
    return client;
  };
  return {
    sdk,
    in: (region) => {
      const client = clients.get(region) ?? create(region);
      clients.set(region, client);
      return client;
    },
    date: () => date,
  };
}

/** EC2's own word for what went wrong, or the SDK's. */
export function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { Code } = thrown as EC2ServiceException & { readonly Code?: string };
  return Code ?? (thrown as NodeJS.ErrnoException).code ?? thrown.name;
}
