import { expect, test } from 'vitest';
import { clusterFiles, nodeNames } from '../../../../src/clouds/slurm/cluster/cluster-files.ts';

test('everything of a cluster is in its own folder, on its own ports', () => {
  const ports = [4_000, 4_001, 4_002, 4_003, 4_004];
  const plan = { folder: '/tmp/x', host: 'h', user: 'me', ports, hasRest: false, hasGpus: true };
  const { 'slurm.conf': conf = '', 'gres.conf': gres = '' } = clusterFiles(plan);
  expect(conf.match(/Port=\d+/g)).toEqual(['Port=4000', 'Port=4001', 'Port=4002', 'Port=4003', 'Port=4004']);
  const paths = `${conf}${gres}`.match(/(?<==)\/\S+/g) ?? [];
  expect(paths.filter((path) => !path.startsWith('/tmp/x/'))).toEqual(['/bin/true']);
  expect(conf).toContain('SlurmUser=me');
  expect(gres.trim().split('\n')).toHaveLength(nodeNames.length);
});
