import { newId, type Store } from './store.ts';

/** What anybody can start from, old and new, as their owners name them. */
const published: readonly (readonly [owner: string, name: string, day: string])[] = [
  ['136693071363', 'debian-13-amd64-20290301-1', '2029-03-01'],
  ['136693071363', 'debian-13-amd64-20291105-1', '2029-11-05'],
  ['099720109477', 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20290214', '2029-02-14'],
  ['099720109477', 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20291020', '2029-10-20'],
];

/** Every region has the public images under ids of its own. */
export function publishImages(store: Store): void {
  for (const region of Object.keys(store.options.regions)) {
    for (const [owner, name, day] of published) {
      const id = newId(store, 'ami');
      store.images.set(id, {
        id,
        region,
        name,
        description: '',
        owner,
        createdAtMs: Date.parse(day),
        tags: new Map(),
        snapshotId: null,
        sourceInstanceId: null,
        disk: null,
        deregistered: false,
      });
    }
  }
}
