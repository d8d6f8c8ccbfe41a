import type { Clock } from '../../../provider/context.ts';
import { orbctl } from './orbctl-arguments.ts';
import type { OrbctlCli } from './orbctl-cli.ts';
import { orbctlError, saysBusy, saysDiskFull, saysGone } from './orbctl-errors.ts';
import type { OrbctlLook } from './orbctl-look.ts';

export interface DestroyOptions {
  readonly cli: OrbctlCli;
  readonly look: OrbctlLook;
  readonly clock: Clock;
  /** Whether a machine of that name may be removed. */
  readonly isOurs: (name: string) => boolean;
}

const pauseMs = 200;
const waitMaxMs = 60_000;

/** Nested disks, such as Docker's, take their time. */
const deleteTimeoutMs = 60_000;

/**
 * Removes a machine. Silent for what is gone, or somebody else's. orbctl takes only names here, and a name may belong to
 * another machine by now, so every attempt looks first who has that id. Waits for a machine that is in the middle of
 * something.
 */
export async function destroyMachine(id: string, { cli, look, clock, isOurs }: DestroyOptions): Promise<void> {
  const deadline = clock.monotonic() + waitMaxMs;
  let isUnlimited = false;
  for (;;) {
    const record = await look.record(id);
    if (record === null || record.id !== id || record.builtin || !isOurs(record.name)) return;
    const result = await cli.run(orbctl.remove(record.name), { timeoutMs: deleteTimeoutMs });
    if (result.exitCode === 0 || saysGone(result.stderr)) return;
    if (saysDiskFull(result.stderr) && !isUnlimited) {
      // On a disk that is full not even a removal can be written down.
      await cli.ask('writes', orbctl.limit(record.name, 'disk_bytes', 0));
      isUnlimited = true;
    } else if (saysBusy(result.stderr) && clock.monotonic() < deadline) {
      await clock.sleep(pauseMs);
    } else {
      throw orbctlError(result, 'writes');
    }
  }
}
