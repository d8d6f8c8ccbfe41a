import { isObject } from '../provider/is-object.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';

/**
 * Why every service has to refuse a request in this world, or undefined where it is valid. Speaks only of rules that
 * hold everywhere; the request may be anything.
 */
export function reasonToRefuse(request: unknown, facts: WorldFacts): string | undefined {
  if (!isObject(request)) return 'the request is not an object';
  const { spec, image, region, tags } = request;
  if (!isObject(spec)) return 'spec is not an object';
  return (
    reasonToRefuseSize('cpus', spec.cpus, facts.largest.cpus) ??
    reasonToRefuseSize('memoryMiB', spec.memoryMiB, facts.largest.memoryMiB) ??
    reasonToRefuseChoice('image', image, facts.images) ??
    reasonToRefuseChoice('region', region, facts.regions) ??
    reasonToRefuseTags(tags)
  );
}

/** More than this many times the largest size cannot be had anywhere. */
const farBeyond = 100;

function reasonToRefuseSize(part: string, size: unknown, largest: number): string | undefined {
  if (typeof size !== 'number') return `${part} is not a number`;
  if (!Number.isInteger(size)) return `${part} is not a whole number`;
  if (size < 1) return `${part} is less than 1`;
  return size > largest * farBeyond ? `${part} is more than can be had` : undefined;
}

function reasonToRefuseChoice(part: string, value: unknown, choices: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return `${part} is not a string`;
  return choices.includes(value) ? undefined : `${part} is unknown`;
}

function reasonToRefuseTags(tags: unknown): string | undefined {
  if (tags === undefined) return undefined;
  if (!isObject(tags)) return 'tags is not an object';
  return Object.values(tags).every((value) => typeof value === 'string') ? undefined : 'a tag value is not a string';
}
