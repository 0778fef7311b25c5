import { aggregatePolicy } from './policy/aggregates.ts';
import { carePolicy } from './policy/care.ts';
import { disclosurePolicy } from './policy/disclosures.ts';
import { everyonePolicy } from './policy/everyone.ts';
import { familyPolicy } from './policy/families.ts';
import { housingPolicy } from './policy/housing.ts';
import { jobPolicy } from './policy/jobs.ts';
import { pathwayPolicy } from './policy/pathway.ts';
import type { FeaturePolicy, Readers, RootLine, TypePolicy } from './policy/shape.ts';

/**
 * THE TABLE: who reads what, one line per field, audiences across. From it come the audiences' schemas, the guards, the column
 * grants, schema/README.md and the generated half of the isolation tests. A field without a line, or a line without a field:
 * the build fails and names it. Which rows of a table an audience meets is in rows.ts.
 */
const features: readonly FeaturePolicy[] = [
  aggregatePolicy,
  carePolicy,
  disclosurePolicy,
  everyonePolicy,
  familyPolicy,
  housingPolicy,
  jobPolicy,
  pathwayPolicy,
];

function merged<Value>(
  part: (feature: FeaturePolicy) => Readonly<Record<string, Value>> | undefined,
): Record<string, Value> {
  const all: Record<string, Value> = {};
  for (const feature of features) {
    for (const [name, value] of Object.entries(part(feature) ?? {})) {
      if (name in all) throw new Error(`The access table has two lines for ${name}`);
      all[name] = value;
    }
  }
  return all;
}

export const typePolicies: Readonly<Record<string, TypePolicy>> = merged((feature) => feature.types);
export const queryPolicies: Readonly<Record<string, RootLine>> = merged((feature) => feature.queries);
export const mutationPolicies: Readonly<Record<string, RootLine>> = merged((feature) => feature.mutations);
export const inputFieldPolicies: Readonly<Record<string, Readers>> = merged((feature) => feature.inputFields);
export const enumValuePolicies: Readonly<Record<string, Readonly<Record<string, Readers>>>> = merged(
  (feature) => feature.enumValues,
);
