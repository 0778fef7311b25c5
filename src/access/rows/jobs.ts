import { actedFor, anyCoordinator, followed, own } from './rules.ts';
import type { FeatureRights } from './shape.ts';

const offerColumns = [
  'external_reference',
  'status',
  'site_id',
  'title',
  'description',
  'rome',
  'contract',
  'duration_months',
  'hours_per_week',
  'gross_hourly_cents',
  'positions',
  'commune_code',
  'min_french',
  'licence_required',
  'transport_provided',
  'starts_on',
  'confirmed_at',
  'valid_until',
];
const employersAnswer = [
  'status',
  'interview_at',
  'interview_place',
  'interview_contact',
  'interpreter_for_interview',
  'declined_by',
  'decline_reason',
  'note',
  'hire_starts_on',
  'hire_ends_on',
  'hire_hours_per_week',
];
const employmentChange = ['ends_on', 'end_reason', 'hours_per_week'];
/** A job found outside the programme: no employer, no offer, no application can be named. */
const foundJob = [
  'id',
  'person_id',
  'family_id',
  'followed_by',
  'commune_code',
  'contract',
  'rome',
  'hours_per_week',
  'starts_on',
  'ends_on',
];
const retention = [
  'id',
  'employment_id',
  'partner_id',
  'family_id',
  'followed_by',
  'month',
  'still_in_post',
  'confirmed_on',
];
/** Of an employment that the caller reads, with that employment's family and employer: a foreign key alone would take any. */
const ofReadEmployment = `exists (select from public.employments e where e.id = employment_id and e.family_id = employment_retentions.family_id and e.partner_id is not distinct from employment_retentions.partner_id)`;
const familyScope = ['region_code', 'followed_by'];
const load = { demo_loader: { insert: '*' } } as const;

export const jobRights: FeatureRights = {
  job_offers: {
    keys: [
      'id',
      'partner_id',
      'site_id',
      'commune_code',
      'epci_code',
      'departement_code',
      'region_code',
      'rome',
    ],
    audiences: {
      EMPLOYER: {
        select: own('EMPLOYER'),
        insert: { columns: ['id', 'partner_id', ...offerColumns], check: own('EMPLOYER') },
        update: { columns: offerColumns, rows: own('EMPLOYER') },
      },
      COORDINATOR: {
        select: anyCoordinator,
        insert: { columns: ['id', 'partner_id', ...offerColumns], check: actedFor('EMPLOYER') },
        update: { columns: offerColumns, rows: actedFor('EMPLOYER') },
      },
    },
    system: {
      programme: {
        select: [
          'id',
          'partner_id',
          'status',
          'commune_code',
          'contract',
          'rome',
          'positions',
          'positions_filled',
          'valid_until',
          'version',
          'region_code',
        ],
        update: ['status', 'positions_filled'],
      },
      snapshot: {
        select: [
          'id',
          'partner_id',
          'status',
          'region_code',
          'rome',
          'contract',
          'positions',
          'positions_filled',
        ],
      },
      clock: { select: ['id', 'status', 'valid_until'], update: ['status'] },
      ...load,
    },
  },
  job_applications: {
    keys: ['id', 'partner_id', 'offer_id', 'person_id', 'family_id', 'created_at', 'updated_at'],
    audiences: {
      EMPLOYER: {
        select: `${own('EMPLOYER')} and presented_at is not null`,
        update: { columns: employersAnswer, rows: `${own('EMPLOYER')} and presented_at is not null` },
      },
      COORDINATOR: {
        select: followed,
        also: familyScope,
        insert: {
          columns: [
            'id',
            'partner_id',
            'offer_id',
            'person_id',
            'family_id',
            'followed_by',
            'status',
            'presented_at',
            'expires_at',
            'programme_contact',
          ],
          check: followed,
        },
        update: {
          columns: [
            ...employersAnswer,
            'presented_at',
            'expires_at',
            'programme_contact',
            'withdrawal_reason',
          ],
          rows: followed,
        },
      },
    },
    system: {
      programme: { select: '*', update: ['status', 'declined_by', 'withdrawal_reason', ...familyScope] },
      clock: {
        select: ['id', 'family_id', 'person_id', 'offer_id', 'status', 'expires_at'],
        update: ['status'],
      },
      ...load,
    },
  },
  employments: {
    keys: ['id', 'partner_id', 'offer_id', 'application_id', 'person_id', 'family_id', 'commune_code'],
    audiences: {
      EMPLOYER: { select: own('EMPLOYER'), update: { columns: employmentChange, rows: own('EMPLOYER') } },
      COORDINATOR: {
        select: followed,
        also: familyScope,
        insert: { columns: foundJob, check: followed },
        update: { columns: employmentChange, rows: followed },
      },
    },
    system: {
      programme: {
        select: '*',
        insert: [
          'id',
          'partner_id',
          'offer_id',
          'application_id',
          'person_id',
          'family_id',
          'followed_by',
          'commune_code',
          'contract',
          'rome',
          'hours_per_week',
          'starts_on',
          'ends_on',
        ],
        // A hire taken back did not start; confirmed once more, it is the same employment.
        update: ['starts_on', 'ends_on', 'end_reason', 'hours_per_week', ...familyScope],
      },
      snapshot: {
        select: [
          'id',
          'offer_id',
          'person_id',
          'family_id',
          'contract',
          'commune_code',
          'starts_on',
          'ends_on',
          'end_reason',
        ],
      },
      ...load,
    },
  },
  employment_retentions: {
    keys: ['id', 'employment_id', 'partner_id', 'family_id'],
    audiences: {
      EMPLOYER: {
        select: own('EMPLOYER'),
        insert: { columns: retention, check: `${own('EMPLOYER')} and ${ofReadEmployment}` },
      },
      COORDINATOR: {
        select: followed,
        insert: { columns: retention, check: `(${followed}) and ${ofReadEmployment}` },
      },
    },
    system: {
      programme: {
        select: ['employment_id', 'family_id', 'still_in_post'],
        update: ['family_id', ...familyScope],
      },
      snapshot: { select: ['employment_id', 'month', 'still_in_post'] },
      ...load,
    },
  },
};
