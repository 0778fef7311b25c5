import { type Correction, type Machine, moves } from '../machine.ts';

export const careReferralStatuses = [
  'SENT',
  'ACKNOWLEDGED',
  'WAITLISTED',
  'IN_CARE',
  'PAUSED',
  'CONCLUDED',
  'DECLINED',
  'REDIRECTED',
  'REVOKED',
  'ENTERED_IN_ERROR',
] as const;
export type CareReferralStatus = (typeof careReferralStatuses)[number];

export const liveReferralStatuses = [
  'SENT',
  'ACKNOWLEDGED',
  'WAITLISTED',
  'IN_CARE',
  'PAUSED',
] as const satisfies readonly CareReferralStatus[];

export const careDeclineReasons = [
  'NO_CAPACITY',
  'NOT_OUR_FIELD',
  'OUT_OF_AREA',
  'UNREACHABLE',
  'OTHER',
] as const;

/** Where the recipient may bring a referral; the rest follows from other acts. */
export const careTargets = [
  'ACKNOWLEDGED',
  'WAITLISTED',
  'IN_CARE',
  'PAUSED',
  'CONCLUDED',
  'DECLINED',
] as const satisfies readonly CareReferralStatus[];
export type CareTarget = (typeof careTargets)[number];

/** How a coordinator ends a referral. */
export const referralRevocations = [
  'REVOKED',
  'ENTERED_IN_ERROR',
] as const satisfies readonly CareReferralStatus[];

/** Days after CONCLUDED in which the same recipient may take care up again. */
export const careResumeDays = 90;

/** Days without an answer after which a coordinator is asked to act. */
export const referralAnswerDays = 14;

/** The coarse status that coordinators read, most telling first: several referrals show as the first that applies. */
export const careOveralls = ['IN_CARE', 'WAITING', 'REFERRED', 'PAUSED', 'CONCLUDED', 'NONE'] as const;
export type CareOverall = (typeof careOveralls)[number];

/** One fixed map; ended without care shows as NONE. */
export const overallOfReferral: Record<CareReferralStatus, CareOverall> = {
  SENT: 'REFERRED',
  ACKNOWLEDGED: 'REFERRED',
  WAITLISTED: 'WAITING',
  IN_CARE: 'IN_CARE',
  PAUSED: 'PAUSED',
  CONCLUDED: 'CONCLUDED',
  DECLINED: 'NONE',
  REDIRECTED: 'NONE',
  REVOKED: 'NONE',
  ENTERED_IN_ERROR: 'NONE',
};

/** Whether somebody still has to be taken somewhere, or interpreted for. */
export const showsSupport = (overall: CareOverall): boolean => overall !== 'NONE' && overall !== 'CONCLUDED';

/** Said again, they change the appointment alone. */
export const mayBeRepeated = (status: CareReferralStatus): boolean =>
  status !== 'SENT' && liveReferralStatuses.some((live) => live === status);

const careReferralCorrections: readonly Correction<CareReferralStatus>[] = [
  { by: 'updateCareStatus', from: ['CONCLUDED'], stands: 'conclude it again' },
  {
    by: 'updateCareStatus',
    undone:
      'by its recipient alone: as it was before; what has closed opens anew, the consent checked; an appointment that went with it does not return',
  },
  { by: 'redirectReferral', stands: 'the other partner holds it: it can redirect it back' },
  { by: 'revokeReferral', stands: 'refer the person again: who may be opened to whom is asked anew' },
];

export const careReferralMachine: Machine<CareReferralStatus> = {
  name: 'careReferral',
  corrections: careReferralCorrections,
  transitions: [
    ...moves<CareReferralStatus>([null], 'SENT', 'referToCare', 'COORDINATOR', {
      guard: 'the consent to care is live, the family is not protected, its region has a care gateway',
      effects:
        'goes to the gateway, which reads the person and whom to call until 12 months after the last move',
    }),
    ...moves<CareReferralStatus>([null], 'SENT', 'redirectReferral', 'SYSTEM', {
      effects: 'opens the person to the new recipient',
    }),
    ...moves<CareReferralStatus>(['SENT'], 'ACKNOWLEDGED', 'updateCareStatus', 'HEALTH'),
    ...moves<CareReferralStatus>(['ACKNOWLEDGED'], 'WAITLISTED', 'updateCareStatus', 'HEALTH'),
    ...moves<CareReferralStatus>(
      ['ACKNOWLEDGED', 'WAITLISTED', 'PAUSED'],
      'IN_CARE',
      'updateCareStatus',
      'HEALTH',
    ),
    ...moves<CareReferralStatus>(['IN_CARE'], 'PAUSED', 'updateCareStatus', 'HEALTH'),
    ...moves<CareReferralStatus>(['IN_CARE', 'PAUSED'], 'CONCLUDED', 'updateCareStatus', 'HEALTH', {
      effects: 'the person stays readable for 30 days',
    }),
    ...moves<CareReferralStatus>(['CONCLUDED'], 'IN_CARE', 'updateCareStatus', 'HEALTH', {
      guard:
        'concluded at most 90 days ago; where the person is no longer readable, the consent to care is live',
      effects: 'the person is readable again',
    }),
    ...moves<CareReferralStatus>(
      ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'],
      'DECLINED',
      'updateCareStatus',
      'HEALTH',
      {
        guard: 'a reason',
        effects: 'the person closes, the coordinator is asked to act',
      },
    ),
    ...moves<CareReferralStatus>(
      ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'],
      'REDIRECTED',
      'redirectReferral',
      'HEALTH',
      {
        guard: 'the other partner is in force, the consent to care is live',
        effects: 'the person closes, a new referral is sent to the other partner',
      },
    ),
    ...moves<CareReferralStatus>(liveReferralStatuses, 'REVOKED', 'revokeReferral', 'COORDINATOR', {
      effects: 'the person closes',
    }),
    ...moves<CareReferralStatus>(liveReferralStatuses, 'ENTERED_IN_ERROR', 'revokeReferral', 'COORDINATOR', {
      effects: 'the person closes',
    }),
    ...moves<CareReferralStatus>(
      liveReferralStatuses,
      'REVOKED',
      'revokeReferral, wherever it was redirected',
      'SYSTEM',
    ),
    ...moves<CareReferralStatus>(
      liveReferralStatuses,
      'ENTERED_IN_ERROR',
      'revokeReferral, wherever it was redirected',
      'SYSTEM',
    ),
    ...moves<CareReferralStatus>(liveReferralStatuses, 'REVOKED', 'the consent to care revoked', 'SYSTEM'),
    ...moves<CareReferralStatus>(liveReferralStatuses, 'REVOKED', 'the family protected', 'SYSTEM'),
  ],
};
