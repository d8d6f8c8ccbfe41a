import type { NativeRequest, NativeResponse } from '../../testbed/wire/native-service.ts';
import { ownerHeader, serviceToken } from './tokens.ts';

/** Somebody else's, made to be mistaken for ours: the names look alike, and so does the mark, but for its signature. */
export const canaryOwner = `assay1.00000000-0000-4000-8000-000000000000.${'c'.repeat(32)}`;

/** Plants a machine and a volume that nobody may touch. */
export async function plantCanary(send: (request: NativeRequest) => Promise<NativeResponse>): Promise<void> {
  const machine = {
    name: `assay-${'c'.repeat(32)}`,
    cpus: 1,
    memory_mib: 256,
    image: 'debian',
    region: 'local',
    labels: { 'dev.assay.run': 'canary' },
    annotations: {},
    volumes: [],
  };
  await plant(send, '/v1/machines', machine);
  await plant(send, '/v1/volumes', { size_gib: 1, region: 'local', labels: {} });
}

async function plant(
  send: (request: NativeRequest) => Promise<NativeResponse>,
  path: string,
  body: object,
): Promise<void> {
  const headers = { authorization: `Bearer ${serviceToken}`, [ownerHeader]: canaryOwner };
  const answer = await send({ method: 'POST', host: '', path, query: '', headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`the canary could not be planted: ${answer.body}`);
}
