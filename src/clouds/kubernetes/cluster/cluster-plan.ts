import { join } from 'node:path';

/** A throw-away cluster. Everything of it is below its folder, which is absolute. */
export interface ClusterPlan {
  readonly folder: string;
  readonly ports: { readonly etcd: number; readonly peers: number; readonly server: number };
  readonly tokens: ClusterTokens;
}

export interface ClusterTokens {
  /** May do everything: for whoever made the cluster. */
  readonly admin: string;
  /** May do what somebody may who is given a namespace: for the provider. */
  readonly user: string;
}

/** By what name the user is known. */
export const userName = 'assay';

/** Where the parts of a cluster find each other. */
export function placesOf({ folder, ports }: Omit<ClusterPlan, 'tokens'>) {
  return {
    url: `https://127.0.0.1:${ports.server}`,
    plan: join(folder, 'plan.json'),
    /** The server signs for itself, so its certificate is its own authority. */
    certificate: join(folder, 'certificates', 'apiserver.crt'),
    kubeconfig: join(folder, 'kubeconfig.json'),
    tokens: join(folder, 'tokens.csv'),
    serviceAccountKey: join(folder, 'service-account.key'),
    stages: join(folder, 'stages.json'),
  };
}
