import { type ProviderContext, supports } from 'assay';
import { createSlurm } from 'assay/testbed';
import { a } from './declared.ts';

// Whether there is spot is a matter of the settings, so it has to be asked for before it is used.

const { provider } = createSlurm(a<ProviderContext>());

export const flag: boolean = provider.capabilities.spot;
export const volumes: false = provider.capabilities.persistentVolumes;
// @ts-expect-error TS2722
void provider.getSpotPrices();
if (supports(provider, 'spot')) void provider.getSpotPrices();
if (provider.getSpotPrices !== undefined) {
  const isDeclared: true = provider.capabilities.spot;
  void isDeclared;
}
