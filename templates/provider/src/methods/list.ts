import { type Instance, type ListFilter, unwritten } from 'assay';
import { name } from '../about.ts';
import type { AcmeClient } from '../client.ts';

/** Every machine that matches, from every page, or an error: never a part of them. */
export async function list(_client: AcmeClient, _filter: ListFilter = {}): Promise<readonly Instance[]> {
  throw unwritten(name, 'list');
}
