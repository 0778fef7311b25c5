import { getTableName } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { careOveralls, careReferralStatuses } from '../../src/care/care.rules.ts';
import { type DemoRows, demoTableNames, demoTables } from '../../src/demo/demoRows.ts';
import { generateDemo } from '../../src/demo/generateDemo.ts';
import { arrivalStatuses, journeys, origins } from '../../src/families/families.rules.ts';
import {
  housingOfferStatuses,
  housingProposalStatuses,
  tenancyStatuses,
  typologies,
} from '../../src/housing/housing.values.ts';
import { jobApplicationStatuses, jobOfferStatuses } from '../../src/jobs/jobs.values.ts';
import { isFiness, isSiret } from '../../src/partners/partners.rules.ts';
import { rightsStepStatuses } from '../../src/pathway/pathway.rules.ts';
import { readCommunes } from '../../src/reference/communes.ts';
import { programmeRegions } from '../../src/reference/regions.ts';

const today = '2018-09-01';
const seeds = [1, 2, 3, 20160929];
const demos = seeds.map((seed): [number, DemoRows] => [seed, generateDemo({ seed, today })]);

const counts = <Row>(rows: readonly Row[], kindOf: (row: Row) => unknown) => {
  const found: Record<string, number> = {};
  for (const row of rows) found[String(kindOf(row))] = (found[String(kindOf(row))] ?? 0) + 1;
  return found;
};

test('the same seed and day give the same rows, uuids included', () => {
  expect(generateDemo({ seed: 1, today })).toEqual(demos[0]?.[1]);
});

test('another seed gives other rows', () => {
  expect(generateDemo({ seed: 5, today }).families[0]?.id).not.toBe(demos[0]?.[1].families[0]?.id);
});

test('another day moves every date and no state', () => {
  const later = generateDemo({ seed: 1, today: '2018-12-15' });
  const first = demos[0]?.[1];
  expect(counts(later.housingOffers, (offer) => offer.status)).toEqual(
    counts(first?.housingOffers ?? [], (offer) => offer.status),
  );
  expect(later.tenancies[0]?.startsOn).not.toBe(first?.tenancies[0]?.startsOn);
});

test('a today that is no day is refused', () => {
  expect(() => generateDemo({ seed: 1, today: '01/09/2018' })).toThrow('is a day such as');
});

