import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/aggregates/snapshot.ts';
import { blockersOf, type FamilyStep } from '../../src/pathway/rights.rules.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { type MadeFamily, type MadeJob, type MadePerson, makeProgramme, settle } from './madeProgramme.ts';

// Counted here from what was made, in another way than the programme counts: what both say is true.
const made = makeProgramme(2016, 40);
let served: Served;
let internal: Partner;

beforeAll(async () => {
  served = await serve();
  internal = await served.add('INTERNAL');
  const desk = await served.add('COORDINATOR');
  await settle(served.admin, desk.id, made);
  await takeSnapshot(served.admin);
}, 120_000);
afterAll(() => served.close());

interface Row {
  region: { code: string } | null;
  suppressed: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: each question has dimensions of its own
  [dimension: string]: any;
}

async function rowsOf(question: string, fields: string): Promise<Row[]> {
  const data = await internal.read(`{ ${question} { rows { region { code } suppressed ${fields} } } }`);
  return data[question][0].rows;
}

const isIn = (row: Row) => (family: { region: string }) => !row.region || family.region === row.region.code;
const membersOf = (family: MadeFamily) => family.persons.filter(({ hasLeft }) => !hasLeft);
const hereStages = ['ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'];
const here = made.families.filter(({ journey }) => hereStages.includes(journey));
const personsHere = (row: Row) =>
  here.filter(isIn(row)).flatMap((family) => membersOf(family).map((person) => ({ family, person })));
const sizeOf = (families: readonly MadeFamily[]) =>
  families.reduce((sum, family) => sum + membersOf(family).length, 0);

const isJob = ({ contract, starts }: MadeJob) => contract !== 'PMSMP' && starts <= 0;
const isCurrent = (job: MadeJob) => isJob(job) && (job.ends === null || job.ends >= 0);
const adultsOf = (family: MadeFamily) => membersOf(family).filter(({ isAdult }) => isAdult);
const jobsOf = (family: MadeFamily, which: (job: MadeJob) => boolean) =>
  family.jobs.filter((job) => which(job) && adultsOf(family).some(({ id }) => id === job.personId));
const hasRoof = ({ tenancy }: MadeFamily) => ['ACTIVE', 'NOTICE'].includes(tenancy?.status ?? '');
const placesOf = (family: MadeFamily) =>
  hasRoof(family) ? jobsOf(family, isCurrent).map(({ place }) => place) : [];
const isSame = (family: MadeFamily) => placesOf(family).some((place) => place === 'home' || place === 'epci');
const isNear = (family: MadeFamily) => !isSame(family) && placesOf(family).includes('departement');

/** What is told equals what is true, whatever is too small is withheld, and most of it is told. */
function agree(
  rows: readonly Row[],
  figure: string,
  truth: (row: Row) => { figure: number; families: number; least?: number },
  mostWithheld: number,
) {
  for (const row of rows) {
    const { figure: wanted, families, least = 5 } = truth(row);
    if (!row.suppressed) expect(row).toMatchObject({ [figure]: wanted });
    else expect(row[figure]).toBeNull();
    if (wanted > 0 && (wanted < least || families < 3)) expect(row).toMatchObject({ suppressed: true });
  }
  const withheld = rows.filter(({ suppressed }) => suppressed).length;
  expect(withheld / rows.length).toBeLessThan(mostWithheld);
}

const count = (families: readonly MadeFamily[]) => ({
  figure: families.length,
  families: families.length,
  least: 3,
});

