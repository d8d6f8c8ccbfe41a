import { type Served, serveOnLoopback } from '../../testbed/serve-on-loopback.ts';
import { createServedCloud, type ServedCloudOptions } from './served-cloud.ts';

/** Serves a cloud on the loopback. Port 0 is any that is free. */
export async function serveCloud(options: ServedCloudOptions, port = 0): Promise<Served> {
  const cloud = await createServedCloud(options);
  return serveOnLoopback((request) => cloud.answer(request), port);
}
