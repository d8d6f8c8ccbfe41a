/** One image as moto reads it from the file at `MOTO_AMIS_PATH`. */
export interface MotoImage {
  readonly ami_id: string;
  readonly name: string;
  readonly description: string;
  readonly owner_id: string;
  readonly public: boolean;
  readonly architecture: string;
  readonly virtualization_type: string;
  readonly hypervisor: string;
  readonly image_type: string;
  readonly image_location: string;
  readonly root_device_type: string;
  readonly root_device_name: string;
  readonly creation_date: string;
}

/** What a machine can start from, in every region: the newest that Debian and Canonical have published. */
export const images: readonly MotoImage[] = [
  published('ami-0deb1a5000000000d', '136693071363', 'debian-13-amd64-20260601-2500', '/dev/xvda'),
  published(
    'ami-0b0b5a5000000000b',
    '099720109477',
    'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260601',
    '/dev/sda1',
  ),
];

function published(id: string, owner: string, name: string, rootDevice: string): MotoImage {
  return {
    ami_id: id,
    name,
    description: name,
    owner_id: owner,
    public: true,
    architecture: 'x86_64',
    virtualization_type: 'hvm',
    hypervisor: 'xen',
    image_type: 'machine',
    image_location: `${owner}/${name}`,
    root_device_type: 'ebs',
    root_device_name: rootDevice,
    creation_date: '2026-06-01T00:00:00.000Z',
  };
}
