import { generateKeyPairSync } from 'node:crypto';
import { type ClusterPlan, placesOf, userName } from './cluster-plan.ts';
import { stages } from './stages.ts';

/** What a cluster needs to find before it begins, by path. */
export function clusterFiles(plan: ClusterPlan, images: readonly string[]): Readonly<Record<string, string>> {
  const places = placesOf(plan);
  return {
    [places.plan]: JSON.stringify(plan),
    [places.tokens]: `${plan.tokens.admin},admin,admin,"system:masters"\n${plan.tokens.user},${userName},${userName}\n`,
    [places.serviceAccountKey]: serviceAccountKey(),
    [places.kubeconfig]: JSON.stringify(kubeconfig(plan)),
    // A stream of documents, each of which is YAML because it is JSON.
    [places.stages]: stages(images)
      .map((stage) => JSON.stringify(stage))
      .join('\n---\n'),
  };
}

function serviceAccountKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return String(privateKey.export({ type: 'pkcs1', format: 'pem' }));
}

function kubeconfig(plan: ClusterPlan): object {
  const { url, certificate } = placesOf(plan);
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'own', cluster: { server: url, 'certificate-authority': certificate } }],
    users: [{ name: 'admin', user: { token: plan.tokens.admin } }],
    contexts: [{ name: 'own', context: { cluster: 'own', user: 'admin' } }],
    'current-context': 'own',
  };
}
