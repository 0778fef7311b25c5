import { describe, expect, test } from 'vitest';
import { rightsCatalogue } from '../../src/pathway/pathway.rules.ts';
import { demos, disclosuresOf, isOpen, now } from './demos.ts';

describe.each(demos)('in the demo of seed %i', (_, rows) => {
  test('a referral that lives has its person open to its recipient, and others have not', () => {
    const lively = ['SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED'];
    for (const referral of rows.careReferrals) {
      const [one, ...more] = disclosuresOf(rows, (row) => row.referralId, referral.id);
      expect(more).toEqual([]);
      expect(one).toMatchObject({
        partnerId: referral.partnerId,
        personId: referral.personId,
        contactPersonId: referral.contactPersonId,
      });
      if (lively.includes(referral.status ?? '')) expect(one && isOpen(one)).toBe(true);
      else if (referral.status !== 'CONCLUDED') expect(one?.closedAt).toBeTruthy();
    }
  });

  test('a redirected referral goes on at its new recipient', () => {
    for (const referral of rows.careReferrals.filter((one) => one.status === 'REDIRECTED')) {
      const next = rows.careReferrals.filter((one) => one.redirectedFrom === referral.id);
      expect(next).toMatchObject([{ partnerId: referral.redirectedTo, personId: referral.personId }]);
    }
  });

  test('everybody who was ever referred has one care status, of the first day of a month', () => {
    const referred = new Set(rows.careReferrals.map((one) => one.personId));
    expect(new Set(rows.careStatuses.map((one) => one.personId))).toEqual(referred);
    expect(rows.careStatuses.filter((one) => !one.since.endsWith('-01'))).toEqual([]);
    expect(rows.careStatuses.some((one) => one.actionDueAt && one.actionDueAt < now)).toBe(true);
  });

  test('a step of rights begins when those that it needs are granted', () => {
    for (const family of rows.families) {
      const steps = rows.rightsSteps.filter((one) => one.familyId === family.id);
      for (const step of steps.filter(
        (one) => one.status !== 'NOT_STARTED' && family.origin === 'RESETTLED',
      )) {
        for (const need of rightsCatalogue[step.definition].dependsOn) {
          const met = steps.filter(
            (one) => one.definition === need && one.grantedOn && one.grantedOn <= (step.submittedOn ?? ''),
          );
          expect([step.definition, need, met.length > 0]).toEqual([step.definition, need, true]);
        }
      }
    }
  });

  test('an autonomous family has an adult in work and no step that is blocked', () => {
    for (const family of rows.families.filter((one) => one.journey === 'AUTONOMOUS')) {
      expect(rows.employments.some((one) => one.familyId === family.id && !one.endReason)).toBe(true);
      const steps = rows.rightsSteps.filter((one) => one.familyId === family.id);
      expect(steps.filter((one) => one.status === 'NOT_STARTED')).toEqual([]);
    }
  });
});
