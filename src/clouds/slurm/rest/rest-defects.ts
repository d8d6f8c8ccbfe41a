import type { ServiceDefects } from '../../../testbed/wire/native-service.ts';

const states = /"(PENDING|CONFIGURING|RUNNING|COMPLETING|CANCELLED|FAILED|PREEMPTED)"/g;

/** What slurmrestd does when it is not itself. It has no pages, and no tokens but those of its callers. */
export const restDefects: Partial<ServiceDefects> = {
  unknownState: (response) => {
    if (!/"jobs":\s*\[\s*\{/.test(response.body)) return undefined;
    const body = response.body.replaceAll(states, '"REHEARSING"');
    return body === response.body ? undefined : { ...response, body };
  },
};
