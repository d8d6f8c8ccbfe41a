/**
 * A process of its own that runs the control plane of a cluster and ends it with whoever asked for it, however that ends: it
 * learns of the end by its standard input, which closes with the other process. Its argument is the file of the plan.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGuard } from '../../../testbed/guard.ts';
import { createAdmin } from './admin.ts';
import { type ClusterPlan, placesOf } from './cluster-plan.ts';
import { provisionVolumes } from './storage-driver.ts';

const pauseMs = 100;

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ClusterPlan;
const { folder, ports } = plan;
const places = placesOf(plan);
const guard = createGuard(async (killAll) => {
  await killAll();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});

const clients = `http://127.0.0.1:${ports.etcd}`;
const peers = `http://127.0.0.1:${ports.peers}`;
guard.start('etcd', [
  ...[`--data-dir=${folder}/etcd`, `--listen-client-urls=${clients}`, `--advertise-client-urls=${clients}`],
  ...[`--listen-peer-urls=${peers}`, `--initial-advertise-peer-urls=${peers}`, `--initial-cluster=default=${peers}`],
  // Nobody needs it after a loss of power.
  '--unsafe-no-fsync',
]);
guard.start('kube-apiserver', [
  ...[`--etcd-servers=${clients}`, '--bind-address=127.0.0.1', `--secure-port=${ports.server}`],
  ...[`--cert-dir=${folder}/certificates`, '--authorization-mode=RBAC', `--token-auth-file=${places.tokens}`],
  ...['--service-account-issuer=https://kubernetes.default.svc', '--service-cluster-ip-range=10.0.0.0/24'],
  ...[`--service-account-key-file=${places.serviceAccountKey}`],
  ...[`--service-account-signing-key-file=${places.serviceAccountKey}`],
]);
while (!guard.isEnding() && !existsSync(places.certificate)) await sleep(pauseMs);
if (!guard.isEnding()) await runTheRest();

async function runTheRest(): Promise<void> {
  const admin = createAdmin(plan);
  while (!guard.isEnding() && !(await admin.isReady())) await sleep(pauseMs);
  if (guard.isEnding()) return;
  const alone = [`--kubeconfig=${places.kubeconfig}`, '--secure-port=0', '--leader-elect=false'];
  guard.start('kube-controller-manager', [...alone, `--service-account-private-key-file=${places.serviceAccountKey}`]);
  guard.start('kube-scheduler', alone);
  guard.start('kwok', [`--kubeconfig=${places.kubeconfig}`, `--config=${places.stages}`, '--manage-all-nodes=true']);
  while (!guard.isEnding()) {
    // A claim that is deleted meanwhile is looked at again.
    await provisionVolumes(admin).catch(() => {});
    await sleep(pauseMs);
  }
}
