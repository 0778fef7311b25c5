import { describe, expect, test } from 'vitest';
import { plusDays, plusDaysOf } from '../../src/demo/calendar.ts';
import type { DemoRows } from '../../src/demo/demoRows.ts';
import { demos, now, today } from './demos.ts';

describe.each(demos)('in the demo of seed %i', (_, rows) => {
  test('a partner that left has nothing live and nothing open', () => {
    const gone = new Set(rows.agreements.filter((one) => one.endedAt).map((one) => one.partnerId));
    expect(gone.size).toBe(2);
    for (const one of rows.disclosures.filter((row) => gone.has(row.partnerId)))
      expect(one.closedAt).toBeTruthy();
    for (const one of [...rows.housingOffers, ...rows.jobOffers].filter((row) => gone.has(row.partnerId))) {
      expect(one.status).toBe('WITHDRAWN');
    }
  });

  test('nothing that has happened is in the future', () => {
    const midnight = new Date('2018-08-31T22:00:00Z');
    for (const entry of rows.journalEntries) expect(entry.at?.getTime()).toBeLessThan(midnight.getTime());
    for (const one of rows.disclosures) expect(one.openedAt?.getTime()).toBeLessThan(midnight.getTime());
    for (const consent of rows.consents) expect(consent.givenOn < today).toBe(true);
  });

  test('a journal goes from state to state, in time, to the state of its row', () => {
    const states = new Map<unknown, unknown>(
      [
        rows.housingOffers,
        rows.housingProposals,
        rows.tenancies,
        rows.jobOffers,
        rows.jobApplications,
        rows.careReferrals,
        rows.rightsSteps,
      ]
        .flat()
        .map((one) => [one.id, one.status]),
    );
    for (const family of rows.families) states.set(family.id, family.journey);
    const histories = grouped(rows.journalEntries);
    expect(histories.size).toBe(states.size);
    for (const [rowId, entries] of histories) {
      entries.forEach((entry, position) => {
        expect(entry.fromState ?? null).toBe(entries[position - 1]?.toState ?? null);
        expect(entry.at?.getTime()).toBeGreaterThanOrEqual(entries[position - 1]?.at?.getTime() ?? 0);
      });
      expect(entries.at(-1)?.toState).toBe(states.get(rowId));
    }
  });

  test('agreements, and most offers, outlive a month', () => {
    const inAYear = plusDays(today, 366);
    expect(rows.agreements.filter((one) => !one.endedAt && (one.endsOn ?? '9') < inAYear)).toEqual([]);
    const offered = [...rows.housingOffers, ...rows.jobOffers].filter((one) =>
      ['PUBLISHED', 'OPEN'].includes(one.status ?? ''),
    );
    const lasting = offered.filter((one) => (one.validUntil ?? now) > plusDaysOf(now, 40));
    expect(lasting.length / offered.length).toBeGreaterThan(0.7);
    expect(offered.filter((one) => (one.validUntil ?? now) <= now)).toEqual([]);
  });
});

function grouped(entries: DemoRows['journalEntries']): Map<string, DemoRows['journalEntries']> {
  const histories = new Map<string, DemoRows['journalEntries']>();
  for (const entry of entries) histories.set(entry.rowId, [...(histories.get(entry.rowId) ?? []), entry]);
  return histories;
}
