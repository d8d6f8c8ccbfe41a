/** The region whose EC2 a host name is, or undefined where it is none. */
export function regionOfHost(host: string): string | undefined {
  return /^ec2\.([a-z0-9-]+)\.amazonaws\.com$/.exec(host)?.[1];
}
