import { z } from 'zod';
import { certificationSchema, certificationType } from '../../src/certificate/certification.ts';
import { envelopeSchema } from '../../src/certificate/dsse.ts';
import { chaosReportSchema } from '../../src/chaos/chaos-report.ts';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { oracleSet } from '../../src/chaos/oracles/oracle-set.ts';
import { diffSchema } from '../../src/diff/diff-schema.ts';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { badgeEndpointSchema } from '../../src/reporters/badge-endpoint-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What an experiment may be, for editors: also what the code checks beside its shape, as far as JSON Schema can say it. */
export function experimentJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(experimentSchema, { io: 'input' });
  const { oracles, disturbances } = partsOf(schema, 'disturbances', 'oracles');
  oracles.items = { oneOf: oracleSet.map(({ id, title }) => ({ const: id, description: title })) };
  const disturbance = disturbances.items as JsonSchema;
  const kinds = disturbanceKinds.map(({ kind, meaning }) => ({ const: kind, description: meaning }));
  disturbance.properties = { ...disturbance.properties, kind: { oneOf: kinds } };
  disturbance.allOf = disturbanceKinds.map((each) => ({
    if: { properties: { kind: { const: each.kind } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it
    then: { properties: { parameters: parametersOf(each.parameters) }, ...requiredOf(each.parameters) },
  }));
  return { title: 'An experiment of assay chaos', ...schema };
}

/** What `chaos-report.json` is. */
export function chaosReportJsonSchema(): JsonSchema {
  return { title: 'A report of assay chaos', ...z.toJSONSchema(chaosReportSchema) };
}

/** What `report.json` of certify is. */
export function reportJsonSchema(): JsonSchema {
  return { title: 'A report of assay certify', ...z.toJSONSchema(reportSchema) };
}

/** What `assay diff --reporter json` writes. */
export function diffJsonSchema(): JsonSchema {
  return { title: 'A diff of two reports by assay diff', ...z.toJSONSchema(diffSchema) };
}

/** What shields.io reads of a badge. */
export function badgeJsonSchema(): JsonSchema {
  return {
    title: 'A badge of Assay, as the endpoint badge of shields.io reads it',
    ...z.toJSONSchema(badgeEndpointSchema),
  };
}

/** What one line of a certificate is: a signed envelope, whose payload is a statement. */
export function certificateJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(envelopeSchema);
  const { signatures } = partsOf(schema, 'signatures');
  // Exactly one, which JSON Schema says in other words than zod.
  Object.assign(signatures, { minItems: 1, maxItems: 1 });
  return { title: 'One line of a certificate of Assay: a DSSE envelope', ...schema };
}

/** What such a payload says of a provider: the predicate of its statement. */
export function certificationJsonSchema(): JsonSchema {
  return { title: `What a certificate of Assay says: ${certificationType}`, ...z.toJSONSchema(certificationSchema) };
}

function partsOf<K extends string>(schema: JsonSchema, ...names: readonly K[]): Record<K, JsonSchema> {
  const parts = names.map((name) => {
    const part = schema.properties?.[name];
    if (typeof part !== 'object') throw new Error(`there is no ${name}`);
    return [name, part] as const;
  });
  return Object.fromEntries(parts) as Record<K, JsonSchema>;
}

function parametersOf(parameters: z.ZodObject): JsonSchema {
  const { $schema: _drawn, ...schema } = z.toJSONSchema(parameters, { io: 'input' });
  return schema;
}

/** A kind that cannot do without a parameter cannot do without parameters. */
function requiredOf(parameters: z.ZodObject): JsonSchema {
  return parameters.safeParse({}).success ? {} : { required: ['parameters'] };
}
