import { audiences } from '../audiences.ts';
import { followed, held } from './rules.ts';
import type { FeatureRights } from './shape.ts';

const familyScope = ['region_code', 'followed_by'];
const load = { demo_loader: { insert: '*' } } as const;
const acting = audiences.filter((audience) => audience !== 'INTERNAL');

/** What the row policies of families and persons look up, and what a receipt is about. */
const receipt = [
  'family_id',
  'person_id',
  'contact_person_id',
  'proposal_id',
  'application_id',
  'referral_id',
  'tenancy_id',
  'employment_id',
];

/** Said of what is closed alone: the table's check holds that. With or without an agreement. */
const acknowledgement = (audience: 'LANDLORD' | 'EMPLOYER' | 'HEALTH') => ({
  columns: ['erasure_acknowledged_at'],
  rows: held(audience),
});

export const ledgerRights: FeatureRights = {
  disclosures: {
    keys: ['id', 'partner_id', 'level', 'expires_at', 'closed_at', 'opened_at', 'updated_at'],
    audiences: {
      LANDLORD: { select: held('LANDLORD'), also: receipt, update: acknowledgement('LANDLORD') },
      EMPLOYER: { select: held('EMPLOYER'), also: receipt, update: acknowledgement('EMPLOYER') },
      HEALTH: { select: held('HEALTH'), also: receipt, update: acknowledgement('HEALTH') },
      // Care ones are not for coordinators as rows: who cares for whom is no business of theirs.
      COORDINATOR: { select: `(${followed}) and purpose <> 'CARE'`, also: ['family_id', 'person_id'] },
    },
    system: {
      programme: {
        select: '*',
        insert: [
          'id',
          'partner_id',
          'audience',
          'family_id',
          'person_id',
          'contact_person_id',
          'followed_by',
          'level',
          'purpose',
          'proposal_id',
          'tenancy_id',
          'application_id',
          'employment_id',
          'referral_id',
          'consent_id',
          'reference',
          'expires_at',
        ],
        update: [
          'expires_at',
          'closed_at',
          'close_reason',
          'consent_id',
          'contact_person_id',
          ...familyScope,
        ],
      },
      clock: { select: ['id', 'expires_at', 'closed_at'], update: ['closed_at', 'close_reason'] },
      receipts: {
        select: [
          'partner_id',
          'family_id',
          'person_id',
          'consent_id',
          'level',
          'purpose',
          'reference',
          'opened_at',
          'expires_at',
          'closed_at',
          'erasure_acknowledged_at',
        ],
      },
      ...load,
    },
  },
  // Corrections read whose the last move was.
  care_receipts: {
    keys: ['id', 'family_id', 'person_id'],
    audiences: { COORDINATOR: { select: followed } },
    system: {
      programme: {
        select: '*',
        insert: [
          'id',
          'person_id',
          'family_id',
          'followed_by',
          'month',
          'closed_month',
          'erasure_acknowledged',
        ],
        update: ['closed_month', 'erasure_acknowledged', ...familyScope],
      },
    },
  },
  journal_entries: {
    keys: [],
    audiences: {},
    system: { programme: { select: '*', insert: '*' }, ...load },
  },
  events: {
    keys: [],
    audiences: {},
    system: {
      programme: {
        insert: [
          'transaction',
          'partner_id',
          'region_code',
          'machine',
          'row_id',
          'to_state',
          'partner_state',
          'version',
        ],
      },
      operator: { select: '*' },
      ...load,
    },
  },
  idempotency_keys: {
    keys: ['partner_id', 'mutation', 'key_hash', 'input_hash', 'result_id', 'created_at'],
    audiences: Object.fromEntries(
      acting.map((audience) => [
        audience,
        {
          // Without an agreement too: an erasure is acknowledged then.
          select: held(audience),
          insert: {
            columns: ['partner_id', 'audience', 'mutation', 'key_hash', 'input_hash', 'result_id'],
            check: `${held(audience)} and audience = '${audience}'`,
          },
        },
      ]),
    ),
    system: {
      programme: { select: ['partner_id', 'mutation', 'key_hash', 'created_at'], update: ['key_hash'] },
      clock: {
        select: ['partner_id', 'mutation', 'key_hash', 'created_at'],
        delete: "created_at <= now() - interval '72 hours'",
      },
    },
  },
  rights_steps: {
    keys: ['id', 'family_id', 'person_id'],
    audiences: {
      COORDINATOR: {
        select: followed,
        update: { columns: ['status', 'submitted_on', 'granted_on', 'blocker'], rows: followed },
      },
    },
    system: {
      programme: {
        select: '*',
        insert: ['id', 'family_id', 'followed_by', 'person_id', 'definition'],
        update: familyScope,
      },
      snapshot: {
        select: ['id', 'family_id', 'person_id', 'definition', 'status', 'submitted_on', 'granted_on'],
      },
      ...load,
    },
  },
};
