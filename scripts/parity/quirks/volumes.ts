import { anyOf, onlyIn, onlyModelRefuses, outcomes, values } from '../matchers.ts';
import { api, moto, type Quirk } from './quirk.ts';

/** Volumes, and the snapshots of them. */
export const volumeQuirks: readonly Quirk[] = [
  {
    name: 'a snapshot has fewer fields',
    why: 'moto does not fill in these fields of a snapshot.',
    url: moto('models/elastic_block_store'),
    parts: false,
    matches: onlyIn('model', [/^(Snapshots\[\]\.)?StorageTier$/]),
  },
  {
    name: 'anything comes off anything',
    why: 'moto detaches roots of what runs, and volumes from devices that they are not at.',
    url: api('API_DetachVolume'),
    parts: true,
    matches: onlyModelRefuses('DetachVolume', ['OperationNotPermitted', 'InvalidAttachment.NotFound']),
  },
  {
    name: 'a volume that is free is not attached',
    why: 'moto looks for an attachment where EC2 looks at the state of the volume.',
    url: api('API_DetachVolume'),
    parts: false,
    matches: outcomes(/^(IncorrectState|OperationNotPermitted)$/, /^InvalidAttachment\.NotFound$/),
  },
  {
    name: 'snapshots of anything, at any rate',
    why: 'moto takes snapshots of what is terminated, and of a volume as often as it is asked; EC2 every 15 seconds.',
    url: api('API_CreateSnapshot'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('CreateSnapshot', ['SnapshotCreationPerVolumeRateExceeded']),
      onlyModelRefuses('CreateSnapshots', ['IncorrectInstanceState', 'SnapshotCreationPerVolumeRateExceeded']),
    ),
  },
  {
    name: 'a volume has fewer fields',
    why: 'moto does not fill in these fields of a volume.',
    url: moto('models/elastic_block_store'),
    parts: false,
    matches: onlyIn('model', [
      /^(Volumes\[\]\.)?(Iops|Throughput|MultiAttachEnabled)$/,
      /^(Volumes\[\]\.Attachments\[\]\.)?DeleteOnTermination$/,
    ]),
  },
  {
    name: 'a volume can be anything, anywhere',
    why: 'moto makes volumes of any size and type, and in zones that do not exist.',
    url: api('API_CreateVolume'),
    parts: true,
    matches: onlyModelRefuses('CreateVolume', ['InvalidParameterValue', 'UnknownVolumeType', 'InvalidZone.NotFound']),
  },
  {
    name: 'anything attaches to anything',
    why: 'moto attaches across zones, twice, under a device that is taken, and to what is gone.',
    url: api('API_AttachVolume'),
    parts: true,
    matches: onlyModelRefuses('AttachVolume', [
      'IncorrectState',
      'InvalidParameterValue',
      'InvalidVolume.ZoneMismatch',
      'VolumeInUse',
    ]),
  },
  {
    name: 'everybody has published snapshots',
    why: 'moto shows the snapshots behind public images to whoever asks for their own.',
    url: moto('responses/elastic_block_store'),
    parts: false,
    matches: (difference) =>
      /snapshot-published/.test(difference.where) && onlyIn('moto', [/^Snapshots\[\]$/])(difference),
  },
  {
    name: 'a snapshot behind an image is of no disk',
    why: 'moto makes up the volume whose snapshot is behind an image.',
    url: moto('models/amis'),
    parts: false,
    matches: values([/^Snapshots\[\]\.(VolumeId|VolumeSize|Description)$/]),
  },
];
