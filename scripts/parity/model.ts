import { EC2Client } from '@aws-sdk/client-ec2';
import { createSimulatedEc2 } from '../../src/clouds/ec2/simulated-ec2.ts';
import type { SimulatedEc2Options } from '../../src/clouds/ec2/simulated-ec2-options.ts';
import { createRandom } from '../../src/testbed/seeded-random.ts';
import { createTranscriptRecorder } from '../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';
import { createSdkWire } from '../../src/testbed/wire/sdk-wire.ts';
import { createJudge, type Judge, region } from './judge.ts';

const changeMs = 1_000;

/** No lag, no latency, no throttling, a market that has enough; changes take a moment, so that both ends of each are seen. */
const plain: Partial<SimulatedEc2Options> = {
  regions: { [region]: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `${region}${letter}`) },
  spotPool: 1_000,
  pendingMs: changeMs,
  stoppingMs: changeMs,
  shuttingDownMs: changeMs,
  volumeMs: changeMs,
  snapshotMs: changeMs,
  spotRequestMs: 0,
  listLagMs: 0,
  idLagMs: 0,
  latencyMaxMs: 0,
  hasTokenBuckets: false,
  pageSize: 1_000,
  shuffle: false,
  drainedZones: [],
};

/** Our own EC2, fresh, on a virtual clock. After each call it comes to rest. */
export async function openModel(seed: number): Promise<Judge> {
  const clock = createVirtualClock();
  const accessKeyId = 'AKIAPARITY';
  const service = createSimulatedEc2({ clock, random: createRandom(seed), accessKeyId }, plain);
  const { requestHandler } = createSdkWire(service, { clock, transcript: createTranscriptRecorder([]) });
  const client = new EC2Client({
    region,
    credentials: { accessKeyId, secretAccessKey: 'parity' },
    maxAttempts: 1,
    // Its clock is years ahead, and it looks at the time of a signature.
    systemClockOffset: clock.now() - Date.now(),
    requestHandler: requestHandler as never,
  });
  return createJudge(client, () => clock.sleep(2 * changeMs));
}
