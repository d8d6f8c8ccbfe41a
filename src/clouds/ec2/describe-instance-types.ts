import { type Answer, refusal } from './answer.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { type InstanceTypeFacts, instanceTypeOf, instanceTypes } from './instance-types.ts';
import { describePage, idsWithPageProblem } from './pages.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import type { XmlValue } from './xml.ts';

type NamedType = readonly [name: string, facts: InstanceTypeFacts];

/** DescribeInstanceTypes, by name or page by page. Every region sells the same. */
export function describeInstanceTypes(store: Store, _region: string, query: Query): Answer {
  const problem = filterProblem(query, filterable);
  if (problem) return problem;
  const names = [...new Set(query.list('InstanceType'))];
  const unknown = names.filter((name) => !instanceTypeOf(name));
  if (unknown.length > 0) {
    const which = unknown.join(', ');
    return refusal('InvalidInstanceType', `The following supplied instance types do not exist: [${which}]`);
  }
  const pageProblem = names.length > 0 ? idsWithPageProblem(query, 'instanceTypes') : null;
  if (pageProblem) return pageProblem;
  return describePage(store, query, {
    set: 'instanceTypeSet',
    pageDefault: Number.POSITIVE_INFINITY,
    open: () =>
      Object.entries(instanceTypes)
        .filter(([name]) => names.length === 0 || names.includes(name))
        .filter((named) => passesFilters(query, filterable, named))
        .map(typeBody),
  });
}

const filterable: Filterable<NamedType> = {
  fields: {
    'instance-type': ([name]) => [name],
    'hibernation-supported': ([, { hibernates }]) => [String(hibernates)],
    'vcpu-info.default-vcpus': ([, { vcpus }]) => [String(vcpus)],
    'memory-info.size-in-mib': ([, { memoryMiB }]) => [String(memoryMiB)],
    'processor-info.supported-architecture': () => ['x86_64'],
  },
  tags: () => new Map(),
};

function typeBody([instanceType, { vcpus, memoryMiB, gpu, hibernates }]: NamedType): XmlValue {
  return {
    instanceType,
    currentGeneration: true,
    bareMetal: false,
    hypervisor: 'nitro',
    processorInfo: { supportedArchitectures: ['x86_64'] },
    supportedUsageClasses: ['on-demand', 'spot'],
    supportedRootDeviceTypes: ['ebs'],
    supportedVirtualizationTypes: ['hvm'],
    vCpuInfo: { defaultVCpus: vcpus, defaultCores: vcpus / 2, defaultThreadsPerCore: 2 },
    memoryInfo: { sizeInMiB: memoryMiB },
    gpuInfo: gpu && {
      gpus: [{ name: gpu.model, manufacturer: 'NVIDIA', count: gpu.count }],
    },
    hibernationSupported: hibernates,
  };
}
