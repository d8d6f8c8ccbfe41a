import { createSimulatedEc2, type SimulatedEc2 } from '../../../src/clouds/ec2/simulated-ec2.ts';
import type { SimulatedEc2Options } from '../../../src/clouds/ec2/simulated-ec2-options.ts';
import type { Clock } from '../../../src/provider/context.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

export interface Ec2UnderTest extends SimulatedEc2 {
  readonly clock: Clock;
  /** Calls an action and gives what it answered. */
  ask(
    action: string,
    parameters?: Readonly<Record<string, string>>,
    region?: string,
  ): Promise<{ status: number; code?: string; body: string }>;
  /** Launches, and gives the id or the code of the refusal. */
  run(parameters?: Readonly<Record<string, string>>, region?: string): Promise<string>;
}

/** A simulated EC2 without manners of its own, asked without an SDK. */
export function openEc2(options: Partial<SimulatedEc2Options> = {}): Ec2UnderTest {
  const clock = createVirtualClock();
  const needs = { clock, random: createRandom(1), accessKeyId: 'AKIATEST' };
  const plain = { listLagMs: 0, idLagMs: 0, latencyMaxMs: 0, hasTokenBuckets: false, drainedZones: [], shuffle: false };
  const service = createSimulatedEc2(needs, { ...plain, ...options });
  const ask: Ec2UnderTest['ask'] = async (action, parameters = {}, region = 'us-east-1') => {
    const { status, body } = await service.handle({
      method: 'POST',
      host: `ec2.${region}.amazonaws.com`,
      path: '/',
      query: '',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=AKIATEST/20300101/us-east-1/ec2/aws4_request' },
      body: new URLSearchParams({ Action: action, Version: '2016-11-15', ...parameters }).toString(),
    });
    const code = /<Code>(.*?)<\/Code>/.exec(body)?.[1];
    return { status, body, ...(code !== undefined && { code }) };
  };
  const run: Ec2UnderTest['run'] = async (parameters = {}, region = 'us-east-1') => {
    const launch = { ...minimal(service, region), ...parameters };
    const { code, body } = await ask('RunInstances', launch, region);
    return code ?? /<instanceId>(.*?)<\/instanceId>/.exec(body)?.[1] ?? body;
  };
  return { ...service, clock, ask, run };
}

function minimal({ store }: SimulatedEc2, region: string): Record<string, string> {
  const image = [...store.images.values()].find((each) => each.region === region);
  return { MinCount: '1', MaxCount: '1', InstanceType: 't3.micro', ImageId: image?.id ?? '' };
}
