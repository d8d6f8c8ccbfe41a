import type { Random } from '../../provider/context.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { VirtualClock } from '../../testbed/virtual-clock.ts';
import type { NativeRequest, NativeResponse, NativeService } from '../../testbed/wire/native-service.ts';
import { classify } from '../ec2/classify.ts';
import { answerDefects } from '../ec2/defects.ts';
import { readQuery } from '../ec2/query.ts';
import { regionOfHost } from '../ec2/region-of-host.ts';
import { createNativeErrors } from '../ec2/written.ts';
import { askMoto, type MotoAccount } from './ask-moto.ts';

/** The EC2 of an account in moto, as a wire sees it. */
export interface MotoService extends NativeService {
  /** The regions in which something may have been made. */
  readonly touched: ReadonlySet<string>;
}

/** How many instances are shown at a time, however many were asked for: EC2 may show fewer, and moto never does by itself. */
export const pageSize = 5;

/** Calls go through to moto. How EC2 fails when it does is taken from the simulated one: moto never fails like that. */
export function createMotoService(account: MotoAccount, clock: VirtualClock, random: Random): MotoService {
  const touched = new Set<string>();
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
      if (region !== undefined && !classify(request).read) touched.add(region);
      return withoutTime(await service.handle(withShortPages(request)));
    },
  };
}

/** What time moto says it is, it is in the world outside. */
function withoutTime(response: NativeResponse): NativeResponse {
  const { date: _date, ...headers } = response.headers;
  return { ...response, headers };
}

function withShortPages(request: NativeRequest): NativeRequest {
  const { action, text } = readQuery(request.body);
  if (action !== 'DescribeInstances' || text('MaxResults') === undefined) return request;
  const parameters = new URLSearchParams(request.body);
  parameters.set('MaxResults', String(pageSize));
  return { ...request, body: parameters.toString() };
}
