import type { Token } from './history.ts';

export interface Access {
  readonly SLURM_REST_USER: string;
  readonly SLURM_JWT: string;
}

/** The newest version that 22.05 has. */
export const root = '/slurm/v0.0.38';

export function headersFor(
  token: Token,
  { SLURM_REST_USER: user, SLURM_JWT: good }: Access,
): Readonly<Record<string, string>> {
  const json = { 'content-type': 'application/json' };
  const shown = { good, wrong: 'eyJhbGciOiJIUzI1NiJ9.e30.wrong', empty: '', none: undefined }[token];
  return shown === undefined ? json : { ...json, 'x-slurm-user-name': user, 'x-slurm-user-token': shown };
}

/** What comes from the front of slurmrestd is a text. */
export function readBody(text: string): unknown {
  return text.startsWith('{') ? (JSON.parse(text) as unknown) : text;
}
