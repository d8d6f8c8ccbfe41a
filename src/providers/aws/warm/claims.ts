import type { Filter, LaunchTemplate } from '@aws-sdk/client-ec2';
import type { Account } from '../account.ts';
import { deleteTemplate, listTemplates, templateNameIsTaken } from '../launch-templates.ts';
import { untilFound } from '../locate.ts';
import { malformedAnswer, nativeCode } from '../native-failure.ts';
import { toSdkTags } from '../own-tags.ts';
import type { PlacedVolume } from '../volumes.ts';
import { digest, poolTag } from './pool.ts';

/** Whoever has a volume, and since when. */
export interface Claim {
  readonly volumeId: string;
  readonly createdAtMs: number;
  /** Whether it was made to delete the volume: then whoever sees it may do that. */
  readonly isToRetire: boolean;
}

const volumeTag = 'assay:volume';
const claimerTag = 'assay:claimer';

/** Who claims to delete: the same for all, so that they never fight over it. */
const retirer = 'retire';

/**
 * Makes a volume ours, unless somebody was faster. Tags cannot decide that, for the last one to write them wins; the name of
 * a launch template can, for a region has it once. The token follows from the volume and the parameters from the claimer: our
 * own repeated call brings our claim, and any other claim is refused as long as EC2 remembers, also after this one is dropped.
 */
export async function tryClaim(
  account: Account,
  { volume, region, own }: PlacedVolume,
  claimer = drawClaimer(account),
): Promise<boolean> {
  const { ec2, homes, marks } = account;
  const tags = { ...marks, [poolTag]: own[poolTag] ?? '', [volumeTag]: volume.id, [claimerTag]: claimer };
  const LaunchTemplateName = nameOf(volume.id);
  try {
    await ec2.repeat(region, (client, options) =>
      client.send(
        new ec2.sdk.CreateLaunchTemplateCommand({
          ClientToken: digest(['claim', volume.id]),
          LaunchTemplateName,
          // Nobody launches from it, but it has to say something.
          LaunchTemplateData: { InstanceInitiatedShutdownBehavior: 'terminate' },
          TagSpecifications: [{ ResourceType: 'launch-template', Tags: toSdkTags(tags) }],
        }),
        options,
      ),
    );
  } catch (thrown) {
    if (lost.includes(nativeCode(thrown))) return false;
    throw thrown;
  }
  homes.note(LaunchTemplateName, region);
  return true;
}

const lost: readonly (string | undefined)[] = [templateNameIsTaken, 'IdempotentParameterMismatch'];

/** The same to delete it. */
export function tryClaimToRetire(account: Account, placed: PlacedVolume): Promise<boolean> {
  return tryClaim(account, placed, retirer);
}

/** Two processes may start from one seed: the time keeps their draws apart. */
function drawClaimer({ context }: Account): string {
  return digest([context.random.hex(32), context.clock.now()]).slice(0, 32);
}

/** Forgets a claim. One that was just made may be unknown for a while. */
export async function dropClaim(account: Account, region: string, volumeId: string): Promise<void> {
  const name = nameOf(volumeId);
  await untilFound(account, account.homes.unsettledMs(name), () =>
    deleteTemplate(account, region, { LaunchTemplateName: name }),
  );
}

/** The claims on volumes of one pool, or of all, by volume. */
export async function listClaims(
  account: Account,
  region: string,
  poolId: string | undefined,
): Promise<ReadonlyMap<string, Claim>> {
  const Filters: Filter[] = [{ Name: 'tag-key', Values: [volumeTag] }];
  if (poolId !== undefined) Filters.push({ Name: `tag:${poolTag}`, Values: [poolId] });
  const claims = (await listTemplates(account, region, Filters)).map(readClaim);
  return new Map(claims.map((claim) => [claim.volumeId, claim]));
}

function readClaim({ Tags = [], CreateTime }: LaunchTemplate): Claim {
  const tagged = (key: string) => Tags.find(({ Key }) => Key === key)?.Value;
  const volumeId = tagged(volumeTag);
  if (!volumeId) throw malformedAnswer('a claim of no volume', 'reads');
  return { volumeId, createdAtMs: CreateTime?.getTime() ?? 0, isToRetire: tagged(claimerTag) === retirer };
}

function nameOf(volumeId: string): string {
  return `assay-claim-${volumeId}`;
}
