import { describe, expect, test } from 'vitest';
import { plusDays } from '../../src/demo/calendar.ts';
import { demos, isOpen, mapBy, today } from './demos.ts';

describe.each(demos)('in the demo of seed %i', (_, rows) => {
  const families = mapBy(rows.families, (one) => one.id);
  const consents = mapBy(rows.consents, (one) => one.id);

  test('a family counts its persons', () => {
    for (const family of rows.families) {
      const persons = rows.persons.filter((one) => one.familyId === family.id);
      expect(family.size).toBe(persons.length);
      const young = persons.filter((one) => one.ageBand === 'AGE_0_TO_5').length;
      const minors = persons.filter((one) => ['AGE_6_TO_15', 'AGE_16_TO_17'].includes(one.ageBand)).length;
      expect([family.children0to5, family.children6to17]).toEqual([young, minors]);
    }
  });

  test('rows below a family carry its region and its coordinator', () => {
    const below = [
      rows.persons,
      rows.consents,
      rows.housingProposals,
      rows.tenancies,
      rows.jobApplications,
      rows.employments,
      rows.careReferrals,
      rows.disclosures,
      rows.rightsSteps,
    ];
    for (const row of below.flat()) {
      const family = families.get(row.familyId);
      expect([row.regionCode, row.followedBy]).toEqual([family?.regionCode, family?.followedBy]);
    }
  });

  test('the protected family is in no partner exit, and has a home that it found itself', () => {
    const hidden = rows.families.filter((one) => one.protected);
    expect(hidden).toHaveLength(1);
    const id = hidden[0]?.id;
    for (const exits of [rows.disclosures, rows.housingProposals, rows.jobApplications, rows.careReferrals]) {
      expect(exits.filter((one) => one.familyId === id)).toEqual([]);
    }
    expect(rows.tenancies.filter((one) => one.familyId === id)).toMatchObject([
      { partnerId: null, status: 'ACTIVE' },
    ]);
  });

  test('what rests on a consent rested on one in force, of that person, for that purpose', () => {
    const purposes = {
      'HOUSING IDENTITY': 'HOUSING_IDENTITY',
      'EMPLOYMENT CARD': 'EMPLOYMENT_CARD',
      'EMPLOYMENT IDENTITY': 'EMPLOYMENT_IDENTITY',
      'CARE IDENTITY': 'CARE',
    };
    for (const one of rows.disclosures) {
      const purpose = purposes[`${one.purpose} ${one.level}` as keyof typeof purposes];
      expect([one.purpose, one.level, Boolean(one.consentId)]).toEqual([
        one.purpose,
        one.level,
        Boolean(purpose),
      ]);
      if (!purpose) continue;
      const consent = consents.get(one.consentId ?? '');
      expect(consent).toMatchObject({ personId: one.personId, purpose });
      const opened = one.openedAt?.toISOString().slice(0, 10) ?? '';
      expect((consent?.givenOn ?? '9') <= opened && opened <= (consent?.expiresOn ?? '')).toBe(true);
      const revoked = consent?.revokedOn;
      if (revoked) expect((one.closedAt?.toISOString() ?? '9').slice(0, 10) <= revoked).toBe(true);
      if (isOpen(one)) expect((consent?.expiresOn ?? '') > plusDays(today, 35)).toBe(true);
    }
  });

  test('an under-15 is consented for by an adult, others by themselves', () => {
    const bands = mapBy(rows.persons, (one) => one.id);
    for (const one of rows.consents) {
      if (one.givenBy !== one.personId)
        expect(['AGE_0_TO_5', 'AGE_6_TO_15']).toContain(bands.get(one.personId)?.ageBand);
    }
  });
});
