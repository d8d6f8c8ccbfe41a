import { unwritten } from 'assay';
import { name } from '../about.ts';
import type { AcmeClient } from '../client.ts';

/** Ends a machine. Silent for what is already gone or never was; whatever else goes wrong is told. */
export async function terminate(_client: AcmeClient, _id: string): Promise<void> {
  throw unwritten(name, 'terminate');
}