describe('of 240 made families, each figure that is told is true:', () => {
  test('families and persons by region and stage', async () => {
    const rows = await rowsOf('placementProgress', 'journey families persons familyTarget');
    const of = (row: Row) =>
      made.families.filter(isIn(row)).filter(({ journey }) => !row.journey || journey === row.journey);
    agree(rows, 'families', (row) => count(of(row)), 0.2);
    for (const row of rows.filter(({ suppressed }) => !suppressed)) expect(row.persons).toBe(sizeOf(of(row)));
    expect(rows).toHaveLength(7 * 10);
    expect(rows.at(-1)).toMatchObject({ region: null, journey: null, families: 240, familyTarget: 90 });
    expect(rows.filter(({ journey }) => journey === null).map(({ familyTarget }) => familyTarget)).toEqual([
      12, 14, 14, 12, 24, 14, 90,
    ]);
  });

  test('families with a roof, a job, both, and in the same place', async () => {
    const situations: Record<string, (family: MadeFamily) => boolean> = {
      ALL: () => true,
      ROOF: hasRoof,
      JOB: (family) => jobsOf(family, isCurrent).length > 0,
      ROOF_AND_JOB: (family) => placesOf(family).length > 0,
      SAME_PLACE: isSame,
      NEARBY: isNear,
      ELSEWHERE: (family) => placesOf(family).length > 0 && !isSame(family) && !isNear(family),
    };
    const rows = await rowsOf('roofAndJob', 'situation families persons');
    const of = (row: Row) =>
      made.families.filter(isIn(row)).filter((family) => situations[row.situation]?.(family));
    agree(rows, 'families', (row) => count(of(row)), 0.3);
    for (const row of rows.filter(({ suppressed }) => !suppressed)) expect(row.persons).toBe(sizeOf(of(row)));
    expect(rows).toHaveLength(6 * 5 + 7);
  });

  test('homes on offer, reserved and let', async () => {
    const statuses: Record<string, string> = { OFFERED: 'PUBLISHED', RESERVED: 'RESERVED', LET: 'LET' };
    const rows = await rowsOf('housingSupply', 'typology supply homes');
    const of = (row: Row) =>
      made.homes
        .filter(isIn(row))
        .filter(
          ({ typology, status }) =>
            (!row.typology || typology === row.typology) && status === statuses[row.supply],
        );
    const [offered, taken] = [true, false].map((isOffered) =>
      rows.filter(({ supply }) => (supply === 'OFFERED') === isOffered),
    );
    expect(offered?.map(({ homes }) => homes)).toEqual(offered?.map((row) => of(row).length));
    agree(taken ?? [], 'homes', (row) => ({ figure: of(row).length, families: of(row).length }), 0.6);
  });

  test('positions on offer and filled', async () => {
    const rows = await rowsOf('jobSupply', 'romeDomain contract supply positions');
    const offers = (row: Row) =>
      made.positions
        .filter(isIn(row))
        .filter(
          ({ rome, contract }) =>
            (!row.romeDomain || rome.startsWith(row.romeDomain)) &&
            (!row.contract || contract === row.contract),
        );
    const hires = (row: Row) =>
      made.families.flatMap((family) =>
        family.jobs.filter(({ offerId }) => offers(row).some(({ id }) => id === offerId)).map(() => family),
      );
    const [offered, filled] = ['OFFERED', 'FILLED'].map((supply) =>
      rows.filter((row) => row.supply === supply),
    );
    expect(offered?.map(({ positions }) => positions)).toEqual(
      offered?.map((row) =>
        offers(row).reduce((sum, { status, free }) => sum + (status === 'OPEN' ? free : 0), 0),
      ),
    );
    expect(offered?.some(({ region, romeDomain, contract }) => region && romeDomain && contract)).toBe(true);
    expect(filled?.some(({ region, romeDomain, contract }) => region && romeDomain && contract)).toBe(false);
    // One employer has them all: only what is 0 is told.
    for (const row of filled ?? [])
      expect(row).toMatchObject(hires(row).length === 0 ? {} : { positions: null });
  });

  test('adults in work, and still in post at six months', async () => {
    const lasted = (family: MadeFamily, { id }: MadePerson) => {
      const known = family.jobs
        .filter((job) => job.personId === id && isJob(job) && job.starts <= -184)
        .filter(({ ends, answers }) => ends !== null || 6 in answers)
        .sort((a, b) => a.starts - b.starts)[0];
      if (!known) return null;
      return known.answers[6] ?? (known.ends ?? 0) - known.starts >= 184;
    };
    const outcomes: Record<string, (family: MadeFamily, adult: MadePerson) => boolean> = {
      ADULTS: () => true,
      IN_WORK: (family, { id }) => family.jobs.some((job) => job.personId === id && isCurrent(job)),
      STARTED_SIX_MONTHS_AGO: (family, adult) => lasted(family, adult) !== null,
      STILL_IN_POST: (family, adult) => lasted(family, adult) === true,
    };
    const rows = await rowsOf('employmentOutcomes', 'sex outcome persons');
    const of = (row: Row) =>
      personsHere(row).filter(
        ({ family, person }) =>
          person.isAdult && (!row.sex || person.sex === row.sex) && outcomes[row.outcome]?.(family, person),
      );
    agree(rows, 'persons', (row) => personsOf(of(row)), 0.6);
  });

  test('median days to a home and to a first job', async () => {
    const rows = await rowsOf('timeToSettle', 'step medianDays');
    const daysOf = ({ step }: Row, family: MadeFamily) => {
      if (family.arrived === null) return [];
      const starts = jobsOf(family, isJob).map((job) => job.starts);
      const days = step === 'HOME' ? [family.tenancy?.starts].flatMap((day) => day ?? []) : starts;
      return days.length === 0 ? [] : [Math.max(0, Math.min(...days) - family.arrived)];
    };
    for (const row of rows) {
      const days = made.families
        .filter(isIn(row))
        .flatMap((family) => daysOf(row, family))
        .sort((a, b) => a - b);
      const [low = 0, high = 0] = [days[Math.ceil(days.length / 2) - 1], days[Math.floor(days.length / 2)]];
      const medianDays = Math.round((low + high) / 2 / 5) * 5;
      expect(row).toMatchObject(days.length < 5 ? { medianDays: null } : { medianDays });
    }
    expect(rows).toHaveLength(7 * 2);
  });

  test('minors at school, and levels of French', async () => {
    const measures: Record<string, (person: MadePerson) => boolean> = {
      SCHOOL_AGE: ({ school }) => school !== null,
      AT_SCHOOL: ({ school }) => school === true,
      FRENCH_KNOWN: ({ french }) => french !== null,
      FRENCH_BELOW_A1: ({ french }) => ['ALPHA', 'A0'].includes(french ?? ''),
      FRENCH_A1_A2: ({ french }) => ['A1', 'A2'].includes(french ?? ''),
      FRENCH_B1_AND_OVER: ({ french }) => ['B1', 'C1'].includes(french ?? ''),
    };
    const rows = await rowsOf('schoolAndFrench', 'measure persons');
    agree(
      rows,
      'persons',
      (row) => personsOf(personsHere(row).filter(({ person }) => measures[row.measure]?.(person))),
      0.2,
    );
  });

  test('rights granted, and which steps hold up others, as a coordinator is told of one family', async () => {
    const rows = await rowsOf('rightsProgress', 'step measure steps medianDays');
    const ofFamily = (family: MadeFamily, row: Row) => {
      const schools = family.persons.flatMap(({ id, school }) =>
        school === null ? [] : { step: 'SCHOOL', personId: id, granted: school },
      );
      const steps = [...family.rights, ...schools].map(({ step, personId, granted }): FamilyStep => {
        const person = family.persons.find(({ id }) => id === personId);
        return {
          definition: step as FamilyStep['definition'],
          status: granted ? 'GRANTED' : 'NOT_STARTED',
          personId,
          person: person
            ? {
                departedOn: person.hasLeft ? '2026-01-01' : null,
                ageBand: person.isAdult ? 'AGE_25_TO_39' : 'AGE_6_TO_15',
              }
            : null,
        };
      });
      const present = steps.filter(({ person }) => !person?.departedOn);
      const blocking = new Set(present.flatMap((step) => blockersOf(step, present)));
      return present
        .filter(({ definition }) => definition === row.step)
        .filter((step) => (row.measure === 'GRANTED' ? step.status === 'GRANTED' : blocking.has(step)));
    };
    const of = (row: Row) => here.filter(isIn(row)).flatMap((family) => ofFamily(family, row));
    const used = rows.filter(({ step }) =>
      ['ADDRESS_PROOF', 'RECEIPT_PERMIT', 'CPAM_PUMA', 'BANK_ACCOUNT'].includes(step),
    );
    agree(used, 'steps', (row) => ({ figure: of(row).length, families: of(row).length }), 0.75);
    const national = (step: string) =>
      rows.find((row) => row.region === null && row.step === step && row.measure === 'GRANTED');
    expect(national('ADDRESS_PROOF')).toMatchObject({ medianDays: 5 });
    expect(national('RECEIPT_PERMIT')).toMatchObject({ medianDays: 30 });
    expect(rows.some(({ step }) => step === 'SCHOOL')).toBe(false);
    const blocks = rows.find(
      (row) => row.region === null && row.step === 'RECEIPT_PERMIT' && row.measure === 'BLOCKING',
    );
    expect(blocks?.steps).toBeGreaterThan(5);
  });

  test('care, from the coarse status alone, and never of fewer than eleven persons', async () => {
    const situations: Record<string, readonly string[]> = {
      WAITING: ['REFERRED', 'WAITING'],
      IN_CARE: ['IN_CARE', 'PAUSED'],
      CONCLUDED: ['CONCLUDED'],
    };
    const rows = await rowsOf('careAccess', 'situation persons');
    const of = (row: Row) =>
      personsHere(row).filter(({ person }) => situations[row.situation]?.includes(person.care ?? ''));
    agree(rows, 'persons', (row) => ({ ...personsOf(of(row)), least: 11 }), 0.6);
    for (const { persons } of rows) if (persons !== null) expect(persons).toBeGreaterThanOrEqual(11);
  });
});

function personsOf(found: readonly { family: MadeFamily }[]) {
  return { figure: found.length, families: new Set(found.map(({ family }) => family.id)).size };
}
