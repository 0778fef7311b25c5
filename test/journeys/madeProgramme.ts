import { randomUUID } from 'node:crypto';
import type { Sql } from '../../src/database/connections.ts';
import { inDays } from '../days.ts';
import { seededRandom } from '../random.ts';

export interface MadePerson {
  id: string;
  sex: 'FEMALE' | 'MALE';
  isAdult: boolean;
  hasLeft: boolean;
  french: string | null;
  /** Of a minor: whether the step is granted; null: none was opened. */
  school: boolean | null;
  care: string | null;
}

export interface MadeJob {
  personId: string;
  contract: string;
  /** Days from today. */
  starts: number;
  ends: number | null;
  place: Place;
  offerId: string | null;
  /** Answers of the employer, by month. */
  answers: Readonly<Record<number, boolean>>;
}

type Place = 'home' | 'epci' | 'departement' | 'region';

export interface MadeFamily {
  id: string;
  region: string;
  journey: string;
  arrived: number | null;
  persons: MadePerson[];
  tenancy: { status: string; starts: number } | null;
  jobs: MadeJob[];
  rights: { step: string; personId: string | null; granted: boolean; submitted: number; grantedIn: number }[];
}

export interface MadeProgramme {
  families: MadeFamily[];
  homes: { region: string; typology: string; status: string; partnerId: string }[];
  positions: { id: string; region: string; rome: string; contract: string; status: string; free: number }[];
}

const regionCodes = ['84', '52', '44', '76', '75', '24'];
const journeys = ['ALLOCATED', 'ARRIVED', 'INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS', 'EXITED'];

/** A programme of so many families a region, drawn by a seed: enough of everything for most figures to be told. */
export function makeProgramme(seed: number, familiesPerRegion: number): MadeProgramme {
  const random = seededRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const chance = (share: number) => random() < share;
  const [oneLandlord, otherLandlord] = [randomUUID(), randomUUID()];
  const positions = regionCodes.flatMap((region) =>
    ['G1602', 'K2204', 'F1703'].flatMap((rome) =>
      ['CDI', 'CDD'].flatMap((contract) =>
        ['OPEN', 'FILLED'].map((status) => ({ id: randomUUID(), region, rome, contract, status, free: 3 })),
      ),
    ),
  );

  const person = (isAdult: boolean): MadePerson => ({
    id: randomUUID(),
    sex: pick(['FEMALE', 'MALE'] as const),
    isAdult,
    hasLeft: chance(0.05),
    french: isAdult && chance(0.8) ? pick(['ALPHA', 'A0', 'A1', 'A2', 'B1', 'C1']) : null,
    school: isAdult || chance(0.2) ? null : chance(0.7),
    care: chance(0.5) ? pick(['NONE', 'REFERRED', 'WAITING', 'IN_CARE', 'PAUSED', 'CONCLUDED']) : null,
  });

  const job = (region: string, worker: MadePerson): MadeJob => {
    const starts = pick([-400, -250, -200, -90, -20, 10]);
    const ends = chance(0.3) ? starts + pick([60, 150, 190]) : null;
    const known = starts < -185 && ends === null && chance(0.7);
    const offers = positions.filter((offer) => offer.region === region);
    return {
      personId: worker.id,
      contract: chance(0.1) ? 'PMSMP' : 'CDI',
      starts,
      ends: ends !== null && ends < 0 ? ends : null,
      place: pick(['home', 'epci', 'departement', 'region'] as const),
      offerId: chance(0.6) ? pick(offers).id : null,
      answers: known ? { 6: chance(0.7) } : {},
    };
  };

  const family = (region: string): MadeFamily => {
    const persons = [person(true), ...(chance(0.8) ? [person(true)] : [])];
    const children = Math.floor(random() * 5);
    for (let born = 0; born < children; born++) persons.push(person(false));
    const journey = pick(journeys);
    const isHere = ['INSTALLED', 'ACCOMPANIED', 'AUTONOMOUS'].includes(journey);
    const arrived = journey === 'ALLOCATED' ? null : -450 + Math.floor(random() * 40);
    const workers = persons.filter((worker) => (worker.isAdult || chance(0.1)) && chance(0.5));
    const [head] = persons;
    return {
      id: randomUUID(),
      region,
      journey,
      arrived,
      persons,
      tenancy:
        isHere && chance(0.95)
          ? {
              status: pick(['ACTIVE', 'ACTIVE', 'NOTICE', 'ENDED']),
              starts: -420 + Math.floor(random() * 60),
            }
          : null,
      jobs: journey === 'ALLOCATED' ? [] : workers.map((worker) => job(region, worker)),
      rights: [
        { step: 'ADDRESS_PROOF', personId: null, granted: chance(0.6), submitted: -300, grantedIn: 7 },
        {
          step: 'RECEIPT_PERMIT',
          personId: head?.id ?? null,
          granted: chance(0.5),
          submitted: -290,
          grantedIn: 31,
        },
        {
          step: 'CPAM_PUMA',
          personId: head?.id ?? null,
          granted: chance(0.5),
          submitted: -200,
          grantedIn: 12,
        },
        {
          step: 'BANK_ACCOUNT',
          personId: head?.id ?? null,
          granted: chance(0.5),
          submitted: -100,
          grantedIn: 20,
        },
      ],
    };
  };

  return {
    families: regionCodes.flatMap((region) =>
      Array.from({ length: familiesPerRegion }, () => family(region)),
    ),
    homes: regionCodes.flatMap((region) =>
      Array.from({ length: familiesPerRegion }, () => ({
        region,
        typology: pick(['T2', 'T3', 'T4', 'T5']),
        status: pick(['PUBLISHED', 'PUBLISHED', 'RESERVED', 'LET', 'LET', 'WITHDRAWN']),
        partnerId: pick([oneLandlord, otherLandlord]),
      })),
    ),
    positions,
  };
}

