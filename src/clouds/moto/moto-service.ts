import type { Random } from '../../provider/context.ts';
import { nativeErrorKinds, type WireOperation } from '../../testbed/fault.ts';
import type { VirtualClock } from '../../testbed/virtual-clock.ts';
import type { NativeRequest, NativeService } from '../../testbed/wire/native-service.ts';
import { classify } from '../ec2/classify.ts';
import { answerDefects } from '../ec2/defects.ts';
import { readQuery } from '../ec2/query.ts';
import { regionOfHost } from '../ec2/region-of-host.ts';
import { createNativeErrors, dated } from '../ec2/written.ts';
import { askMoto, type MotoAccount } from './ask-moto.ts';
import type { Renaming } from './subnet-names.ts';

/** The EC2 of an account in moto, as a wire sees it. */
export interface MotoService extends NativeService {
  /** The kinds of call that may have made something, by region. */
  readonly touched: ReadonlyMap<string, ReadonlySet<WireOperation>>;
}

/** How many instances are shown at a time, however many were asked for: EC2 may show fewer, and moto never does by itself. */
export const pageSize = 5;

export interface MotoServiceNeeds {
  readonly account: MotoAccount;
  readonly subnets: Renaming;
  readonly clock: VirtualClock;
  readonly random: Random;
}

/** Calls go through to moto. How EC2 fails when it does is taken from the simulated one: moto never fails like that. */
export function createMotoService({ account, subnets, clock, random }: MotoServiceNeeds): MotoService {
  const touched = new Map<string, Set<WireOperation>>();
  const words = {
    classify,
    nativeErrors: nativeErrorKinds,
    nativeError: createNativeErrors(random),
    defects: answerDefects,
  };
  const service = askMoto(account, words, clock);
  return {
    ...service,
    touched,
    handle: async (request) => {
      const region = regionOfHost(request.host);
      const { operation, read } = classify(request);
      if (region !== undefined && !read) touched.set(region, (touched.get(region) ?? new Set()).add(operation));
      const asked = withShortPages(request);
      const response = await service.handle({ ...asked, body: subnets.toIds(asked.body) });
      // What time it is there is what time it is in this world, which may be ahead of that of this computer.
      return dated({ ...response, body: subnets.toNames(response.body) }, clock.now());
    },
  };
}

function withShortPages(request: NativeRequest): NativeRequest {
  const { action, text } = readQuery(request.body);
  if (action !== 'DescribeInstances' || text('MaxResults') === undefined) return request;
  const parameters = new URLSearchParams(request.body);
  parameters.set('MaxResults', String(pageSize));
  return { ...request, body: parameters.toString() };
}
