import { actedFor, anyCoordinator, followed, identifiedFile, own } from './rules.ts';
import type { FeatureRights } from './shape.ts';

const offerColumns = [
  'external_reference',
  'status',
  'site_id',
  'commune_code',
  'typology',
  'kind',
  'surface_m2',
  'floor',
  'lift',
  'accessibility',
  'energy_class',
  'furnished',
  'rent_cents',
  'charges_cents',
  'deposit_cents',
  'lease_form',
  'min_occupants',
  'max_occupants',
  'available_from',
  'description',
  'confirmed_at',
  'valid_until',
];
const landlordsAnswer = [
  'status',
  'visit_at',
  'visit_instructions',
  'commission_on',
  'expires_at',
  'declined_by',
  'decline_reason',
  'note',
  'answered_at',
  'lease_signed_on',
  'lease_starts_on',
  'lease_ends_on',
  'lease_form',
  'lease_rent_cents',
];
const coordinatorsMove = [
  ...landlordsAnswer,
  'guarantee',
  'programme_contact',
  'family_answered_at',
  'sent_at',
  'family_decline_reason',
  'withdrawal_reason',
];
const tenancyMove = ['status', 'notice_given_on', 'ends_on', 'end_reason', 'leaseholder', 'slides_on'];
/** A home found outside the programme: no landlord, no offer, no proposal can be named. */
const foundHome = [
  'id',
  'family_id',
  'followed_by',
  'commune_code',
  'lease_form',
  'leaseholder',
  'slides_on',
  'signed_on',
  'starts_on',
  'ends_on',
  'rent_cents',
  'status',
  'declared_move',
];
const load = { demo_loader: { insert: '*' } } as const;
const familyScope = ['region_code', 'followed_by'];

export const housingRights: FeatureRights = {
  housing_offers: {
    keys: ['id', 'partner_id', 'site_id', 'commune_code', 'epci_code', 'departement_code', 'region_code'],
    audiences: {
      LANDLORD: {
        select: own('LANDLORD'),
        insert: { columns: ['id', 'partner_id', ...offerColumns], check: own('LANDLORD') },
        update: { columns: offerColumns, rows: own('LANDLORD') },
      },
      COORDINATOR: {
        select: anyCoordinator,
        insert: { columns: ['id', 'partner_id', ...offerColumns], check: actedFor('LANDLORD') },
        update: { columns: offerColumns, rows: actedFor('LANDLORD') },
      },
    },
    system: {
      programme: {
        select: [
          'id',
          'partner_id',
          'status',
          'commune_code',
          'region_code',
          'valid_until',
          'terms_version',
          'version',
        ],
        update: ['status'],
      },
      snapshot: { select: ['partner_id', 'status', 'region_code', 'typology'] },
      clock: { select: ['id', 'status', 'valid_until'], update: ['status'] },
      ...load,
    },
  },
  housing_offer_addresses: {
    keys: ['offer_id', 'partner_id'],
    audiences: {
      LANDLORD: {
        select: own('LANDLORD'),
        also: ['address'],
        insert: { columns: ['offer_id', 'partner_id', 'region_code', 'address'], check: own('LANDLORD') },
        update: { columns: ['address'], rows: own('LANDLORD') },
      },
      COORDINATOR: {
        select: `region_code = any ((select access.regions())::text[]) or offer_id in (select p.offer_id from public.housing_proposals p)`,
        also: ['address'],
        insert: {
          columns: ['offer_id', 'partner_id', 'region_code', 'address'],
          check: actedFor('LANDLORD'),
        },
        update: { columns: ['address'], rows: actedFor('LANDLORD') },
      },
    },
    system: load,
  },
  housing_proposals: {
    keys: ['id', 'partner_id', 'offer_id', 'family_id', 'created_at', 'updated_at'],
    audiences: {
      LANDLORD: {
        select: `${own('LANDLORD')} and sent_at is not null`,
        update: { columns: landlordsAnswer, rows: `${own('LANDLORD')} and sent_at is not null` },
      },
      COORDINATOR: {
        select: followed,
        also: familyScope,
        insert: {
          columns: [
            'id',
            'partner_id',
            'offer_id',
            'family_id',
            'followed_by',
            'status',
            'guarantee',
            'programme_contact',
          ],
          check: followed,
        },
        update: { columns: coordinatorsMove, rows: followed },
      },
    },
    system: {
      programme: { select: '*', update: ['status', 'declined_by', 'withdrawal_reason', ...familyScope] },
      clock: { select: ['id', 'family_id', 'offer_id', 'status', 'expires_at'], update: ['status'] },
      ...load,
    },
  },
  housing_proposal_leaseholders: {
    keys: ['id', 'proposal_id', 'person_id', 'partner_id'],
    audiences: {
      COORDINATOR: {
        select: followed,
        insert: {
          columns: ['id', 'proposal_id', 'partner_id', 'family_id', 'person_id', 'followed_by'],
          check: followed,
        },
      },
    },
    system: {
      programme: { select: ['proposal_id', 'person_id', 'family_id'], update: familyScope },
      ...load,
    },
  },
  housing_proposal_files: {
    keys: ['proposal_id', 'partner_id'],
    audiences: {
      LANDLORD: {
        select: identifiedFile,
        also: ['monthly_resources_cents', 'social_housing_number'],
      },
      COORDINATOR: {
        select: followed,
        also: ['monthly_resources_cents', 'social_housing_number'],
        insert: {
          columns: [
            'proposal_id',
            'partner_id',
            'family_id',
            'monthly_resources_cents',
            'social_housing_number',
            'followed_by',
          ],
          check: followed,
        },
        update: { columns: ['monthly_resources_cents', 'social_housing_number'], rows: followed },
      },
    },
    system: { programme: { select: ['family_id'], update: familyScope }, ...load },
  },
  tenancies: {
    keys: ['id', 'partner_id', 'offer_id', 'proposal_id', 'family_id', 'commune_code'],
    audiences: {
      LANDLORD: { select: own('LANDLORD'), update: { columns: tenancyMove, rows: own('LANDLORD') } },
      COORDINATOR: {
        select: followed,
        also: familyScope,
        insert: { columns: foundHome, check: followed },
        update: { columns: tenancyMove, rows: followed },
      },
    },
    system: {
      programme: {
        select: '*',
        insert: [
          'id',
          'partner_id',
          'offer_id',
          'proposal_id',
          'family_id',
          'followed_by',
          'commune_code',
          'lease_form',
          'leaseholder',
          'signed_on',
          'starts_on',
          'ends_on',
          'rent_cents',
          'status',
        ],
        // A lease that is signed once more after its correction is the same tenancy.
        update: [
          'status',
          'lease_form',
          'leaseholder',
          'slides_on',
          'signed_on',
          'starts_on',
          'ends_on',
          'rent_cents',
          ...familyScope,
        ],
      },
      snapshot: { select: ['family_id', 'status', 'commune_code', 'starts_on'] },
      clock: { select: ['id', 'family_id', 'offer_id', 'status', 'starts_on'], update: ['status'] },
      ...load,
    },
  },
};
