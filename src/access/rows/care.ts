import { followed, own } from './rules.ts';
import type { FeatureRights } from './shape.ts';

const familyScope = ['region_code', 'followed_by'];
const load = { demo_loader: { insert: '*' } } as const;

export const careRights: FeatureRights = {
  care_referrals: {
    keys: ['id'],
    audiences: {
      HEALTH: {
        select: own('HEALTH'),
        also: ['partner_id', 'person_id', 'family_id', 'moved_at', 'created_at', 'updated_at'],
        update: {
          columns: ['status', 'next_appointment_on', 'decline_reason', 'redirected_to', 'moved_at'],
          rows: own('HEALTH'),
        },
      },
      COORDINATOR: {
        // Those that it sent: where one was redirected is its recipient's to know.
        select: `(${followed}) and redirected_from is null`,
        also: ['sent_on', 'person_id', 'family_id'],
        insert: {
          // Recipient, consent and contact are the trigger's to name: access.route_referral.
          columns: [
            'id',
            'person_id',
            'family_id',
            'interpreter_language',
            'transport_needed',
            'programme_contact',
          ],
          check: followed,
        },
        // Blind to what it ends: access.coordinator_ends_referral takes the update over.
        update: { columns: ['status'], rows: `(${followed}) and redirected_from is null` },
      },
    },
    system: {
      programme: {
        select: '*',
        insert: [
          'id',
          'partner_id',
          'person_id',
          'family_id',
          'interpreter_language',
          'transport_needed',
          'programme_contact',
          'redirected_from',
        ],
        update: ['status', 'consent_id', 'contact_person_id', ...familyScope],
      },
      ...load,
    },
  },
  care_statuses: {
    keys: ['person_id', 'family_id'],
    audiences: { COORDINATOR: { select: followed } },
    system: {
      programme: { select: '*', insert: '*', update: '*' },
      snapshot: { select: ['person_id', 'overall'] },
      ...load,
    },
  },
};
