import { Readable } from 'node:stream';
import type { SimulatedEc2Options } from '../../../src/clouds/ec2/simulated-ec2-options.ts';
import { simulatedEc2 } from '../../../src/clouds/ec2/testbed.ts';
import type { ProviderContext } from '../../../src/provider/context.ts';
import type { Hooks } from '../../../src/provider/hooks.ts';
import type { AnyProvider, CapabilityMethods } from '../../../src/provider/provider.ts';
import { createAws } from '../../../src/providers/aws/aws.ts';
import type { AwsEnhanced } from '../../../src/providers/aws/enhanced.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import type { World } from '../../../src/testbed/testbed.ts';

export type OwnProvider = AnyProvider &
  CapabilityMethods['snapshots'] &
  CapabilityMethods['spot'] &
  CapabilityMethods['multiRegion'] &
  CapabilityMethods['persistentVolumes'] &
  CapabilityMethods['hibernation'] &
  CapabilityMethods['costExplorer'];

export interface OpenAws {
  readonly world: World;
  readonly provider: OwnProvider;
  readonly hooks: Hooks;
  readonly enhanced: AwsEnhanced;
  /** What the adapter warned of. */
  readonly warnings: readonly string[];
  /** Every call so far, from whichever process. */
  readonly calls: readonly URLSearchParams[];
  /** The same account as another process has it: with nothing remembered, and other draws. */
  elsewhere(): Promise<OwnProvider>;
}

export interface NativeAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An account on a simulated EC2. `intercept` answers calls instead of it; `env` is put over that of the world. */
export async function openAws(
  options: Partial<SimulatedEc2Options> = {},
  intercept: (call: URLSearchParams) => NativeAnswer | undefined = () => undefined,
  env: ProviderContext['env'] = {},
): Promise<OpenAws> {
  const calls: URLSearchParams[] = [];
  const warnings: string[] = [];
  let given: ProviderContext | undefined;
  const create = (context: ProviderContext) => {
    given = context;
    return createAws({
      ...context,
      env: { ...context.env, ...env },
      logger: { ...context.logger, warn: (text) => void warnings.push(text) },
      sdkRequestHandler: {
        handle: async (request, handling) => {
          const call = new URLSearchParams(textOf((request as { readonly body: unknown }).body));
          calls.push(call);
          const answer = intercept(call);
          return answer ? { response: toSdkResponse(answer) } : forward(context, request, handling);
        },
      },
    });
  };
  const signal = new AbortController().signal;
  const world = await simulatedEc2({ ...plain, ...options }).open({
    module: { name: 'aws', create },
    seed: 1,
    runId: 'r',
    settings: {},
    signal,
  });
  return {
    world,
    provider: world.registration.provider as OwnProvider,
    hooks: world.registration.hooks,
    enhanced: world.registration.enhanced as AwsEnhanced,
    warnings,
    calls,
    elsewhere: async () => {
      if (given === undefined) throw new Error('the world was never opened');
      return (await create({ ...given, random: createRandom(2) })).provider as OwnProvider;
    },
  };
}

/** Nothing odd about it. */
const plain: Partial<SimulatedEc2Options> = {
  listLagMs: 0,
  idLagMs: 0,
  latencyMaxMs: 0,
  hasTokenBuckets: false,
  drainedZones: [],
};

export const request = { spec: { cpus: 1, memoryMiB: 512 } };

export function callsOf(calls: readonly URLSearchParams[], action: string): readonly URLSearchParams[] {
  return calls.filter((call) => call.get('Action') === action);
}

function forward(
  { sdkRequestHandler }: ProviderContext,
  request: unknown,
  handling: unknown,
): Promise<{ response: unknown }> {
  if (sdkRequestHandler === undefined) throw new Error('this world has no SDK wire');
  return sdkRequestHandler.handle(request, handling);
}

/** The query protocol sends text, JSON goes as bytes. */
function textOf(body: unknown): string {
  return body instanceof Uint8Array
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
    : String(body);
}

function toSdkResponse({ status, body, headers = {} }: NativeAnswer): unknown {
  return { statusCode: status, headers, body: Readable.from(body === '' ? [] : [Buffer.from(body)]) };
}
