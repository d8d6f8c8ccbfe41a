/** What the flags say, as far as they were given. */
export type Settings = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string | undefined>>;

/** Where each of Google's services is that a run speaks to. */
export interface Urls {
  readonly compute: string;
  readonly billing: string;
  readonly resourceManager: string;
}

/** Whose project it is was said by `--account`, or is what Google's tools would take. */
export function projectOf({ account }: Settings, env: Environment): string | undefined {
  return account ?? (env.GOOGLE_CLOUD_PROJECT || undefined);
}

export function regionOf({ region }: Settings, env: Environment): string | undefined {
  return region ?? (env.GOOGLE_CLOUD_REGION || undefined);
}

/** `--url` stands for all of them. */
export function urlsOf({ url }: Settings, env: Environment): Urls {
  const at = (variable: string, usual: string) => (url ?? (env[variable] || usual)).replace(/\/+$/, '');
  return {
    compute: at('GCP_URL', 'https://compute.googleapis.com'),
    billing: at('GCP_BILLING_URL', 'https://cloudbilling.googleapis.com'),
    resourceManager: (url ?? 'https://cloudresourcemanager.googleapis.com').replace(/\/+$/, ''),
  };
}

/** What is wrong with what was typed, before anybody is asked; null where nothing is. */
export function inputProblem(settings: Settings, env: Environment): string | null {
  const [project, region] = [projectOf(settings, env), regionOf(settings, env)];
  const { compute } = urlsOf(settings, env);
  if (project === undefined) return 'no project: add --account with its id, such as --account my-project';
  if (!/^[a-z][a-z0-9:.-]+$/.test(project)) return `${JSON.stringify(project)} is no id of a project`;
  if (region === undefined)
    return 'no region: add --region, such as --region europe-west4, or export GOOGLE_CLOUD_REGION';
  if (!/^[a-z]+-[a-z]+\d+$/.test(region))
    return `${JSON.stringify(region)} is no region: write --region europe-west4 or the like`;
  const protocol = URL.parse(compute)?.protocol;
  if (protocol === 'https:' || protocol === 'http:') return null;
  return `${JSON.stringify(compute)} is no URL of Compute Engine: write --url https://…`;
}
