import { type Answer, refusal, success } from './answer.ts';
import { regionBody } from './capacity.ts';
import { invalid } from './check-launch.ts';
import { livingInstances } from './instances.ts';
import { answerPage } from './pages.ts';
import type { FileSystemRecord, Store } from './store.ts';

/** `GET /file-systems`. */
export function listFileSystems(store: Store, query: string): Answer {
  return answerPage(store, query, () => living(store).map((record) => fileSystemBody(store, record)));
}

/** `POST /filesystems`. It has a name and a region, no size and no tags. */
export function createFileSystem(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const { name, region } = body;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,59}$/i.test(name)) {
    return invalid('name must begin with a letter and hold letters, digits and hyphens, 60 at most.');
  }
  if (typeof region !== 'string' || !store.options.regions.includes(region)) {
    return invalid(`Region ${region} does not exist.`);
  }
  if (living(store).some((each) => each.name === name)) {
    return refusal(400, 'global/duplicate', 'A file system of this name exists.');
  }
  if (living(store).length >= store.options.fileSystemsMax) {
    return refusal(400, 'global/quota-exceeded', 'The quota of file systems is reached.');
  }
  const record = { id: store.random.hex(32), name, region, createdAtMs: store.clock.now(), gone: false };
  store.fileSystems.set(record.id, record);
  return success(fileSystemBody(store, record));
}

/** `DELETE /filesystems/{id}`. Refused while an instance holds it. */
export function deleteFileSystem(store: Store, id: string): Answer {
  const record = store.fileSystems.get(id);
  if (!record || record.gone) {
    return refusal(404, 'global/object-does-not-exist', `File system ${id} does not exist.`);
  }
  if (isInUse(store, id)) {
    return refusal(400, 'filesystems/filesystem-in-use', 'The file system is in use by an instance.');
  }
  record.gone = true;
  return success({ deleted_ids: [id] });
}

function living({ fileSystems }: Store): readonly FileSystemRecord[] {
  return [...fileSystems.values()].filter(({ gone }) => !gone);
}

function isInUse(store: Store, id: string): boolean {
  return livingInstances(store).some(({ order }) => order.fileSystems.some((each) => each.id === id));
}

function fileSystemBody(store: Store, { id, name, region, createdAtMs }: FileSystemRecord): object {
  return {
    id,
    name,
    mount_point: `/lambda/nfs/${name}`,
    created: new Date(createdAtMs).toISOString(),
    created_by: { id: '0'.repeat(32), email: 'owner@example.com', status: 'active' },
    is_in_use: isInUse(store, id),
    region: regionBody(region),
    bytes_used: 0,
  };
}
