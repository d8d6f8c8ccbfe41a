import { createSimulatedSlurmrestd } from '../../../../src/clouds/slurm/rest/simulated-slurmrestd.ts';
import { createRandom } from '../../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../../src/testbed/virtual-clock.ts';
import type { Side } from '../../side-by-side/side.ts';
import { plain, restMs } from '../plain-options.ts';
import { createController, readJobs, type Send } from './controller.ts';
import type { Step } from './history.ts';
import { headersFor, readBody, root } from './wire.ts';

const access = { SLURM_REST_USER: 'assay', SLURM_JWT: 'eyJhbGciOiJIUzI1NiJ9.e30.good' };

/** Our own slurmrestd, fresh, on a virtual clock. */
export function openSimulated(prefix: string): Side<Step> {
  const clock = createVirtualClock();
  const service = createSimulatedSlurmrestd(
    { clock, random: createRandom(1), user: access.SLURM_REST_USER, token: access.SLURM_JWT },
    plain,
  );
  const send: Send = async (method, path, token, body = '') => {
    const request = { method, host: 'slurmrestd.simulated', path: `${root}/${path}`, query: '', body };
    const { status, body: text } = await service.handle({ ...request, headers: headersFor(token, access) });
    return { status, body: readBody(text) };
  };
  return createController({
    ...{ send, prefix },
    atRest: async () => {
      await clock.sleep(restMs);
      return readJobs(send);
    },
  });
}
