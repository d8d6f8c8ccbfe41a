import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { visibleInstance } from './describe-instances.ts';
import { dryRunProblem } from './dry-run.ts';
import { type InstanceRecord, stateAt } from './instance.ts';
import type { Query } from './query.ts';
import { type ImageRecord, newId, type Store } from './store.ts';
import { tagProblem, tagsFor } from './tag-specifications.ts';

/** CreateImage: an image and the snapshot behind it. There is no token: its name is its key. */
export function createImage(store: Store, region: string, query: Query): Answer {
  const instance = visibleInstance(store, region, query.text('InstanceId') ?? '', store.clock.now());
  if (!('order' in instance)) return instance;
  const problem =
    stateProblem(store, instance) ?? nameProblem(store, region, query) ?? tagProblem(query) ?? dryRunProblem(query);
  if (problem) return problem;
  const image: ImageRecord = {
    id: newId(store, 'ami'),
    region,
    name: query.text('Name') ?? '',
    description: query.text('Description') ?? '',
    owner: store.accountId,
    createdAtMs: store.clock.now(),
    tags: tagsFor(query, 'image'),
    snapshotId: newId(store, 'snap'),
    sourceInstanceId: instance.id,
    disk: store.disks.get(instance.id) ?? null,
    deregistered: false,
  };
  store.images.set(image.id, image);
  addSnapshot(store, image, instance, tagsFor(query, 'snapshot'));
  return success({ imageId: image.id });
}

function stateProblem(store: Store, instance: InstanceRecord): Refusal | null {
  const state = stateAt(instance, store.clock.now(), store.options);
  if (state === 'running' || state === 'stopped') return null;
  return refusal('IncorrectInstanceState', `Instance is not in state 'running' or 'stopped'.`);
}

function nameProblem(store: Store, region: string, query: Query): Refusal | null {
  const name = query.text('Name') ?? '';
  if (!/^[\w()[\]./'@ -]{3,128}$/.test(name))
    return refusal('InvalidAMIName.Malformed', 'AMI names must be between 3 and 128 characters long');
  const holder = [...store.images.values()].find(
    (each) => each.region === region && each.name === name && !each.deregistered,
  );
  if (!holder) return null;
  return refusal('InvalidAMIName.Duplicate', `AMI name ${name} is already in use by AMI ${holder.id}`);
}

function addSnapshot(store: Store, image: ImageRecord, instance: InstanceRecord, tags: Map<string, string>): void {
  const id = image.snapshotId ?? '';
  store.snapshots.set(id, {
    id,
    region: image.region,
    volumeId: instance.rootVolumeId,
    sizeGiB: instance.order.rootGiB,
    description: `Created by CreateImage(${instance.id}) for ${image.id}`,
    tags,
    createdAtMs: image.createdAtMs,
    isOfImage: true,
    gone: false,
  });
}
