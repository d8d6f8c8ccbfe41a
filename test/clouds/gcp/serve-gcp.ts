import { vi } from 'vitest';
import { billingHost } from '../../../src/clouds/gcp/billing.ts';
import type { GcpOptions } from '../../../src/clouds/gcp/gcp-options.ts';
import { createSimulatedGcp, type SimulatedGcp } from '../../../src/clouds/gcp/simulated-gcp.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { serveOnLoopback } from '../../../src/testbed/serve-on-loopback.ts';
import type { NativeRequest, NativeResponse } from '../../../src/testbed/wire/native-service.ts';

export interface ServedGcp extends SimulatedGcp {
  readonly url: string;
  /** What was asked for, as method and path. */
  readonly asked: string[];
  close(): Promise<void>;
}

export const project = 'live-test';
export const token = 'ya29.of-the-live-test.0';

export interface ServeOptions extends Partial<GcpOptions> {
  /** What the credentials may not do. */
  readonly lacking?: readonly string[];
  readonly clockOffMs?: number;
}

/** The simulated service on a loopback port, fast and on the real clock, and an environment with the right token. */
export async function serveGcp({ lacking = [], clockOffMs = 0, ...options }: ServeOptions = {}): Promise<ServedGcp> {
  const plain = { listLagMs: 0, soldOutTypes: [], lackingTypes: [], drainedZones: [] };
  const fast = {
    provisioningMs: 20,
    stagingMs: 20,
    stopMs: 20,
    suspendMs: 20,
    deleteMs: 20,
    diskMs: 0,
    machineImageMs: 20,
  };
  const needs = { clock: createRealClock(), random: createRandom(1), project, secret: token.slice(0, -2) };
  const pace = { operationMinMs: 1, operationMaxMs: 20 };
  const service = createSimulatedGcp(needs, { ...plain, ...fast, ...pace, ...options });
  const asked: string[] = [];
  const { url, close } = await serveOnLoopback(async (request) => {
    asked.push(`${request.method} ${request.path}`);
    const answer = await answerOf(service, request, lacking);
    return { ...answer, headers: { ...answer.headers, date: new Date(Date.now() + clockOffMs).toUTCString() } };
  });
  for (const name of ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_REGION', 'GCP_URL']) vi.stubEnv(name, '');
  vi.stubEnv('CLOUDSDK_CONFIG', '/dev/null');
  // Nobody is there: a token that is not given is not found.
  vi.stubEnv('GCE_METADATA_HOST', '127.0.0.1:2');
  vi.stubEnv('GOOGLE_OAUTH_ACCESS_TOKEN', token);
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', project);
  return { ...service, url, asked, close };
}

/** One port stands for all of Google's services: which is meant is in the path. */
async function answerOf(
  service: SimulatedGcp,
  request: NativeRequest,
  lacking: readonly string[],
): Promise<NativeResponse> {
  if (request.path.endsWith(':testIamPermissions')) {
    const { permissions } = JSON.parse(request.body) as { readonly permissions: readonly string[] };
    const held = permissions.filter((each) => !lacking.includes(each));
    return { status: 200, headers: {}, body: JSON.stringify({ permissions: held }) };
  }
  const path = request.path;
  if (path.startsWith('/compute/v1/projects/') && path.split('/')[4] !== project) {
    return { status: 404, headers: {}, body: '{"error": {"code": 404, "message": "it was not found"}}' };
  }
  return service.handle({ ...request, host: path.startsWith('/v1/services/') ? billingHost : request.host });
}
