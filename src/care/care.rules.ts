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

export const careDeclineReasons = ['NO_CAPACITY', 'NOT_OUR_FIELD', 'OUT_OF_AREA', 'UNREACHABLE', 'OTHER'] as const;

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
