import { vi } from 'vitest';
import { createSimulatedEc2, type SimulatedEc2 } from '../../../src/clouds/ec2/simulated-ec2.ts';
import type { SimulatedEc2Options } from '../../../src/clouds/ec2/simulated-ec2-options.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { serveOnLoopback } from '../../../src/testbed/serve-on-loopback.ts';
import type { NativeRequest } from '../../../src/testbed/wire/native-service.ts';

export interface ServedEc2 extends SimulatedEc2 {
  readonly url: string;
  /** The actions that were asked for. */
  readonly actions: string[];
  close(): Promise<void>;
}

export const accessKeyId = 'AKIALIVETEST';

/** The simulated EC2 on a loopback port, fast and on the real clock, and an environment with the right credentials. */
export async function serveEc2(options: Partial<SimulatedEc2Options> = {}): Promise<ServedEc2> {
  const plain = { listLagMs: 0, idLagMs: 0, latencyMaxMs: 0, hasTokenBuckets: false, drainedZones: [], shuffle: false };
  const fast = { pendingMs: 20, stoppingMs: 20, shuttingDownMs: 20, volumeMs: 0, snapshotMs: 20 };
  const needs = { clock: createRealClock(), random: createRandom(1), accessKeyId };
  const service = createSimulatedEc2(needs, { ...plain, ...fast, ...options });
  const actions: string[] = [];
  const { url, close } = await serveOnLoopback((request) => {
    actions.push(new URLSearchParams(request.body).get('Action') ?? 'costs');
    return service.handle(atItsHost(request));
  });
  for (const name of ['AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, '');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret-of-the-live-test');
  return { ...service, url, actions, close };
}

/** One port stands for all regions: which is meant is in the signature. */
function atItsHost(request: NativeRequest): NativeRequest {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '');
  return { ...request, host: `${scope?.[2]}.${scope?.[1]}.amazonaws.com` };
}
