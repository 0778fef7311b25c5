import { randomUUID } from 'node:crypto';
import type { Partner } from '../partner.ts';
import type { MadeProgramme } from './madeProgramme.ts';

/** Every question, with the fields of its rows. */
export const questions = {
  placementProgress: 'journey families persons familyTarget personTarget',
  roofAndJob: 'situation families persons',
  housingSupply: 'typology supply homes',
  jobSupply: 'romeDomain contract supply positions',
  employmentOutcomes: 'sex outcome persons',
  timeToSettle: 'step medianDays',
  schoolAndFrench: 'measure persons',
  rightsProgress: 'step measure steps medianDays',
  careAccess: 'situation persons',
};
export const everything = `query Everything($days: [Date!]) { ${Object.entries(questions)
  .map(
    ([question, fields]) =>
      `${question}(asOf: $days) { asOf countedAt held rows { region { code } ${fields} suppressed reason } }`,
  )
  .join(' ')} }`;
export const progress = `query Progress($days: [Date!]) { placementProgress(asOf: $days) { asOf countedAt held
  rows { region { code } journey families persons suppressed reason } } }`;

export interface Row {
  region: { code: string } | null;
  journey: string | null;
  families: number | null;
  persons: number | null;
  suppressed: boolean;
  reason: string | null;
}
export interface Figures {
  asOf: string;
  countedAt: string;
  held: boolean;
  rows: Row[];
}

export async function answers(partner: Partner, days?: readonly string[]): Promise<Figures[]> {
  return (await partner.read(progress, { days })).placementProgress;
}

export async function newest(partner: Partner): Promise<Figures> {
  const [figures] = await answers(partner);
  if (!figures) throw new Error('no answer');
  return figures;
}

/** Families of two persons, in one region and at one stage: nothing else of them matters here. */
export const families = (region: string, journey: string, count: number): MadeProgramme => ({
  homes: [],
  positions: [],
  families: Array.from({ length: count }, () => ({
    id: randomUUID(),
    region,
    journey,
    arrived: -100,
    persons: (['FEMALE', 'MALE'] as const).map((sex) => ({
      id: randomUUID(),
      sex,
      isAdult: true,
      hasLeft: false,
      french: null,
      school: null,
      care: null,
    })),
    tenancy: null,
    jobs: [],
    rights: [],
  })),
});
