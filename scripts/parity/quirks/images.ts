import { anyOf, onlyIn, onlyModelRefuses, values } from '../matchers.ts';
import { api, moto, type Quirk } from './quirk.ts';

/** Images, and the snapshots behind them. */
export const imageQuirks: readonly Quirk[] = [
  {
    name: 'some images are enough',
    why: 'moto answers with the images that it has, where one of those that are asked for is not there.',
    url: moto('models/amis'),
    parts: false,
    matches: onlyModelRefuses('DescribeImages', [
      'InvalidAMIID.NotFound',
      'InvalidAMIID.Malformed',
      'InvalidAMIID.Unavailable',
    ]),
  },
  {
    name: 'ids of images go before filters',
    why: 'moto does not look at owners and filters of images where ids are given.',
    url: moto('models/amis'),
    parts: true,
    matches: (difference) =>
      difference.call.input.ImageIds !== undefined && onlyIn('moto', [/^Images\[\]$/])(difference),
  },
  {
    name: 'snapshots stay behind',
    why: 'moto does not delete snapshots with the image that they are of.',
    url: api('API_DeregisterImage'),
    parts: true,
    matches: onlyIn('model', [/^DeleteSnapshotResults\[\]$/]),
  },
  {
    name: 'an image of anything, under any name',
    why: 'moto makes images of what is gone, under names that are taken or not allowed.',
    url: api('API_CreateImage'),
    parts: true,
    matches: onlyModelRefuses('CreateImage', [
      'IncorrectInstanceState',
      'InvalidAMIName.Malformed',
      'InvalidAMIName.Duplicate',
    ]),
  },
  {
    name: 'an image has fewer fields, and a disk of its own',
    why: 'moto makes up a disk of 15 GiB for every image, and leaves out what it does not know.',
    url: moto('models/amis'),
    parts: false,
    matches: anyOf(
      values([
        /^Images\[\]\.(BlockDeviceMappings\[\]\.Ebs\.(DeleteOnTermination|VolumeSize|VolumeType)|RootDeviceType)$/,
      ]),
      onlyIn('model', [
        /^Images\[\]\.(BlockDeviceMappings\[\]\.Ebs\.Encrypted|EnaSupport|Hypervisor|ImageLocation)$/,
        /^Images\[\]\.(PlatformDetails|SriovNetSupport|UsageOperation)$/,
      ]),
      onlyIn('moto', [/^Images\[\]\.BootMode$/]),
    ),
  },
];
