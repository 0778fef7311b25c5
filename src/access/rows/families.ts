import {
  caller,
  cardedFamily,
  caredFamily,
  caredOrCalled,
  caredPerson,
  followed,
  identifiedPerson,
  presentedPerson,
  transferParty,
} from './rules.ts';
import type { FeatureRights } from './shape.ts';

const familyScope = ['region_code', 'followed_by'];
const load = { demo_loader: { insert: '*' } } as const;

const familyInput = [
  'origin',
  'journey',
  'exit_reason',
  'region_code',
  'commune_code',
  'accessibility_need',
  'languages',
  'interpreter_needed',
  'country_of_asylum',
  'arrival_group_id',
  'arrived_on',
  'protected',
];
const personInput = [
  'role',
  'sex',
  'occupations',
  'french_level',
  'driving_licence',
  'mobility',
  'available_from',
  'may_work',
  'departed_on',
  'departure_reason',
];
const identityInput = ['given_name', 'family_name', 'birth_date', 'phone', 'nationality'];
const arrivalInput = [
  'flight_number',
  'airport',
  'planned_at',
  'wheelchairs',
  'child_seats',
  'interpreter_languages',
  'transport_arranged',
];
/** Of the regions of its families; and its creator, whose group may hold none yet. */
const arrivalRead = `created_by = ${caller('COORDINATOR')} or id in (select f.arrival_group_id from public.families f)`;
const consentInput = ['purpose', 'given_by', 'form', 'language', 'given_on', 'expires_on'];

export const familyRights: FeatureRights = {
  families: {
    keys: ['id'],
    audiences: {
      LANDLORD: { select: cardedFamily },
      HEALTH: { select: caredFamily },
      COORDINATOR: {
        select: followed,
        also: [...familyScope, 'commune_code', 'arrival_group_id', 'created_at', 'updated_at'],
        insert: {
          columns: ['id', 'followed_by', 'split_from', 'split_person_ids', ...familyInput],
          check: `followed_by = ${caller('COORDINATOR')} and (${followed})`,
        },
        update: { columns: familyInput, rows: followed },
      },
    },
    system: {
      programme: {
        select: [
          'id',
          'reference',
          'region_code',
          'followed_by',
          'protected',
          'size',
          'adults',
          'children_0_to_5',
          'children_6_to_17',
          'origin',
          'accessibility_need',
          'languages',
          'interpreter_needed',
          'journey',
          'arrival_group_id',
        ],
        update: [
          'size',
          'adults',
          'children_0_to_5',
          'children_6_to_17',
          'journey',
          'arrived_on',
          ...familyScope,
        ],
      },
      snapshot: { select: ['id', 'region_code', 'journey', 'size', 'arrived_on'] },
      receipts: { select: ['id', 'reference'] },
      ...load,
    },
  },
  family_transfers: {
    keys: ['id', 'family_id', 'from_region_code', 'to_region_code'],
    audiences: {
      COORDINATOR: {
        select: transferParty,
        insert: { columns: ['id', 'family_id', 'followed_by', 'to_region_code'], check: followed },
        update: {
          columns: ['status', 'accepted_by'],
          // Only who is asked accepts, and for itself.
          rows: `(${transferParty}) and (status <> 'ACCEPTED' or (to_region_code = any ((select access.regions())::text[]) and accepted_by = ${caller('COORDINATOR')}))`,
        },
      },
    },
    system: {
      programme: { select: '*', update: ['status', ...familyScope] },
      clock: { select: ['id', 'status', 'expires_at'], update: ['status'] },
    },
  },
  family_preferences: {
    keys: ['id', 'family_id'],
    audiences: {
      COORDINATOR: {
        select: followed,
        insert: { columns: ['id', 'family_id', 'followed_by', 'kind', 'value', 'must'], check: followed },
      },
    },
    system: { programme: { select: ['family_id'], update: familyScope }, ...load },
  },
  persons: {
    keys: ['id', 'family_id'],
    audiences: {
      EMPLOYER: { select: presentedPerson },
      HEALTH: { select: caredPerson, also: ['sex'] },
      COORDINATOR: {
        select: followed,
        insert: { columns: ['id', 'family_id', 'followed_by', 'age_band', ...personInput], check: followed },
        update: { columns: personInput, rows: followed },
      },
    },
    system: {
      programme: {
        select: ['id', 'family_id', 'age_band', 'departed_on'],
        update: ['age_band', 'family_id', ...familyScope],
      },
      snapshot: { select: ['id', 'family_id', 'age_band', 'sex', 'french_level', 'departed_on'] },
      clock: { select: ['id', 'family_id', 'age_band'], update: ['age_band'] },
      ...load,
    },
  },
  person_identities: {
    keys: ['person_id', 'family_id'],
    audiences: {
      LANDLORD: { select: identifiedPerson('LANDLORD'), also: ['given_name', 'family_name', 'phone'] },
      EMPLOYER: { select: identifiedPerson('EMPLOYER'), also: ['given_name', 'family_name', 'phone'] },
      HEALTH: {
        select: caredOrCalled,
        also: ['given_name', 'family_name', 'phone', 'birth_date'],
      },
      COORDINATOR: {
        select: followed,
        also: identityInput,
        insert: { columns: ['person_id', 'family_id', 'followed_by', ...identityInput], check: followed },
        update: { columns: identityInput, rows: followed },
      },
    },
    system: {
      programme: { select: ['person_id', 'family_id', 'birth_date'], update: familyScope },
      clock: { select: ['person_id', 'birth_date'] },
      receipts: { select: ['person_id', 'family_id', 'given_name', 'family_name'] },
      ...load,
    },
  },
  consents: {
    keys: ['id', 'person_id', 'family_id', 'created_at', 'updated_at'],
    audiences: {
      COORDINATOR: {
        select: followed,
        insert: {
          columns: ['id', 'person_id', 'family_id', 'followed_by', ...consentInput],
          check: followed,
        },
        update: { columns: ['revoked_on'], rows: followed },
      },
    },
    system: {
      programme: { select: '*', update: ['revoked_on', ...familyScope] },
      receipts: { select: ['id', 'given_by'] },
      ...load,
    },
  },
  arrival_groups: {
    keys: ['id', 'created_by'],
    audiences: {
      COORDINATOR: {
        select: arrivalRead,
        insert: {
          columns: ['id', 'created_by', ...arrivalInput],
          check: `created_by = ${caller('COORDINATOR')}`,
        },
        update: { columns: ['status', 'actual_at', ...arrivalInput], rows: arrivalRead },
      },
    },
    system: { programme: { select: ['id', 'status', 'version'] }, ...load },
  },
};
