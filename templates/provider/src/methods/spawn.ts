import { type Instance, type SpawnRequest, unwritten } from 'assay';
import { name } from '../about.ts';
import type { AcmeClient } from '../client.ts';

/** Rents one machine. What is asked for is honoured or refused with INVALID_SPEC, never passed over. */
export async function spawn(_client: AcmeClient, _request: SpawnRequest): Promise<Instance> {
  throw unwritten(name, 'spawn');
}
