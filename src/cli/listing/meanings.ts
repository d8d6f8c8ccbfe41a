import type { Capability } from '../../provider/capability.ts';
import type { FaultKind } from '../../testbed/fault.ts';

/** What is observable when a capability is declared. */
export const capabilityMeanings: Readonly<Record<Capability, string>> = {
  snapshots: 'instances start from snapshots of others',
  spot: 'price-bounded instances; an interruption is SPOT_INTERRUPTED',
  gpu: 'a GPU spec spawns an instance that reports its GPUs',
  multiRegion: 'spawn honours the region; list filters by it',
  persistentVolumes: 'a volume attached at spawn outlives the instance',
  warmVolumes: 'a claimed volume is exclusive and ready to attach',
  hibernation: 'the same id and disk after resume',
  costExplorer: 'costs are non-negative and add up over disjoint periods',
  tailscaleNative: 'the bootstrap joins the tailnet; its key never shows',
  idempotentSpawn: 'one idempotency key, one instance',
  customNetworking: 'spawn honours the network; an unknown one is INVALID_SPEC',
};

/** What each wire fault does to the calls that it touches. */
export const faultMeanings: Readonly<Record<FaultKind, string>> = {
  'native-error': 'the service refuses in its own words',
  latency: 'the answer comes late',
  hang: 'no answer comes',
  'response-lost': 'the call takes effect, its answer is lost',
  'error-after-success': 'the call takes effect, the answer says that it failed',
  throttle: 'the service asks to slow down',
  'stale-read': 'a read shows an earlier state',
  'request-lost': 'the connection breaks before the service has seen the call',
  'connection-reset': 'the call takes effect, the connection breaks in the middle of the answer',
  truncated: 'the answer ends in the middle, and nothing says so',
  malformed: 'the answer is a page of somebody in between, under the status of the service',
  'unknown-enum': 'what the answer shows is in a state that nobody has heard of',
  'duplicate-delivery': 'the service gets a write twice, the caller the second answer',
  'dropped-page': 'a page of a list is left out, and nobody can notice',
  'repeated-page-token': 'every page of a list says that the same page comes next',
  'token-forgotten': 'the service forgets what the idempotency token stands for',
  'partial-batch': 'a list succeeds with a part of what there is, and says so in its body',
};
