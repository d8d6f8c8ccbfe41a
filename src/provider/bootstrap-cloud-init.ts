import { Buffer } from 'node:buffer';

const scriptPath = '/var/lib/assay/bootstrap.sh';

/** The shell script as cloud-init user data. Base64 keeps every byte, so that no YAML version can reinterpret one. */
export function bootstrapCloudInit(script: string): string {
  return `#cloud-config
write_files:
  - path: '${scriptPath}'
    owner: 'root:root'
    permissions: '0700'
    encoding: 'b64'
    content: '${Buffer.from(script, 'utf8').toString('base64')}'
runcmd:
  - ['/bin/sh', '${scriptPath}']
`;
}
