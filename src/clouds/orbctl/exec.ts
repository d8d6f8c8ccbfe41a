import type { Exec } from '../../provider/context.ts';
import { createExec } from '../../testbed/real-exec.ts';

/** Real programs. A stand-in for orbctl may keep its machines in another folder; OrbStack itself asks for nothing. */
export function createOrbctlExec(): Exec {
  const exec = createExec();
  const { ORBCTL_STATE: state } = process.env;
  if (state === undefined) return exec;
  return (file, args, options) => exec(file, args, { ...options, env: { ...options?.env, ORBCTL_STATE: state } });
}
