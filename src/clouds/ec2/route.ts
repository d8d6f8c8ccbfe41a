import { describeAccountAttributes } from './account-attributes.ts';
import { type Answer, refusal } from './answer.ts';
import { attachVolume, detachVolume } from './attach-volume.ts';
import { createFleet } from './create-fleet.ts';
import { createImage } from './create-image.ts';
import { createSnapshot, createSnapshots } from './create-snapshot.ts';
import { createVolume } from './create-volume.ts';
import { describeFleets } from './describe-fleets.ts';
import { describeInstanceTypes } from './describe-instance-types.ts';
import { describeInstances } from './describe-instances.ts';
import { dryRunProblem } from './dry-run.ts';
import { deregisterImage, describeImages } from './images.ts';
import { describeInstanceAttribute, modifyInstanceAttribute } from './instance-attributes.ts';
import { createLaunchTemplate, deleteLaunchTemplate, describeLaunchTemplates } from './launch-templates.ts';
import { describeRegions, describeSubnets, describeZones } from './places.ts';
import { startInstances, stopInstances } from './power.ts';
import type { Query } from './query.ts';
import { requestSpotInstances } from './request-spot-instances.ts';
import { runInstances } from './run-instances.ts';
import { deleteSnapshot, describeSnapshots } from './snapshots.ts';
import { describeSpotPrices } from './spot-prices.ts';
import { cancelSpotRequests, describeSpotRequests } from './spot-requests.ts';
import type { Store } from './store.ts';
import { createTags, deleteTags, describeTags } from './tags.ts';
import { terminateInstances } from './terminate-instances.ts';
import { deleteVolume, describeVolumes } from './volumes.ts';
import { describeVpcs } from './vpcs.ts';

type Action = (store: Store, region: string, query: Query) => Answer;

/** Every call of EC2 that is simulated. */
const actions: Readonly<Record<string, Action>> = {
  RunInstances: runInstances,
  DescribeInstances: describeInstances,
  TerminateInstances: terminateInstances,
  StopInstances: stopInstances,
  StartInstances: startInstances,
  ModifyInstanceAttribute: modifyInstanceAttribute,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstanceTypes: describeInstanceTypes,
  CreateTags: createTags,
  DeleteTags: deleteTags,
  DescribeTags: describeTags,
  DescribeAccountAttributes: describeAccountAttributes,
  DescribeRegions: describeRegions,
  DescribeAvailabilityZones: describeZones,
  DescribeSubnets: describeSubnets,
  DescribeVpcs: describeVpcs,
  DescribeImages: describeImages,
  CreateImage: createImage,
  DeregisterImage: deregisterImage,
  DescribeSnapshots: describeSnapshots,
  CreateSnapshot: createSnapshot,
  CreateSnapshots: createSnapshots,
  DeleteSnapshot: deleteSnapshot,
  CreateVolume: createVolume,
  DescribeVolumes: describeVolumes,
  DeleteVolume: deleteVolume,
  AttachVolume: attachVolume,
  DetachVolume: detachVolume,
  RequestSpotInstances: requestSpotInstances,
  CreateLaunchTemplate: createLaunchTemplate,
  DescribeLaunchTemplates: describeLaunchTemplates,
  DeleteLaunchTemplate: deleteLaunchTemplate,
  CreateFleet: createFleet,
  DescribeFleets: describeFleets,
  CancelSpotInstanceRequests: cancelSpotRequests,
  DescribeSpotInstanceRequests: describeSpotRequests,
  DescribeSpotPriceHistory: describeSpotPrices,
};

/** Answers one call. */
export function route(store: Store, region: string, query: Query): Answer {
  const action = Object.hasOwn(actions, query.action) ? actions[query.action] : undefined;
  if (!action) return refusal('InvalidAction', `The action ${query.action} is not valid for this web service.`);
  const answer = action(store, region, query);
  // What changes something has looked for itself, before it did.
  return answer.ok ? (dryRunProblem(query) ?? answer) : answer;
}
