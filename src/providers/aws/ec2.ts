import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ProviderContext } from '../../provider/context.ts';
import { type Effect, toProviderError } from './native-failure.ts';
import { refuse } from './provider-name.ts';
import { type MayRepeat, withRetries } from './retry.ts';
import type { AwsSettings } from './settings.ts';

/** The SDK's package: loaded when the first provider is made, for it is large and an optional peer. */
export type Ec2Sdk = typeof import('@aws-sdk/client-ec2');

/** How an operation of the SDK is sent: with the signal that ends it at its deadline. */
export type Send<T> = (client: EC2Client, options: { readonly abortSignal: AbortSignal }) => Promise<T>;

/** The EC2 of every region. Throws only ProviderErrors. */
export interface Ec2 {
  readonly sdk: Ec2Sdk;
  /** A call that changes nothing, or that changes nothing more when it is made again: tried again while it may help. */
  read<T>(region: string, send: Send<T>): Promise<T>;
  repeat<T>(region: string, send: Send<T>): Promise<T>;
  /** A call that makes something: tried again only after it was turned away at the door. */
  write<T>(region: string, send: Send<T>): Promise<T>;
}

/** How long one call may take. */
const deadlineMs = 15_000;

export async function createEc2(context: ProviderContext, settings: AwsSettings): Promise<Ec2> {
  const sdk = await loadSdk();
  const clients = new Map<string, EC2Client>();
  const clientOf = (region: string): EC2Client => {
    const client = clients.get(region) ?? createClient(sdk, context, settings, region);
    clients.set(region, client);
    return client;
  };
  const call = <T>(region: string, send: Send<T>, effect: Effect, mayRepeat: MayRepeat): Promise<T> =>
    withRetries(context, () => exchange(context, clientOf(region), send, effect), mayRepeat);
  return {
    sdk,
    read: (region, send) => call(region, send, 'reads', () => true),
    repeat: (region, send) => call(region, send, 'writes', () => true),
    write: (region, send) => call(region, send, 'writes', ({ code }) => code === 'RATE_LIMIT_ERROR'),
  };
}

async function loadSdk(): Promise<Ec2Sdk> {
  try {
    return await import('@aws-sdk/client-ec2');
  } catch (thrown) {
    const words = 'the package @aws-sdk/client-ec2 is not installed: npm install @aws-sdk/client-ec2';
    throw Object.assign(refuse(words), { cause: thrown });
  }
}

/** Everything is said here, so that the SDK reads no file and no environment of its own, but for credentials that are nowhere said. */
function createClient(
  { EC2Client: Client }: Ec2Sdk,
  context: ProviderContext,
  settings: AwsSettings,
  region: string,
): EC2Client {
  const { sdkRequestHandler } = context;
  return new Client({
    region,
    endpoint: settings.endpoint ?? endpointOf(region),
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'assay',
    authSchemePreference: [],
    disableClockSkewCorrection: false,
    ...(settings.credentials && { credentials: settings.credentials }),
    ...(sdkRequestHandler && { requestHandler: sdkRequestHandler as NonNullable<ClientConfig['requestHandler']> }),
  });
}

type ClientConfig = NonNullable<ConstructorParameters<typeof EC2Client>[0]>;

function endpointOf(region: string): string {
  return `https://ec2.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}

/** One attempt. Gives up at the deadline even where the handler does not heed its signal. */
function exchange<T>(context: ProviderContext, client: EC2Client, send: Send<T>, effect: Effect): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (thrown: unknown) => reject(toProviderError(thrown, effect));
    if (context.signal.aborted) return fail(context.signal.reason);
    const giveUp = new AbortController();
    const cancel = context.clock.after(deadlineMs, () => {
      const expired = new Error(`no answer within ${deadlineMs} ms`);
      giveUp.abort(expired);
      fail(expired);
    });
    send(client, { abortSignal: giveUp.signal }).then(resolve, fail).finally(cancel);
  });
}
