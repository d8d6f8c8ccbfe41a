import type { Exec } from '../../../provider/context.ts';

const parts = ['etcd', 'kube-apiserver', 'kube-scheduler', 'kube-controller-manager', 'kwok'] as const;

const notThere = 127;

/** What is missing for a cluster, with the remedy; null where nothing is. */
export async function probeCluster(exec: Exec): Promise<string | null> {
  if (process.platform !== 'linux') return 'the control plane of Kubernetes runs on Linux alone';
  for (const part of parts) {
    const { exitCode } = await exec(part, ['--version'], { timeoutMs: 15_000 });
    if (exitCode !== notThere) continue;
    return `there is no ${part} command: put ${parts.join(', ')} on PATH, or run .ci/install-kubernetes in the repository of Assay, which builds them`;
  }
  return null;
}
