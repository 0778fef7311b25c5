/**
 * What was looked at by hand and may stand: a function that runs as its owner, a role beside the audiences'. The catalogue check
 * refuses any other.
 */

/** Functions that run as `gatekeeper` and answer whether, never what: a partner's id, its regions, a yes or no. */
export const gatekeeperFunctions = [
  'agreement_in_force',
  'authenticate',
  'has_live_key',
  'health_partners',
  'holder',
  'may_act_for',
  'partner',
  'regions',
  // The one callable function that writes: points, of no use to anybody else (docs/decisions.md).
  'spend',
] as const;

/** Trigger functions that run as `programme`: one per effect; nobody can call them. */
export const effectFunctions = [
  'agreement_end_withdraws',
  'agreement_lapse_comes_first',
  'application_deadline_moves',
  'application_discloses',
  'application_undone',
  'arrival_opens_rights',
  'care_receipt_follows',
  'consent_closes_identity',
  'consent_opens_identity',
  'consent_renews',
  'consent_revokes_referrals',
  'consent_withdraws_applications',
  'coordinator_ends_referral',
  'departure_withdraws',
  'derive_age_band',
  'derive_care_status',
  'derive_composition',
  'employment_discloses',
  'employment_frees_position',
  'employment_undone',
  'ends_with_consent',
  'expired_key_gives_way',
  'hire_fills_offer',
  'hire_makes_employment',
  'hire_makes_others_obsolete',
  'hire_undone_returns_others',
  'inherit_family',
  'landing_brings_families',
  'landing_undone',
  'limit_move',
  'locate_address',
  'member_opens_rights',
  'number_family',
  'offer_terms_frozen',
  'offer_withdraws_applications',
  'offer_withdraws_proposals',
  'proposal_deadline_moves',
  'proposal_discloses',
  'proposal_keeps_terms',
  'proposal_reserves_offer',
  'proposal_signs_tenancy',
  'proposal_undone',
  'protection_closes',
  'record_transition',
  'referral_discloses',
  'referral_redirects',
  'refuse_protected',
  'route_referral',
  'split_moves_persons',
  'spread_family',
  'take_back_application',
  'take_back_arrival',
  'take_back_employment',
  'take_back_journey',
  'take_back_offer',
  'take_back_proposal',
  'take_back_referral',
  'take_back_step',
  'take_back_tenancy',
  'tenancy_discloses',
  'tenancy_frees_offer',
  'tenancy_undone',
  'transfer_copies_card',
  'transfer_moves_family',
] as const;

/** Who deletes: nobody but this, by table. Keys of acts are kept 72 hours, and the row policy holds that too. */
export const deleters: Readonly<Record<string, string>> = { idempotency_keys: 'clock' };

/** What a login may become beside its audiences: the jobs' one what time and counting need. */
export const reviewedMemberships: readonly string[] = ['jobs_login in clock', 'jobs_login in snapshot'];

/** Rights outside of the access table: `gatekeeper`'s on what partners may still spend, which is nobody's data. */
export const reviewedColumnRights: readonly string[] = [
  ...['partner_id', 'points', 'counted_at', 'granted'].flatMap((column) => [
    `budgets.${column} select to gatekeeper`,
    `budgets.${column} insert to gatekeeper`,
  ]),
  ...['points', 'counted_at', 'granted'].map((column) => `budgets.${column} update to gatekeeper`),
];

/** Who may call a `gatekeeper` function, beside its owner. */
export const callersOfGatekeeper: Readonly<Record<(typeof gatekeeperFunctions)[number], readonly string[]>> =
  {
    agreement_in_force: ['programme'],
    authenticate: ['api_login'],
    has_live_key: [],
    health_partners: ['api_health'],
    holder: ['api_landlord', 'api_employer', 'api_health', 'api_internal', 'api_coordinator'],
    may_act_for: ['api_coordinator'],
    partner: ['api_landlord', 'api_employer', 'api_health', 'api_internal', 'api_coordinator'],
    regions: ['api_coordinator'],
    spend: ['api_login'],
  };
