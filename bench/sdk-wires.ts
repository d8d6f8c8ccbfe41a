import {
  DescribeImagesCommand,
  DescribeInstancesCommand,
  EC2Client,
  type EC2ClientConfig,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { createSimulatedEc2 } from '../src/clouds/ec2/simulated-ec2.ts';
import { startServer } from '../src/clouds/moto/start-server.ts';
import { createRandom } from '../src/testbed/seeded-random.ts';
import { createTranscriptRecorder } from '../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../src/testbed/virtual-clock.ts';
import type { NativeService } from '../src/testbed/wire/native-service.ts';
import { createSdkWire } from '../src/testbed/wire/sdk-wire.ts';
import { alternate, type Measurement } from './measure.ts';

const rounds = 5;
const calls = 200;
const unit = 'µs';
const region = 'us-east-1';
const accessKeyId = 'AKIABENCH';

export interface SdkWires {
  readonly measurements: readonly Measurement[];
  /** What could not be measured here, and why. */
  readonly skipped: readonly string[];
}

/** What one DescribeInstances of the AWS SDK costs, by what carries it to a service that has one instance. */
export async function sdkWires(): Promise<SdkWires> {
  const direct = await sampler(inProcess());
  const caught = await throughMsw();
  const moto = await onMoto();
  const [directMicros, mswMicros, motoMicros] = await alternate(rounds, [
    direct,
    caught.sample,
    moto?.sample ?? (async () => Number.NaN),
  ]);
  await moto?.close();
  tell({ 'in-process handler': directMicros, 'msw interception': mswMicros, 'moto on loopback': motoMicros });
  const what = 'an SDK call, in-process handler beside';
  const goal = { kind: 'ratio', atMost: 0.5 } as const;
  const beside = (name: string, baseline: number): Measurement => ({
    what: `${what} ${name}`,
    unit,
    baseline,
    ours: directMicros,
    goal,
  });
  const measurements = [beside('msw interception', mswMicros)];
  if (moto) return { measurements: [...measurements, beside('moto on loopback', motoMicros)], skipped: [] };
  return { measurements, skipped: [`SKIPPED: ${what} moto on loopback: moto_server is not on PATH`] };
}

function tell(all: Readonly<Record<string, number>>): void {
  const rates = Object.entries(all)
    .filter(([, micros]) => !Number.isNaN(micros))
    .map(([name, micros]) => `${name} ${Math.round(1e6 / micros)}`);
  console.log(`SDK calls per second: ${rates.join(', ')}`);
}

async function sampler(client: EC2Client): Promise<() => Promise<number>> {
  const { Images: [image] = [] } = await client.send(new DescribeImagesCommand({}));
  const launch = { ImageId: image?.ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
  await client.send(new RunInstancesCommand(launch));
  return async () => {
    const startedMs = performance.now();
    for (let call = 0; call < calls; call += 1) {
      const { Reservations = [] } = await client.send(new DescribeInstancesCommand({}));
      if (Reservations.length !== 1) throw new Error('the benchmark did not do the work that it measures');
    }
    return ((performance.now() - startedMs) * 1_000) / calls;
  };
}

function clientOf(config: EC2ClientConfig): EC2Client {
  return new EC2Client({ region, credentials: { accessKeyId, secretAccessKey: 'bench' }, maxAttempts: 1, ...config });
}

interface Simulated {
  readonly service: NativeService;
  readonly config: EC2ClientConfig;
  readonly clock: ReturnType<typeof createVirtualClock>;
}

function simulated(): Simulated {
  const clock = createVirtualClock();
  const plain = { latencyMaxMs: 0, listLagMs: 0, idLagMs: 0, hasTokenBuckets: false, drainedZones: [] };
  const service = createSimulatedEc2({ clock, random: createRandom(1), accessKeyId }, plain);
  // Its clock is years ahead, and it looks at the time of a signature.
  return { service, clock, config: { systemClockOffset: clock.now() - Date.now() } };
}

/** The SDK's own request handler is replaced: no socket, no HTTP. */
function inProcess(): EC2Client {
  const { service, clock, config } = simulated();
  const { requestHandler } = createSdkWire(service, { clock, transcript: createTranscriptRecorder([]) });
  return clientOf({ ...config, requestHandler: requestHandler as never });
}

/** The same service behind what msw intercepts: the SDK believes that it opens a socket. */
async function throughMsw(): Promise<{ readonly sample: () => Promise<number> }> {
  const { service, config } = simulated();
  const server = setupServer(
    http.all(`https://ec2.${region}.amazonaws.com/`, async ({ request }) => {
      const { hostname, pathname } = new URL(request.url);
      const { status, headers, body } = await service.handle({
        method: request.method,
        host: hostname,
        path: pathname,
        query: '',
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
      });
      return new Response(body, { status, headers });
    }),
  );
  const within = async <T>(act: () => Promise<T>): Promise<T> => {
    server.listen();
    try {
      return await act();
    } finally {
      server.close();
    }
  };
  const client = clientOf(config);
  const sample = await within(() => sampler(client));
  // It listens only while it is measured: what is intercepted costs the others too.
  return { sample: () => within(sample) };
}

/** Null where there is no moto; in CI there is one. */
async function onMoto(): Promise<{ readonly sample: () => Promise<number>; close(): Promise<void> } | null> {
  try {
    const { url, close } = await startServer();
    return { sample: await sampler(clientOf({ endpoint: url })), close };
  } catch (thrown) {
    if (process.env.CI !== undefined) throw thrown;
    return null;
  }
}
