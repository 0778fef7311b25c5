import { describe, expect, test } from 'vitest';
import { afterDay, plusDays, plusMonths } from '../../src/demo/calendar.ts';
import { frenchLevels } from '../../src/families/families.rules.ts';
import { programmeRegions } from '../../src/reference/regions.ts';
import { demos, disclosuresOf, isOpen, mapBy, today } from './demos.ts';

describe.each(demos)('in the demo of seed %i', (_, rows) => {
  const jobs = mapBy(rows.jobOffers, (one) => one.id);

  test('positions filled are the hires, and an offer is filled when they are all taken', () => {
    for (const job of rows.jobOffers) {
      const hires = rows.jobApplications.filter(
        (one) => one.offerId === job.id && one.status === 'HIRED',
      ).length;
      expect(job.positionsFilled ?? 0).toBe(hires);
      const full = hires === job.positions;
      expect([job.status, full]).toEqual([job.status, ['FILLED', 'CLOSED'].includes(job.status ?? '')]);
    }
  });

  test('a hire has its employment and its open contract, and nobody works more than 48 hours', () => {
    for (const hired of rows.jobApplications.filter((one) => one.status === 'HIRED')) {
      const [employment] = rows.employments.filter((one) => one.applicationId === hired.id);
      expect(employment).toMatchObject({
        personId: hired.personId,
        startsOn: hired.hireStartsOn,
        hoursPerWeek: hired.hireHoursPerWeek,
      });
      const [contract] = disclosuresOf(rows, (one) => one.employmentId, employment?.id);
      const until = employment?.endsOn
        ? afterDay(plusMonths(employment.endsOn, 3))
        : afterDay(plusDays(today, 720));
      expect(contract?.expiresAt.getTime()).toBeGreaterThanOrEqual(until.getTime());
    }
    for (const person of rows.persons) {
      const hours = rows.employments
        .filter(
          (one) =>
            one.personId === person.id && one.startsOn <= today && (!one.endsOn || one.endsOn >= today),
        )
        .reduce((sum, one) => sum + one.hoursPerWeek, 0);
      expect(hours).toBeLessThanOrEqual(48);
    }
  });

  test('an application that lives has its open card, and its identity from DISCLOSED on', () => {
    const levels = { PRESENTED: 1, INTERESTED: 1, DISCLOSED: 2, ACCEPTED: 2, DRAFT: 0 };
    for (const one of rows.jobApplications) {
      const open = disclosuresOf(rows, (row) => row.applicationId, one.id).filter(isOpen);
      expect([one.status, open.length]).toEqual([one.status, levels[one.status as keyof typeof levels] ?? 0]);
      for (const row of open) expect(row).toMatchObject({ personId: one.personId, expiresAt: one.expiresAt });
    }
  });

  test('a candidate is an adult who meets what the offer asks for', () => {
    const persons = mapBy(rows.persons, (one) => one.id);
    for (const { personId, offerId } of rows.jobApplications) {
      const [person, job] = [persons.get(personId), jobs.get(offerId)];
      expect(person?.mayWork).toBe(true);
      const level = (value: unknown) => (frenchLevels as readonly unknown[]).indexOf(value);
      expect(level(person?.frenchLevel)).toBeGreaterThanOrEqual(level(job?.minFrench));
      if (job?.licenceRequired) expect(person?.drivingLicence).toBe(true);
    }
  });

  test('a hire left the person no other live application', () => {
    const settled = new Set(
      rows.employments
        .filter((one) => !one.endReason && one.contract !== 'PMSMP' && one.hoursPerWeek >= 24)
        .map((one) => one.personId),
    );
    const lively = rows.jobApplications.filter((one) =>
      ['DRAFT', 'PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED'].includes(one.status ?? ''),
    );
    expect(lively.filter((one) => settled.has(one.personId))).toEqual([]);
  });

  test('in five regions at least, three families and five persons have a roof and a job, most in one intercommunality', () => {
    const working = new Map(
      rows.employments
        .filter(
          (one) => one.contract !== 'PMSMP' && one.startsOn <= today && (!one.endsOn || one.endsOn >= today),
        )
        .map((one) => [one.familyId, one]),
    );
    const both = rows.tenancies.filter(
      (one) => ['ACTIVE', 'NOTICE'].includes(one.status) && working.has(one.familyId),
    );
    const shown = programmeRegions.filter(
      ({ code }) => both.filter((one) => one.regionCode === code).length >= 3,
    );
    expect(shown.length).toBeGreaterThanOrEqual(5);
    expect(shown.length).toBeLessThan(6);
    const epci = new Map(
      [...rows.housingOffers, ...rows.jobOffers].map((one) => [one.communeCode, one.epciCode]),
    );
    const near = both.filter(
      (one) =>
        epci.get(one.communeCode) &&
        epci.get(one.communeCode) === epci.get(working.get(one.familyId)?.communeCode ?? ''),
    );
    expect(near.length / both.length).toBeGreaterThan(0.6);
  });
});
