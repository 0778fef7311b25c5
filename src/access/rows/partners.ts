import { audiences } from '../audiences.ts';
import { everyRow, held } from './rules.ts';
import type { AudienceRights, FeatureRights } from './shape.ts';

const everybody = Object.fromEntries(audiences.map((audience) => [audience, { select: everyRow }]));
const holders = (column = 'partner_id') =>
  Object.fromEntries(
    audiences.map((audience) => [audience, { select: held(audience, column) } satisfies AudienceRights]),
  );

const all = { select: '*', insert: '*', update: '*' } as const;
const load = { demo_loader: { insert: '*' } } as const;

const inForce = `select a.partner_id from public.agreements a where a.ended_at is null and a.starts_on <= access.today() and (a.ends_on is null or a.ends_on >= access.today())`;
const coordinatorsPartners = (column: string) =>
  `${held('COORDINATOR', column)} or (audience in ('LANDLORD', 'EMPLOYER') and status = 'ACTIVE' and (select access.partner('COORDINATOR')) is not null and ${column} in (${inForce}))`;
const healthPartners = (column: string) => `${column} in (select access.health_partners())`;
const ofReadPartner = 'partner_id in (select p.id from public.partners p)';

export const partnerRights: FeatureRights = {
  regions: {
    keys: [],
    audiences: everybody,
    system: { snapshot: { select: ['code', 'family_target', 'person_target'] }, operator: all },
  },
  communes: {
    keys: ['search_name', 'region_code'],
    audiences: everybody,
    system: {
      programme: { select: '*' },
      snapshot: { select: ['code', 'epci_code', 'departement_code'] },
      operator: all,
      demo_loader: { select: '*' },
    },
  },
  rome_codes: { keys: ['search_label'], audiences: everybody, system: { operator: all } },
  partners: {
    keys: ['id', 'audience', 'status', 'created_at', 'updated_at'],
    audiences: {
      ...holders('id'),
      HEALTH: { select: `${held('HEALTH', 'id')} or ${healthPartners('id')}` },
      COORDINATOR: { select: coordinatorsPartners('id') },
    },
    system: {
      gatekeeper: { select: ['id', 'name', 'audience', 'status'] },
      programme: { select: ['id', 'name', 'audience', 'status'] },
      receipts: { select: ['id', 'name'] },
      operator: all,
      ...{ demo_loader: { select: ['id'], insert: '*' } },
    },
  },
  partner_sites: {
    keys: ['id', 'partner_id', 'commune_code'],
    audiences: { ...holders(), COORDINATOR: { select: ofReadPartner } },
    system: { operator: all, ...load },
  },
  partner_contacts: {
    keys: ['id', 'partner_id'],
    audiences: {
      ...holders(),
      HEALTH: {
        select: `${held('HEALTH')} or (purpose in ('CARE', 'GENERAL') and ${healthPartners('partner_id')})`,
      },
      COORDINATOR: { select: ofReadPartner },
    },
    system: { operator: all, ...load },
  },
  partner_regions: {
    keys: ['partner_id', 'region_code'],
    audiences: { ...holders(), COORDINATOR: { select: ofReadPartner } },
    system: {
      gatekeeper: { select: ['partner_id', 'region_code'] },
      programme: { select: '*' },
      operator: all,
      ...load,
    },
  },
  agreements: {
    keys: ['id', 'partner_id', 'starts_on', 'ends_on', 'ended_at'],
    audiences: {
      ...holders(),
      COORDINATOR: {
        select: `${held('COORDINATOR')} or (audience in ('LANDLORD', 'EMPLOYER') and (select access.partner('COORDINATOR')) is not null)`,
      },
    },
    system: {
      gatekeeper: { select: ['partner_id', 'starts_on', 'ends_on', 'ended_at'] },
      programme: { select: ['partner_id', 'ends_on', 'ended_at'], update: ['ended_at'] },
      clock: { select: ['id', 'ends_on', 'ended_at'], update: ['ended_at'] },
      operator: all,
      ...load,
    },
  },
  api_keys: {
    keys: [],
    audiences: {},
    system: {
      gatekeeper: {
        select: ['id', 'partner_id', 'audience', 'key_hash', 'scopes', 'expires_at', 'revoked_at'],
      },
      operator: all,
      ...load,
    },
  },
};
