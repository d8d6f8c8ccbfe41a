import { oneLookAtATime } from '../../../../src/testbed/one-look-at-a-time.ts';
import type { Side } from '../../side-by-side/side.ts';
import { untilAtRest } from '../until-at-rest.ts';
import { createController, readJobs, type Send } from './controller.ts';
import type { Step } from './history.ts';
import { type Access, headersFor, readBody, root } from './wire.ts';

/** Opens histories on one real cluster, which they share: each looks at its own jobs. */
export function createReal(access: Access & { readonly SLURM_REST_URL: string }): (prefix: string) => Side<Step> {
  const send: Send = async (method, path, token, body) => {
    const response = await fetch(`${access.SLURM_REST_URL}${root}/${path}`, {
      method,
      headers: headersFor(token, access),
      ...(body !== undefined && { body }),
    });
    return { status: response.status, body: readBody(await response.text()) };
  };
  const look = oneLookAtATime(() => readJobs(send));
  return (prefix) => createController({ send, prefix, atRest: (ending) => untilAtRest(look, prefix, ending) });
}