describe.each(demos)('the demo of seed %i', (_, rows) => {
  test('has 90 families, 450 persons, 120 homes, 140 jobs and 60 partners', () => {
    expect(rows.families).toHaveLength(90);
    expect(rows.persons).toHaveLength(450);
    expect(rows.personIdentities).toHaveLength(450);
    expect(rows.housingOffers).toHaveLength(120);
    expect(rows.jobOffers).toHaveLength(140);
    expect(rows.partners).toHaveLength(60);
  });

  test('has families of the sizes that the programme announced', () => {
    expect(counts(rows.families, (family) => family.size)).toEqual({
      2: 4,
      3: 10,
      4: 20,
      5: 24,
      6: 18,
      7: 9,
      8: 4,
      9: 1,
    });
  });

  test('has 175 adults and 275 minors, 14 parents alone', () => {
    const adults = rows.families.reduce((sum, family) => sum + (family.adults ?? 0), 0);
    expect(adults).toBe(175);
    const heads = rows.families.filter(
      (family) => !rows.persons.some((one) => one.familyId === family.id && one.role === 'SPOUSE'),
    );
    expect(heads).toHaveLength(14);
  });

  test("gives each region's coordinator the families of its target, with or without a region yet", () => {
    for (const { code, familyTarget } of programmeRegions) {
      const coordinator = rows.partners.find(
        (partner) =>
          partner.kind === 'PROGRAMME' &&
          rows.partnerRegions.filter(({ partnerId }) => partnerId === partner.id).length === 1 &&
          rows.partnerRegions.some((one) => one.partnerId === partner.id && one.regionCode === code),
      );
      const own = rows.families.filter((family) => family.followedBy === coordinator?.id);
      expect([code, own.length]).toEqual([code, familyTarget]);
      expect(own.every((family) => family.regionCode === code || family.regionCode === null)).toBe(true);
      expect(own.some((family) => family.regionCode === null)).toBe(true);
    }
  });

  test('has homes of each typology but T1, as the programme needs them', () => {
    const found = counts(rows.housingOffers, (offer) => offer.typology);
    expect(found).toEqual({ T2: 6, T3: 30, T4: 54, T5: 24, T6_PLUS: 6 });
    expect(Object.keys(found).every((typology) => (typologies as readonly string[]).includes(typology))).toBe(
      true,
    );
  });

  test.each([
    ['families', 'journey', journeys],
    ['families', 'origin', origins],
    ['arrivalGroups', 'status', arrivalStatuses],
    ['housingOffers', 'status', housingOfferStatuses],
    ['housingProposals', 'status', housingProposalStatuses],
    ['tenancies', 'status', tenancyStatuses],
    ['jobOffers', 'status', jobOfferStatuses],
    ['jobApplications', 'status', jobApplicationStatuses],
    ['careReferrals', 'status', careReferralStatuses],
    ['careStatuses', 'overall', careOveralls],
    ['rightsSteps', 'status', rightsStepStatuses],
  ] as const)('shows every value of %s.%s', (table, column, values) => {
    const found = new Set(rows[table].map((row) => (row as Record<string, unknown>)[column]));
    expect([...values].filter((value) => !found.has(value))).toEqual([]);
  });

  test('has disclosures open, expired but not closed, closed, and acknowledged', () => {
    const now = new Date(`${today}T12:00:00Z`);
    const all = rows.disclosures;
    expect(all.filter((one) => !one.closedAt && one.expiresAt > now).length).toBeGreaterThan(100);
    expect(all.some((one) => !one.closedAt && one.expiresAt <= now)).toBe(true);
    expect(all.filter((one) => one.closedAt).length).toBeGreaterThan(100);
    expect(all.some((one) => one.erasureAcknowledgedAt)).toBe(true);
    const reasons = new Set(all.map((one) => one.closeReason));
    expect([...reasons]).toEqual(
      expect.arrayContaining(['ACT_ENDED', 'EXPIRED', 'CONSENT_REVOKED', 'AGREEMENT_ENDED']),
    );
  });

  test('has consents in force, lapsed and revoked', () => {
    const live = rows.consents.filter((one) => !one.revokedOn && one.expiresOn >= today);
    expect(live.length).toBeGreaterThan(100);
    expect(rows.consents.some((one) => !one.revokedOn && one.expiresOn < today)).toBe(true);
    expect(rows.consents.some((one) => one.revokedOn)).toBe(true);
  });

  test('refers to no row that is not there', () => {
    const communes = new Set(readCommunes().map(({ code }) => code));
    const regions = new Set(programmeRegions.map(({ code }) => code as string));
    const dangling: string[] = [];
    for (const name of demoTableNames) {
      for (const key of getTableConfig(demoTables[name]).foreignKeys) {
        const { columns, foreignColumns, foreignTable } = key.reference();
        const target = demoTableNames.find(
          (one) => getTableName(demoTables[one]) === getTableName(foreignTable),
        );
        const own = columns.map((column) => propertyOf(name, column.name));
        const there = target
          ? new Set(
              rows[target].map((row) =>
                JSON.stringify(foreignColumns.map((column) => cellOf(row, propertyOf(target, column.name)))),
              ),
            )
          : null;
        for (const row of rows[name]) {
          const values = own.map((property) => cellOf(row, property));
          if (values.some((value) => value === null || value === undefined)) continue;
          const known = there
            ? there.has(JSON.stringify(values))
            : communes.has(String(values[0])) || regions.has(String(values[0]));
          if (!known) dangling.push(`${name} ${own} ${values}`);
        }
      }
    }
    expect(dangling).toEqual([]);
  });

  test('has no uuid twice, and each of version 4', () => {
    const ids = demoTableNames.flatMap((name) => rows[name].flatMap((row) => ('id' in row && row.id) || []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([]);
  });

  test('names partners by SIRET and FINESS numbers that are well formed, and none twice', () => {
    const sirets = rows.partners.flatMap(({ siret }) => siret ?? []);
    expect(sirets.filter((siret) => !isSiret(siret) || !siret.startsWith('999000'))).toEqual([]);
    expect(new Set(sirets).size).toBe(sirets.length);
    expect(rows.partnerSites.filter(({ siret }) => !isSiret(siret))).toEqual([]);
    const health = rows.partners.filter(({ audience }) => audience === 'HEALTH');
    expect(health.filter(({ finess }) => !finess || !isFiness(finess))).toEqual([]);
  });

  test('gives each region one care gateway, and two of them share one', () => {
    const gateways = rows.partnerRegions.filter(({ careGateway }) => careGateway);
    expect(gateways.map(({ regionCode }) => regionCode).sort()).toEqual(
      programmeRegions.map(({ code }) => code).sort(),
    );
    expect(new Set(gateways.map(({ partnerId }) => partnerId)).size).toBe(5);
  });
});

const propertyOf = (name: (typeof demoTableNames)[number], column: string) =>
  Object.entries(demoTables[name]).find(([, value]) => value?.name === column)?.[0] ?? column;

const cellOf = (row: object, property: string) => (row as Record<string, unknown>)[property];
