import type { Audience } from '../audiences.ts';
import type { Rule } from './shape.ts';

/** Reference tables, and the named system roles: nothing else may have it. */
export const everyRow: Rule = 'true';

export const caller = (audience: Audience) => `(select access.partner('${audience}'))`;

/** While key, partner and agreement are in force. */
export const own = (audience: Audience): Rule => `partner_id = ${caller(audience)}`;

/** While key and partner are in force, with or without an agreement: what a partner keeps reading. */
export const held = (audience: Audience, column = 'partner_id'): Rule =>
  `${column} = (select access.holder('${audience}'))`;

/** Families of the coordinator's regions, and those without a region that it registered; and every row below them. */
export const followed: Rule = `region_code = any ((select access.regions())::text[]) or (region_code is null and followed_by = ${caller('COORDINATOR')})`;

export const anyCoordinator: Rule = `${caller('COORDINATOR')} is not null`;

/** Looked up row by row: read once into a list, a partner's whole slice would be the price of one row. */
const open = (audience: Audience, isAbout: string, more = ''): Rule =>
  `exists (select from public.disclosures d where ${isAbout} and d.partner_id = ${caller(audience)} and d.closed_at is null and d.expires_at > now()${more})`;

/** Who follows the family; and, until the term of the request, the region that asked and the one that is asked or has answered. */
export const transferParty: Rule = `(${followed}) or (expires_at > now() and status <> 'WITHDRAWN' and (from_region_code = any ((select access.regions())::text[]) or to_region_code = any ((select access.regions())::text[])))`;

/** Families whose card an open disclosure shows a landlord. */
export const cardedFamily = open('LANDLORD', 'd.family_id = families.id', " and d.level = 'CARD'");

/** Families of persons in a health partner's care. */
export const caredFamily = open('HEALTH', 'd.family_id = families.id');

/** Persons in a health partner's care. */
export const caredPerson = open('HEALTH', 'd.person_id = persons.id');

/** They, and whom to call about them. */
export const caredOrCalled = `${open('HEALTH', 'd.person_id = person_identities.person_id')} or ${open('HEALTH', 'd.contact_person_id = person_identities.person_id')}`;

/** Persons whom an open disclosure names at IDENTITY. */
export const identifiedPerson = (audience: Audience): Rule =>
  open(audience, 'd.person_id = person_identities.person_id', " and d.level = 'IDENTITY'");

/** Persons presented to the employer and not hired yet: what an employee could do elsewhere is not its employer's to read. */
export const presentedPerson = open('EMPLOYER', 'd.person_id = persons.id', " and d.purpose = 'EMPLOYMENT'");

/** Files of proposals that name somebody to the landlord now. */
export const identifiedFile = `${own('LANDLORD')} and ${open('LANDLORD', 'd.proposal_id = housing_proposal_files.proposal_id', " and d.level = 'IDENTITY'")}`;

/** The landlord or employer for whom a coordinator acts: of its regions, in force, without a live key. */
export const actedFor = (kind: 'LANDLORD' | 'EMPLOYER'): Rule =>
  `${anyCoordinator} and access.may_act_for(partner_id, '${kind}')`;
