import type { Difference } from '../compare.ts';

/** A difference that is known, and not our model's fault. */
export interface Quirk {
  readonly name: string;
  /** One sentence. */
  readonly why: string;
  /** What EC2 does, in its documentation; or the place in moto. */
  readonly url: string;
  /** After it the two do not hold the same any more: the history ends. */
  readonly parts: boolean;
  matches(difference: Difference): boolean;
}

/** A page of the reference of EC2. */
export function api(page: string): string {
  return `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/${page}.html`;
}

/** A file of moto, as it is in the release that is installed. */
export function moto(file: string): string {
  return `https://github.com/getmoto/moto/blob/5.2.1/moto/ec2/${file}.py`;
}
