import type { DescribeImagesRequest, Image } from '@aws-sdk/client-ec2';
import type { Ec2 } from './ec2.ts';
import { malformedAnswer } from './native-failure.ts';
import { refuse } from './provider-name.ts';

/** An image that instances of one region can start from. */
export interface FoundImage {
  readonly id: string;
  readonly rootDevice: string;
}

/** Names that stand for the newest image of a publisher, for ids differ by region. */
const aliases: Readonly<Record<string, { readonly owner: string; readonly name: string }>> = {
  debian: { owner: '136693071363', name: 'debian-13-amd64-*' },
  ubuntu: { owner: '099720109477', name: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*' },
};

export const imageDefault = 'debian';

export function isImageId(text: string): boolean {
  return /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(text);
}

/** What nobody can start from is INVALID_SPEC before any call. */
export function checkImageName(image: string): string {
  if (isImageId(image) || Object.hasOwn(aliases, image)) return image;
  throw refuse(`image must be an id such as ami-0123456789abcdef0, or one of ${Object.keys(aliases).join(', ')}`);
}

/** Finds the image behind a name or id in a region. */
export async function findImage(ec2: Ec2, region: string, image: string): Promise<FoundImage> {
  const found = await newestImage(ec2, region, requestFor(image));
  const id = found?.ImageId;
  if (id === undefined) throw refuse(`image ${image} is not published in ${region}`);
  return { id, rootDevice: found?.RootDeviceName ?? '/dev/sda1' };
}

function requestFor(image: string): DescribeImagesRequest {
  const alias = Object.hasOwn(aliases, image) ? aliases[image] : undefined;
  if (alias === undefined) return { ImageIds: [image] };
  const filters = { name: alias.name, state: 'available', architecture: 'x86_64' };
  return {
    Owners: [alias.owner],
    Filters: Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value] })),
  };
}

async function newestImage(ec2: Ec2, region: string, request: DescribeImagesRequest): Promise<Image | undefined> {
  const { Images } = await ec2.read(region, (client, options) =>
    client.send(new ec2.sdk.DescribeImagesCommand(request), options),
  );
  if (Images === undefined) throw malformedAnswer('no list of images', 'reads');
  return [...Images].sort((a, b) => ((a.CreationDate ?? '') < (b.CreationDate ?? '') ? 1 : -1))[0];
}
