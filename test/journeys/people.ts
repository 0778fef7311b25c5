import { randomUUID } from 'node:crypto';
import type { SealedType } from '../../src/access/idPrefixes.ts';
import { sealFor } from '../../src/access/seal.ts';
import type { Sql } from '../../src/database/connections.ts';
import type {
  Accessibility,
  ConsentPurpose,
  FrenchLevel,
  Journey,
} from '../../src/families/families.rules.ts';
import { ageBandOn } from '../../src/families/journey.rules.ts';
import { inDays } from '../days.ts';
import type { Partner } from '../partner.ts';
import type { World } from '../world.ts';

/** What an adult can do; columns of `persons`. */
interface WorkProfile {
  occupations: readonly string[];
  frenchLevel: FrenchLevel;
  drivingLicence: boolean;
  mobility: 'FOOT' | 'BUS' | 'CAR';
  availableFrom: string | null;
  mayWork: boolean;
}

const cook: WorkProfile = {
  occupations: ['G1602', 'K2204'],
  frenchLevel: 'A2',
  drivingLicence: false,
  mobility: 'BUS',
  availableFrom: null,
  mayWork: true,
};

export interface FamilyOptions {
  /** null: not allocated yet. Cantal's region unless told. */
  region?: string | null;
  /** The coordinating partner's uuid. */
  followedBy: string;
  adults?: number;
  /** Ages in completed years, under 18. */
  children?: readonly number[];
  accessibilityNeed?: Accessibility;
  protected?: boolean;
  journey?: Journey;
  /** Given by every adult for itself, ten days ago, for a year. */
  consents?: readonly ConsentPurpose[];
  /** Of every adult; null: none was filled in. */
  workProfile?: Partial<WorkProfile> | null;
}

export interface Member {
  id: string;
  givenName: string;
  familyName: string;
  phone: string | null;
  birthDate: string;
}

export interface TestFamily {
  id: string;
  reference: string;
  followedBy: string;
  adults: Member[];
  children: Member[];
}

let families = 0;
let persons = 0;

const yearsAgo = (years: number) => `${new Date().getUTCFullYear() - years}-01-01`;
/** Names that occur nowhere else, so that a test can look for them in a whole answer. */
function member(familyName: string, years: number, phone: boolean): Member {
  persons += 1;
  return {
    id: randomUUID(),
    givenName: `Prénom${persons}x`,
    familyName,
    phone: phone ? `+3360000${String(persons).padStart(4, '0')}` : null,
    birthDate: yearsAgo(years),
  };
}

/**
 * Writes a family as if it had been in the programme for a while: no transition is judged or recorded, no disclosure opened.
 * Size, composition and age bands follow from its members as they always do.
 */
export async function addFamily(admin: Sql, options: FamilyOptions): Promise<TestFamily> {
  families += 1;
  const id = randomUUID();
  const reference = `UTE-2016-${String(families).padStart(4, '0')}`;
  const name = `Famille${families}x`;
  const region = options.region === undefined ? '84' : options.region;
  const adults = Array.from({ length: options.adults ?? 2 }, (_, index) => member(name, 34 - index, true));
  const children = (options.children ?? []).map((years) => member(name, years, false));
  const profile = options.workProfile === null ? null : { ...cook, ...options.workProfile };
  await admin.begin(async (sql) => {
    await sql`set local role demo_loader`;
    await sql`insert into families (id, reference, origin, journey, region_code, followed_by, accessibility_need, languages, protected)
      values (${id}, ${reference}, 'RESETTLED', ${options.journey ?? (region ? 'ARRIVED' : 'IDENTIFIED')}, ${region},
              ${options.followedBy}, ${options.accessibilityNeed ?? 'NONE'}, ${['apc']}, ${options.protected ?? false})`;
    for (const [index, { id: personId, ...identity }] of [...adults, ...children].entries()) {
      const isAdult = index < adults.length;
      const work = isAdult ? profile : null;
      const role = isAdult ? (['HEAD', 'SPOUSE'][index] ?? 'OTHER_ADULT') : 'CHILD';
      await sql`insert into persons (id, family_id, followed_by, role, sex, age_band, occupations, french_level, driving_licence,
                                     mobility, available_from, may_work)
        values (${personId}, ${id}, ${options.followedBy}, ${role}, ${index % 2 === 0 ? 'FEMALE' : 'MALE'},
                ${ageBandOn(identity.birthDate, inDays(0))}, ${work ? [...work.occupations] : null},
                ${work?.frenchLevel ?? null}, ${work?.drivingLicence ?? null}, ${work?.mobility ?? null},
                ${work?.availableFrom ?? null}, ${work?.mayWork ?? null})`;
      await sql`insert into person_identities (person_id, family_id, followed_by, given_name, family_name, birth_date, phone, nationality)
        values (${personId}, ${id}, ${options.followedBy}, ${identity.givenName}, ${identity.familyName},
                ${identity.birthDate}, ${identity.phone}, 'SY')`;
    }
  });
  const family = { id, reference, followedBy: options.followedBy, adults, children };
  for (const { id: personId } of adults) {
    for (const purpose of options.consents ?? []) await addConsent(admin, family, personId, purpose);
  }
  return family;
}

/** A live consent of a member for itself. */
async function addConsent(
  admin: Sql,
  family: TestFamily,
  personId: string,
  purpose: ConsentPurpose,
): Promise<void> {
  const id = randomUUID();
  await admin.begin(async (sql) => {
    await sql`set local role demo_loader`;
    await sql`insert into consents (id, person_id, family_id, followed_by, purpose, given_by, form, language, given_on, expires_on)
      values (${id}, ${personId}, ${family.id}, ${family.followedBy}, ${purpose}, ${personId}, 'ORAL_INTERPRETED', 'apc',
              ${inDays(-10)}, ${inDays(355)})`;
  });
}

/** The id under which a partner would read a row; for a row that it has not read yet. */
export const idFor = (world: World, reader: Partner, type: SealedType, uuid: string): string =>
  sealFor(world.secret, reader.id).id(type, uuid);