/** Of a region: somewhere, then within the same EPCI, the same département, the region. */
async function placesOf(admin: Sql): Promise<Map<string, Record<Place, string>>> {
  const rows = await admin<({ region: string } & Record<Place, string>)[]>`
    select distinct on (h.region_code) h.region_code as region, h.code as home, e.code as epci, d.code as departement, r.code as region_wide
    from communes h
    join communes e on e.epci_code = h.epci_code and e.code <> h.code
    join communes d on d.departement_code = h.departement_code and d.epci_code <> h.epci_code
    join communes r on r.region_code = h.region_code and r.departement_code <> h.departement_code
    where h.population > 20000 and h.population < 60000 and e.population > 5000 and d.population > 10000 and r.population > 50000
    order by h.region_code, h.code`;
  return new Map(
    rows.map(({ region, ...places }) => [
      region,
      { ...places, region: (places as unknown as { region_wide: string }).region_wide },
    ]),
  );
}

const ageBandOf = ({ isAdult, school }: MadePerson) =>
  isAdult ? 'AGE_25_TO_39' : school === null ? 'AGE_0_TO_5' : 'AGE_6_TO_15';

let references = 0;

/** Writes it as the demo is loaded: the machines' guards let it through, no act's effect runs. */
export async function settle(admin: Sql, followedBy: string, made: MadeProgramme): Promise<void> {
  const places = await placesOf(admin);
  const place = (region: string, where: Place) => places.get(region)?.[where] ?? '';
  const employer = randomUUID();
  const partners = [...new Set(made.homes.map(({ partnerId }) => partnerId))];
  const insert = async (table: string, rows: readonly Record<string, unknown>[]) => {
    for (let start = 0; start < rows.length; start += 500) {
      const part = rows.slice(start, start + 500);
      const names = Object.keys(part[0] ?? {});
      await admin.begin(async (sql) => {
        await sql`set local role demo_loader`;
        await sql.unsafe(
          `insert into ${table} (${names.join(', ')})
           select ${names.join(', ')} from json_populate_recordset(null::${table}, $1::text::json)`,
          [JSON.stringify(part)],
        );
      });
    }
  };
  await admin`insert into partners (id, name, kind, audience, siret)
    select id, 'Bailleur ' || id, 'SOCIAL_LANDLORD', 'LANDLORD', '99900000300015' from unnest(${partners}::uuid[]) as p (id)`;
  await admin`insert into partners (id, name, kind, audience, siret) values (${employer}, 'Employeur', 'EMPLOYER', 'EMPLOYER', '99900000300015')`;
  const { families } = made;
  const scope = { followed_by: followedBy };
  await insert(
    'families',
    families.map(({ id, region, journey, arrived }) => ({
      id,
      reference: `UTE-2016-${String(++references).padStart(4, '0')}`,
      origin: 'RESETTLED',
      journey,
      exit_reason: journey === 'EXITED' ? 'MOVED_AWAY' : null,
      region_code: region,
      languages: ['arb'],
      interpreter_needed: true,
      accessibility_need: 'NONE',
      arrived_on: arrived === null ? null : inDays(arrived),
      protected: false,
      size: 0,
      adults: 0,
      children_0_to_5: 0,
      children_6_to_17: 0,
      version: 1,
      created_at: new Date(),
      updated_at: new Date(),
      ...scope,
    })),
  );
  const ofPersons = families.flatMap((family) => family.persons.map((person) => ({ family, person })));
  const lived = { version: 1, created_at: new Date(), updated_at: new Date() };
  await insert(
    'persons',
    ofPersons.map(({ family, person }) => ({
      id: person.id,
      family_id: family.id,
      role: person.isAdult ? 'HEAD' : 'CHILD',
      sex: person.sex,
      age_band: ageBandOf(person),
      french_level: person.french,
      departed_on: person.hasLeft ? inDays(-30) : null,
      departure_reason: person.hasLeft ? 'LEFT_HOME' : null,
      ...scope,
      ...lived,
    })),
  );
  await insert(
    'care_statuses',
    ofPersons
      .filter(({ person }) => person.care)
      .map(({ family, person }) => ({
        person_id: person.id,
        family_id: family.id,
        overall: person.care,
        since: '2026-01-01',
        support_transport_needed: false,
        updated_at: new Date(),
        ...scope,
      })),
  );
  await insert(
    'rights_steps',
    families.flatMap((family) => [
      ...family.rights.map(({ step, personId, granted, submitted, grantedIn }) => ({
        id: randomUUID(),
        family_id: family.id,
        person_id: personId,
        definition: step,
        status: granted ? 'GRANTED' : 'NOT_STARTED',
        submitted_on: granted ? inDays(submitted) : null,
        granted_on: granted ? inDays(submitted + grantedIn) : null,
        ...scope,
        ...lived,
      })),
      ...family.persons
        .filter(({ school }) => school !== null)
        .map(({ id, school }) => ({
          id: randomUUID(),
          family_id: family.id,
          person_id: id,
          definition: 'SCHOOL',
          status: school ? 'GRANTED' : 'IN_REVIEW',
          submitted_on: inDays(-50),
          granted_on: school ? inDays(-40) : null,
          ...scope,
          ...lived,
        })),
    ]),
  );
  await insert(
    'tenancies',
    families.flatMap((family) =>
      family.tenancy
        ? {
            id: randomUUID(),
            family_id: family.id,
            commune_code: place(family.region, 'home'),
            lease_form: 'DIRECT',
            leaseholder: 'FAMILY',
            signed_on: inDays(family.tenancy.starts),
            starts_on: inDays(family.tenancy.starts),
            ends_on: family.tenancy.status === 'ENDED' ? inDays(-10) : null,
            end_reason: family.tenancy.status === 'ENDED' ? 'OWN_CHOICE' : null,
            rent_cents: 45_000,
            status: family.tenancy.status,
            declared_move: false,
            ...scope,
            ...lived,
          }
        : [],
    ),
  );
  const located = (region: string) => ({
    commune_code: place(region, 'home'),
    departement_code: '',
    region_code: region,
  });
  await insert(
    'housing_offers',
    made.homes.map(({ region, typology, status, partnerId }) => ({
      id: randomUUID(),
      partner_id: partnerId,
      status,
      ...located(region),
      typology,
      kind: 'APARTMENT',
      surface_m2: 60,
      floor: 1,
      lift: false,
      accessibility: 'NONE',
      energy_class: 'C',
      furnished: false,
      rent_cents: 45_000,
      charges_cents: 0,
      deposit_cents: 0,
      lease_form: 'DIRECT',
      min_occupants: 1,
      max_occupants: 9,
      available_from: inDays(0),
      confirmed_at: new Date(),
      valid_until: inDays(20),
      ...lived,
    })),
  );
  await insert(
    'job_offers',
    made.positions.map(({ id, region, rome, contract, status, free }) => ({
      id,
      partner_id: employer,
      status,
      title: 'Un emploi',
      rome,
      contract,
      hours_per_week: 35,
      gross_hourly_cents: 1_500,
      positions: 10,
      positions_filled: 10 - free,
      ...located(region),
      min_french: 'A1',
      licence_required: false,
      transport_provided: false,
      starts_on: inDays(0),
      confirmed_at: new Date(),
      valid_until: inDays(20),
      ...lived,
    })),
  );
  const jobs = families.flatMap((family) => family.jobs.map((job) => ({ family, job, id: randomUUID() })));
  for (const { family, job, id } of jobs) {
    await admin.begin(async (sql) => {
      await sql`set local role demo_loader`;
      await sql`insert into employments (id, partner_id, offer_id, person_id, family_id, followed_by, commune_code, contract, rome, hours_per_week, starts_on, ends_on, end_reason)
        values (${id}, ${job.offerId ? employer : null}, ${job.offerId}, ${job.personId}, ${family.id}, ${followedBy},
          ${place(family.region, job.place)}, ${job.contract}, 'G1602', 35, ${inDays(job.starts)},
          ${job.ends === null ? null : inDays(job.ends)}, ${job.ends === null ? null : 'END_OF_CONTRACT'})`;
      for (const [month, stayed] of Object.entries(job.answers))
        await sql`insert into employment_retentions (id, employment_id, partner_id, family_id, followed_by, month, still_in_post, confirmed_on)
          values (${randomUUID()}, ${id}, ${job.offerId ? employer : null}, ${family.id}, ${followedBy}, ${Number(month)}, ${stayed}, ${inDays(-3)})`;
    });
  }
}

/** Moves all counts into the past by so many days: the database's clock is nobody's to set. */
export async function daysPass(admin: Sql, days: number): Promise<void> {
  await admin`update publications set as_of = as_of - ${days}::int`;
  await admin`update countings set as_of = as_of - ${days}::int, counted_on = counted_on - ${days}::int, counted_at = counted_at - make_interval(days => ${days}::int)`;
}
