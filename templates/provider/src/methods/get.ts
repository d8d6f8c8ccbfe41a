import { type Instance, unwritten } from 'assay';
import { name } from '../about.ts';
import type { AcmeClient } from '../client.ts';

/** The machine, or null where Acme knows of none. */
export async function get(_client: AcmeClient, _id: string): Promise<Instance | null> {
  throw unwritten(name, 'get');
}
