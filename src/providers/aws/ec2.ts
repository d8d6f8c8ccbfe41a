import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ProviderContext } from '../../provider/context.ts';
import { clientConfig } from './client-config.ts';
import { exchange, type SendOptions } from './exchange.ts';
import { inTime, keepTime } from './keep-time.ts';
import type { Effect } from './native-failure.ts';
import { refuse } from './provider-name.ts';
import { type MayRepeat, withRetries } from './retry.ts';
import type { ServiceTime } from './service-time.ts';
import type { AwsSettings } from './settings.ts';

/** The SDK's package: loaded when the first provider is made, for it is large and an optional peer. */
export type Ec2Sdk = typeof import('@aws-sdk/client-ec2');

/** How an operation of the SDK is sent: with the signal that ends it at its deadline. */
export type Send<T> = (client: EC2Client, options: SendOptions) => Promise<T>;

/** The EC2 of every region. Throws only ProviderErrors. */
export interface Ec2 {
  readonly sdk: Ec2Sdk;
  /** A call that changes nothing, or that changes nothing more when it is made again: tried again while it may help. */
  read<T>(region: string, send: Send<T>): Promise<T>;
  repeat<T>(region: string, send: Send<T>): Promise<T>;
  /** A call that makes something: tried again only after it was turned away at the door. */
  write<T>(region: string, send: Send<T>): Promise<T>;
}

export async function createEc2(context: ProviderContext, settings: AwsSettings, time: ServiceTime): Promise<Ec2> {
  const sdk = await loadSdk();
  const clients = new Map<string, EC2Client>();
  const clientOf = (region: string): EC2Client => {
    const known = clients.get(region);
    if (known) return known;
    const client = keepTime(new sdk.EC2Client(clientConfig(context, settings, `ec2.${region}`, region)), time);
    clients.set(region, client);
    return client;
  };
  const call = <T>(region: string, send: Send<T>, effect: Effect, mayRepeat: MayRepeat): Promise<T> => {
    const once = () => exchange(context, effect, (options) => send(clientOf(region), options));
    return withRetries(context, () => inTime(time, once), mayRepeat);
  };
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
