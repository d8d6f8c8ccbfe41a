import { z } from 'zod';
import type { HttpAnswer } from '../../provider/fetch-answer.ts';
import type { Rehearsal } from '../../testbed/testbed.ts';
import { liveMachine } from './live-facts.ts';
import { type LiveGcp, wordsOf } from './live-gcp.ts';

/** What costs money, and that without which nothing could be ended. */
const permissions = [
  ...['compute.instances.create', 'compute.instances.get', 'compute.instances.list', 'compute.instances.delete'],
  ...['compute.instances.setLabels', 'compute.instances.setMetadata', 'compute.subnetworks.use'],
  ...['compute.disks.create', 'compute.disks.get', 'compute.disks.list', 'compute.disks.delete', 'compute.disks.use'],
  ...['compute.machineImages.create', 'compute.machineImages.get', 'compute.machineImages.delete'],
  ...['compute.images.create', 'compute.images.get', 'compute.images.delete'],
] as const;

const regionShape = z.object({
  status: z.string(),
  zones: z.array(z.string()),
  quotas: z.array(z.object({ metric: z.string(), limit: z.number(), usage: z.number() })).optional(),
});
type Region = z.infer<typeof regionShape>;

/**
 * Compute Engine has no flag that keeps it from doing what it is asked. So this looks at all that a run needs: the region and
 * its quotas, the machine type, the network, and what the credentials may do.
 */
export async function rehearseLive(gcp: LiveGcp): Promise<Rehearsal> {
  const { project, region } = gcp;
  const seen = await gcp.ask('GET', `/regions/${region}`);
  if (seen.status !== 200) return refused(`${region} is no region of ${project}`, seen);
  const place = regionShape.parse(JSON.parse(seen.text));
  const [zone = ''] = place.zones.map((link) => link.split('/').at(-1) ?? '').sort();
  const problem = regionProblem(region, place);
  if (problem !== null) return { ok: false, problem };
  for (const [what, path] of [
    [`${zone} has no ${liveMachine.name}`, `/zones/${zone}/machineTypes/${liveMachine.name}`],
    [`${project} has no network ${liveMachine.network}`, `/global/networks/${liveMachine.network}`],
  ] as const) {
    const answer = await gcp.ask('GET', path);
    if (answer.status !== 200) return refused(what, answer);
  }
  const rights = await rightsOf(gcp);
  if ('problem' in rights) return { ok: false, problem: rights.problem };
  const { name, usdPerHour, instancesMax, diskGiB } = liveMachine;
  return {
    ok: true,
    lines: [
      `project ${project}, region ${region}: a run makes up to ${instancesMax} instances at a time of ${name}, $${usdPerHour} an hour each on demand in us-central1, and disks and images of ${diskGiB} GiB`,
      rights.line,
    ],
  };
}

function refused(what: string, answer: HttpAnswer): Rehearsal {
  return { ok: false, problem: `${what} (${wordsOf(answer)})` };
}

function regionProblem(region: string, { status, quotas = [] }: Region): string | null {
  if (status !== 'UP') return `${region} is ${status}: take another region`;
  const needed = { INSTANCES: liveMachine.instancesMax, CPUS: liveMachine.instancesMax * 2 };
  const short = quotas.find(({ metric, limit, usage }) => limit - usage < (needed[metric as keyof typeof needed] ?? 0));
  if (!short) return null;
  return `the quota ${short.metric} of ${region} leaves too little room: ${short.usage} of ${short.limit} are taken`;
}

/** The service that tells of rights may be switched off, which keeps nobody from having them. */
async function rightsOf({
  post,
  urls,
  project,
}: LiveGcp): Promise<{ readonly line: string } | { readonly problem: string }> {
  const answer = await post(`${urls.resourceManager}/v1/projects/${project}:testIamPermissions`, { permissions });
  if (answer.status !== 200) return { line: `what the credentials may do could not be asked (${wordsOf(answer)})` };
  const { permissions: held = [] } = z
    .object({ permissions: z.array(z.string()).optional() })
    .parse(JSON.parse(answer.text));
  const lacking = permissions.filter((each) => !held.includes(each));
  if (lacking.length > 0)
    return { problem: `the credentials may not do it in ${project}: ${lacking.join(', ')} are lacking` };
  return { line: `the credentials may do it: ${permissions.join(', ')}` };
}
