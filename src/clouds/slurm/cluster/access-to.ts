import { userInfo } from 'node:os';
import type { Exec } from '../../../provider/context.ts';

const tokenSeconds = 7_200;

/** The settings that let somebody in to slurmrestd: whoever started the cluster may make tokens. */
export async function accessTo(url: string, exec: Exec) {
  const { stdout, stderr } = await exec('scontrol', ['token', `lifespan=${tokenSeconds}`], { timeoutMs: 15_000 });
  const [, token] = /^SLURM_JWT=(\S+)/.exec(stdout) ?? [];
  if (token === undefined) throw new Error(`scontrol made no token: ${stderr.trim().slice(0, 200)}`);
  return { SLURM_REST_URL: url, SLURM_REST_USER: userInfo().username, SLURM_JWT: token };
}
