/** What the flags say, as far as they were given. */
export type Settings = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string | undefined>>;

export function regionOf({ region }: Settings, env: Environment): string | undefined {
  return region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined);
}

/** What stands for EC2 in all regions; undefined for EC2 itself. */
export function endpointOf({ url }: Settings, env: Environment): string | undefined {
  return url ?? (env.AWS_ENDPOINT_URL_EC2 || env.AWS_ENDPOINT_URL || undefined);
}

/** What is wrong with what was typed, before anybody is asked; null where nothing is. */
export function inputProblem({ account, url }: Settings, region: string | undefined): string | null {
  if (region === undefined) return 'no region: add --region, such as --region eu-central-1, or export AWS_REGION';
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    return `${JSON.stringify(region)} is no region: write --region eu-central-1 or the like`;
  if (account !== undefined && !/^\d{12}$/.test(account))
    return `--account ${JSON.stringify(account)} is no id of an account: it has 12 digits`;
  const protocol = url === undefined ? 'https:' : URL.parse(url)?.protocol;
  if (protocol === 'https:' || protocol === 'http:') return null;
  return `${JSON.stringify(url)} is no URL of EC2: write --url https://…`;
}
