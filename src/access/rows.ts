import { aggregateRights } from './rows/aggregates.ts';
import { careRights } from './rows/care.ts';
import { familyRights } from './rows/families.ts';
import { housingRights } from './rows/housing.ts';
import { jobRights } from './rows/jobs.ts';
import { ledgerRights } from './rows/ledgers.ts';
import { partnerRights } from './rows/partners.ts';
import type { FeatureRights, TableRights } from './rows/shape.ts';

/**
 * Which rows of a table each audience meets and writes, and what the system roles may. The columns that an audience reads are
 * those of the fields in policy.ts and the keys named here. Every table has a line; a table without one fails the build.
 */
const features: readonly FeatureRights[] = [
  aggregateRights,
  partnerRights,
  familyRights,
  housingRights,
  jobRights,
  careRights,
  ledgerRights,
];

export const tableRights: Readonly<Record<string, TableRights>> = Object.assign({}, ...features);
