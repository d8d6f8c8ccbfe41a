import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { TriedZone, ZoneOutcome } from '../../provider/workflows/zone-probing.ts';
import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { launchIn } from './launch-in.ts';
import { providerName } from './provider-name.ts';
import { type Place, placeName, type Wanted } from './wanted.ts';

/** What a launch came to, and what each place said on the way to it. */
export interface Launched {
  readonly instance: AwsInstance;
  readonly tried: readonly TriedZone[];
}

/**
 * Launches in the first place that has room. Only a definite lack of capacity leads on to the next. A place that said so within
 * the last `rememberForMs` is asked after all others, but it is asked.
 */
export async function launch(account: Account, wanted: Wanted, rememberForMs = 0): Promise<Launched> {
  const tried: TriedZone[] = [];
  const note = (place: Place, outcome: ZoneOutcome) => tried.push({ zone: placeName(place), outcome });
  const putLast: Place[] = [];
  let lack: ProviderError | undefined;
  const ask = async (place: Place): Promise<AwsInstance | undefined> => {
    const answer = await askForRoom(account, wanted, place);
    if (answer.outcome === 'no-capacity') lack = answer.lack;
    note(place, answer.outcome);
    return answer.outcome === 'launched' ? answer.instance : undefined;
  };
  for (const place of wanted.places) {
    if (account.fullZones.has(roomOf(wanted, place), rememberForMs)) {
      note(place, 'remembered');
      putLast.push(place);
      continue;
    }
    const instance = await ask(place);
    if (instance) return { instance, tried };
  }
  for (const place of putLast) {
    const instance = await ask(place);
    if (instance) return { instance, tried };
  }
  throw noRoom(wanted, lack);
}

type Answer =
  | { readonly outcome: 'launched'; readonly instance: AwsInstance }
  | { readonly outcome: 'no-capacity'; readonly lack: ProviderError };

async function askForRoom(account: Account, wanted: Wanted, place: Place): Promise<Answer> {
  try {
    const instance = await launchIn(account, wanted, place);
    account.fullZones.forget(roomOf(wanted, place));
    return { outcome: 'launched', instance };
  } catch (thrown) {
    if (!isProviderError(thrown) || thrown.code !== 'CAPACITY_ERROR' || thrown.ambiguous) throw thrown;
    account.fullZones.note(roomOf(wanted, place));
    return { outcome: 'no-capacity', lack: thrown };
  }
}

/** Every kind of machine in every market has room of its own. */
function roomOf({ region, type, terms }: Wanted, place: Place): string {
  return [region, placeName(place), type.name, terms.market].join(' ');
}

function noRoom({ type, places }: Wanted, lack: ProviderError | undefined): ProviderError {
  const message = `no room for a ${type.name} in ${places.map(placeName).join(', ')}; the last said: ${lack?.message}`;
  return new ProviderError('CAPACITY_ERROR', message, { provider: providerName, cause: lack?.cause });
}
