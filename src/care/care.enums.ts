import { builder } from '../builder.ts';
import * as rules from './care.rules.ts';

export const CareOverall = builder.enumType('CareOverall', {
  values: rules.careOveralls,
  description:
    'The coarse status of care. NONE: never referred, or ended without care. Of several referrals the most telling shows.',
});
export const CareReferralStatus = builder.enumType('CareReferralStatus', {
  values: rules.careReferralStatuses,
  description:
    'Where a referral stands. REDIRECTED: passed on. REVOKED and ENTERED_IN_ERROR: ended by the programme.',
});
export const CareTarget = builder.enumType('CareTarget', {
  values: rules.careTargets,
  description: 'Where its recipient may bring a referral.',
});
export const CareDeclineReason = builder.enumType('CareDeclineReason', {
  values: rules.careDeclineReasons,
  description: 'Why a recipient declines; never anything about the person’s health.',
});
export const ReferralRevocation = builder.enumType('ReferralRevocation', {
  values: rules.referralRevocations,
  description: 'REVOKED: it is no longer wanted. ENTERED_IN_ERROR: it should never have been sent.',
});
