import { type Answer, problem } from './answer.ts';
import { diskGbPerVcpu, findCpu, findGpu, perGpu, vcpuRange } from './catalogue.ts';
import {
  anyText,
  checkFields,
  type Fields,
  flag,
  listOf,
  objectOf,
  oneOf,
  text,
  textMap,
  whole,
} from './check-fields.ts';
import type { PodOrder } from './pod.ts';
import type { Store } from './store.ts';

/** A checked order and where it may go, or the answer that refuses it. */
export type CheckedPod =
  | { readonly ok: true; readonly order: PodOrder; readonly dataCenterIds: readonly string[] }
  | { readonly ok: false; readonly answer: Answer };

type Body = Readonly<Record<string, unknown>>;

const mountFields: Fields = {
  persistent: objectOf({ size: whole(10), path: text }, ['size', 'path']),
  network: listOf(objectOf({ volumeId: text, path: text }, ['volumeId', 'path']), 1),
};

const gpuFields: Fields = {
  id: text,
  count: whole(1),
  allowedCudaVersions: listOf(text),
  minCudaVersion: text,
  minVcpuCountPerGpu: whole(1),
  minRamPerGpu: whole(1),
};

const podFields: Fields = {
  name: text,
  image: text,
  templateId: text,
  gpu: objectOf(gpuFields, ['id']),
  cpu: objectOf({ id: text, vcpuCount: whole(2) }, ['id', 'vcpuCount']),
  cloud: oneOf('SECURE', 'COMMUNITY'),
  dataCenterIds: listOf(text),
  disk: whole(1),
  mounts: objectOf(mountFields, []),
  ports: listOf(text),
  env: textMap,
  args: anyText,
  registry: text,
  globalNetworking: flag,
  startSsh: flag,
  startJupyter: flag,
};

export function checkPodBody(body: Body, store: Store): CheckedPod {
  const errors = checkFields(body, podFields, ['name']).filter(
    (error) => store.options.refusesUnknownFields || !error.endsWith('unknown field'),
  );
  if (errors.length > 0) return refused(problem(422, `request body is invalid: ${errors[0]}`, errors));
  const answer = ruleProblem(body, store);
  if (answer !== null) return refused(answer);
  return {
    ok: true,
    order: orderFrom(body),
    dataCenterIds: (body.dataCenterIds as readonly string[] | undefined) ?? [],
  };
}

/** Rules between fields, in prose: 400, and no code that a machine could read. */
function ruleProblem(body: Body, store: Store): Answer | null {
  const { gpu, cpu, image, templateId, cloud } = body as { gpu?: Body; cpu?: Body } & Body;
  const mounts = (body.mounts ?? {}) as Body;
  if ((gpu === undefined) === (cpu === undefined)) return problem(400, 'exactly one of gpu or cpu must be set');
  if (templateId !== undefined) return problem(404, 'template not found');
  if (image === undefined) return problem(400, 'image is required unless templateId is set');
  if (gpu !== undefined && findGpu(gpu.id) === undefined) return problem(404, `gpu type ${gpu.id} not found`);
  if (isFilled(gpu?.allowedCudaVersions) && gpu?.minCudaVersion !== undefined) {
    return problem(400, 'allowedCudaVersions and minCudaVersion are mutually exclusive');
  }
  if (cpu !== undefined) {
    if (cloud === 'COMMUNITY') return problem(400, 'cpu pods run on SECURE only');
    if (mounts.persistent !== undefined) return problem(400, 'mounts.persistent is not available for cpu pods');
    return cpuProblem(cpu, body.disk) ?? imageProblem(image as string, store);
  }
  if (mounts.persistent !== undefined && isFilled(mounts.network)) {
    return problem(400, 'mounts.persistent and mounts.network are mutually exclusive');
  }
  return imageProblem(image as string, store);
}

function cpuProblem({ id, vcpuCount }: Body, disk: unknown): Answer | null {
  const count = vcpuCount as number;
  if (findCpu(id) === undefined) return problem(404, `cpu flavor ${id} not found`);
  const isSize = count <= vcpuRange.max && Number.isInteger(Math.log2(count));
  if (!isSize) return problem(400, `vcpuCount ${count} is not valid for ${id}: it must be a power of two`);
  if (typeof disk !== 'number' || disk <= count * diskGbPerVcpu) return null;
  return problem(400, `disk must be at most ${count * diskGbPerVcpu} GB for ${id} with ${count} vCPUs`);
}

export function imageProblem(image: string, { options }: Store): Answer | null {
  return options.images.includes(image) ? null : problem(422, `image ${image} was not found on its registry`);
}

function orderFrom(body: Body): PodOrder {
  const mounts = (body.mounts ?? {}) as {
    persistent?: PodOrder['persistentMount'];
    network?: [PodOrder['networkMount']];
  };
  return {
    name: body.name as string,
    image: body.image as string,
    args: (body.args as string | undefined) ?? '',
    disk: (body.disk as number | undefined) ?? defaultDiskGb,
    ports: (body.ports as readonly string[] | undefined) ?? [],
    env: (body.env as Record<string, string> | undefined) ?? {},
    cloud: (body.cloud as 'SECURE' | undefined) ?? 'SECURE',
    gpu: body.gpu === undefined ? null : gpuOrder(body.gpu as Body),
    cpu: body.cpu === undefined ? null : cpuOrder(body.cpu as Body),
    persistentMount: mounts.persistent ?? null,
    networkMount: mounts.network?.[0] ?? null,
  };
}

export const defaultDiskGb = 10;

/** A host may give more than the least that was asked for, and says so. */
function gpuOrder(gpu: Body): PodOrder['gpu'] {
  const count = (gpu.count as number | undefined) ?? 1;
  const vcpus = Math.max(perGpu.vcpus, (gpu.minVcpuCountPerGpu as number | undefined) ?? 0);
  const memory = Math.max(perGpu.memoryGb, (gpu.minRamPerGpu as number | undefined) ?? 0);
  return { id: gpu.id as string, count, vcpuCount: vcpus * count, memory: memory * count };
}

function cpuOrder({ id, vcpuCount }: Body): PodOrder['cpu'] {
  const count = vcpuCount as number;
  return { id: id as string, vcpuCount: count, memory: count * (findCpu(id)?.ramGbPerVcpu ?? 2) };
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function refused(answer: Answer): CheckedPod {
  return { ok: false, answer };
}
