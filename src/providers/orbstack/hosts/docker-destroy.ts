import type { Clock } from '../../../provider/context.ts';
import type { DockerCli } from './docker-cli.ts';
import { dockerError, saysGone } from './docker-errors.ts';

const pauseMs = 100;
const waitMaxMs = 30_000;

/** Removes a container and its anonymous volumes. Silent for what is gone; waits for whoever is removing it already. */
export async function destroyContainer(docker: DockerCli, id: string, clock: Clock): Promise<void> {
  const deadline = clock.monotonic() + waitMaxMs;
  for (;;) {
    const result = await docker.run(['rm', '--force', '--volumes', id]);
    if (result.exitCode === 0 || saysGone(result.stderr)) return;
    const isBeingRemoved = /already in progress/i.test(result.stderr);
    if (!isBeingRemoved || clock.monotonic() >= deadline) throw dockerError(result, 'writes');
    await clock.sleep(pauseMs);
  }
}
