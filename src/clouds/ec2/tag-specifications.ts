import { type Refusal, refusal } from './answer.ts';
import type { Query } from './query.ts';

/** The most tags that one resource has. */
export const tagsMax = 50;
const keyMax = 128;
const valueMax = 256;

/** The tags that a call wants on what it makes of this type. */
export function tagsFor(query: Query, resourceType: string): Map<string, string> {
  const own = query.records('TagSpecification').filter((each) => each.text('ResourceType') === resourceType);
  return new Map(own.flatMap(readTags));
}

/** What is wrong with the tags of a call, if anything. */
export function tagProblem(query: Query): Refusal | null {
  for (const specification of query.records('TagSpecification')) {
    const tags = readTags(specification);
    if (tags.length > tagsMax) return refusal('TagLimitExceeded', `More than ${tagsMax} tags specified`);
    for (const [key, value] of tags) {
      const problem = oneTagProblem(key, value);
      if (problem) return problem;
    }
    if (new Set(tags.map(([key]) => key)).size < tags.length) {
      return refusal('InvalidParameterValue', 'Duplicate tag keys specified');
    }
  }
  return null;
}

export function oneTagProblem(key: string, value: string): Refusal | null {
  if (key === '' || key.length > keyMax)
    return refusal('InvalidParameterValue', `Tag key exceeds the maximum length of ${keyMax}`);
  if (/^aws:/i.test(key))
    return refusal('InvalidParameterValue', 'Tag keys starting with aws: are reserved for internal use');
  if (value.length > valueMax)
    return refusal('InvalidParameterValue', `Tag value exceeds the maximum length of ${valueMax}`);
  return null;
}

export function readTags(query: Query): readonly (readonly [string, string])[] {
  return query.records('Tag').map((tag) => [tag.text('Key') ?? '', tag.text('Value') ?? '']);
}
