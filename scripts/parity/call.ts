import type { EC2Client } from '@aws-sdk/client-ec2';
import * as sdk from '@aws-sdk/client-ec2';

/** One native call, with references such as `$instance.0` where an id would be, so that it means the same to both judges. */
export interface Call {
  readonly action: Action;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What is asked of both judges, in this order. */
export type History = readonly Call[];

export type Action = keyof typeof commands;

const commands = {
  RunInstances: sdk.RunInstancesCommand,
  DescribeInstances: sdk.DescribeInstancesCommand,
  TerminateInstances: sdk.TerminateInstancesCommand,
  StopInstances: sdk.StopInstancesCommand,
  StartInstances: sdk.StartInstancesCommand,
  DescribeRegions: sdk.DescribeRegionsCommand,
  DescribeAvailabilityZones: sdk.DescribeAvailabilityZonesCommand,
  DescribeSubnets: sdk.DescribeSubnetsCommand,
  DescribeImages: sdk.DescribeImagesCommand,
  CreateImage: sdk.CreateImageCommand,
  DeregisterImage: sdk.DeregisterImageCommand,
  DescribeSnapshots: sdk.DescribeSnapshotsCommand,
  DeleteSnapshot: sdk.DeleteSnapshotCommand,
  CreateVolume: sdk.CreateVolumeCommand,
  DescribeVolumes: sdk.DescribeVolumesCommand,
  AttachVolume: sdk.AttachVolumeCommand,
  DeleteVolume: sdk.DeleteVolumeCommand,
  DetachVolume: sdk.DetachVolumeCommand,
  CreateSnapshot: sdk.CreateSnapshotCommand,
  CreateSnapshots: sdk.CreateSnapshotsCommand,
  CreateTags: sdk.CreateTagsCommand,
  DeleteTags: sdk.DeleteTagsCommand,
  DescribeTags: sdk.DescribeTagsCommand,
  DescribeInstanceTypes: sdk.DescribeInstanceTypesCommand,
  ModifyInstanceAttribute: sdk.ModifyInstanceAttributeCommand,
  DescribeInstanceAttribute: sdk.DescribeInstanceAttributeCommand,
  RequestSpotInstances: sdk.RequestSpotInstancesCommand,
  DescribeSpotInstanceRequests: sdk.DescribeSpotInstanceRequestsCommand,
  CancelSpotInstanceRequests: sdk.CancelSpotInstanceRequestsCommand,
  DescribeSpotPriceHistory: sdk.DescribeSpotPriceHistoryCommand,
} as const;

/** Sends a call whose references are ids by now. */
export async function send(client: EC2Client, action: Action, input: object): Promise<object> {
  // Generated inputs are right in shape but for what is wrong on purpose.
  const Command = commands[action] as unknown as new (given: object) => Parameters<EC2Client['send']>[0];
  return client.send(new Command(input));
}

/** A call as a reader of a counterexample sees it. */
export function callText({ action, input }: Call): string {
  return `${action} ${JSON.stringify(input)}`;
}
